package nexus.adapters.link;

import java.time.Instant;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Where a link takes its time from.
 *
 * @param monotonicNanos for intervals; never runs backwards, its origin means nothing
 * @param epochNanos nanoseconds since the Unix epoch, for what is written into messages
 */
public record LinkTime(LongSupplier monotonicNanos, LongSupplier epochNanos) {
    public LinkTime {
        Objects.requireNonNull(monotonicNanos, "monotonicNanos");
        Objects.requireNonNull(epochNanos, "epochNanos");
    }

    /** The machine's clocks. */
    public static LinkTime system() {
        return new LinkTime(System::nanoTime, () -> {
            Instant now = Instant.now();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        });
    }

    /** Monotonic time in nanoseconds. */
    public long nanos() {
        return monotonicNanos.getAsLong();
    }

    /** Wall clock in seconds since the epoch, as v0's {@code timestamp} wants it. */
    public double epochSeconds() {
        return seconds(epochNanos.getAsLong());
    }

    /** Seconds with their fraction, the float nearest to it: a division of the whole would lose the last digits. */
    static double seconds(long epochNanos) {
        return Math.floorDiv(epochNanos, 1_000_000_000L) + Math.floorMod(epochNanos, 1_000_000_000L) / 1e9;
    }
}
