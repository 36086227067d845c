package nexus.gateway.duty;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import nexus.config.ClockConfig;
import nexus.gateway.clock.ClockWatch;
import nexus.gateway.edge.Edge;
import nexus.journal.store.Settings;

/**
 * What the gateway takes from outside, so that tests can turn clocks and make journal, sockets and disk fail.
 *
 * @param wallNanos nanoseconds since the epoch
 * @param monotonicNanos never goes back
 * @param settings how the journal uses memory and disk
 * @param journal wraps the journal
 * @param edge wraps the sockets
 * @param disk wraps the watch over the disk
 * @param clockWatch begins to ask how far the wall clock is from UTC
 */
public record Surroundings(
        LongSupplier wallNanos,
        LongSupplier monotonicNanos,
        Settings settings,
        UnaryOperator<JournalAppender> journal,
        UnaryOperator<Edge> edge,
        UnaryOperator<DiskLevel> disk,
        Function<ClockConfig, ClockWatch> clockWatch) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** The machine as it is. */
    public static Surroundings real() {
        return new Surroundings(
                Surroundings::wallNow,
                System::nanoTime,
                Settings.defaults(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                ClockWatch::start);
    }

    private static long wallNow() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }
}
