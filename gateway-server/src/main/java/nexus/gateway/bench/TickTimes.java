package nexus.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long each forwarded tick is inside the gateway, from its arrival at the duty cycle to its hand-over to the socket:
 * one histogram for each stretch of so many ticks, so that drift shows. For one thread.
 */
final class TickTimes {
    private static final int MAX_UNDER_WAY = 1_024;
    private static final long HIGHEST_NANOS = 60_000_000_000L;

    private final long[] arrivals = new long[MAX_UNDER_WAY];
    private final long ticksPerStretch;
    private final List<Histogram> stretches = new ArrayList<>();
    private Histogram current = newStretch();
    private long arrived;
    private long departed;
    private long inStretch;

    /** @param ticksPerStretch forwarded ticks, 1 or more */
    TickTimes(long ticksPerStretch) {
        this.ticksPerStretch = ticksPerStretch;
    }

    private Histogram newStretch() {
        Histogram stretch = new Histogram(HIGHEST_NANOS, 2);
        stretches.add(stretch);
        return stretch;
    }

    /** A tick that is to be forwarded comes in. */
    void arrived() {
        arrivals[(int) (arrived++ & (MAX_UNDER_WAY - 1))] = System.nanoTime();
    }

    /** The oldest tick under way goes out. */
    void departed() {
        long nanos = System.nanoTime() - arrivals[(int) (departed++ & (MAX_UNDER_WAY - 1))];
        current.recordValue(Math.min(nanos, HIGHEST_NANOS));
        if (++inStretch == ticksPerStretch) {
            inStretch = 0;
            current = newStretch();
        }
    }

    /** Ticks that were to be forwarded. */
    long expected() {
        return arrived;
    }

    /** Ticks that were. */
    long forwarded() {
        return departed;
    }

    /** In nanoseconds, one for each stretch; the last may be short, it is left out if it is empty. */
    List<Histogram> stretches() {
        return stretches.stream().filter(stretch -> stretch.getTotalCount() > 0).toList();
    }
}
