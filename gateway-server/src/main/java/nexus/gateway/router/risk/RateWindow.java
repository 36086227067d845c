package nexus.gateway.router.risk;

import java.util.function.LongConsumer;

/**
 * How often something happened within a sliding window, exactly: each event is remembered until it is as old as the
 * window is long. Times never go back.
 */
public final class RateWindow {
    /** A power of two, and so is every other. */
    private static final int FIRST_CAPACITY = 16;

    private final long windowNanos;
    private long[] times = new long[FIRST_CAPACITY];
    private int first;
    private int count;

    /** @param windowNanos ns, greater than 0 */
    public RateWindow(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    /** Forgets what has left the window at this time, ns since the epoch. */
    public void passTo(long timeNanos) {
        while (count > 0 && timeNanos - times[first] >= windowNanos) {
            first = (first + 1) & (times.length - 1);
            count--;
        }
    }

    /** What is remembered: the events within the window at the last {@link #passTo}, and those since. */
    public int count() {
        return count;
    }

    /** Events that are still within the window at this time; forgets nothing. */
    public int countAt(long timeNanos) {
        int gone = 0;
        while (gone < count && timeNanos - times[(first + gone) & (times.length - 1)] >= windowNanos) {
            gone++;
        }
        return count - gone;
    }

    /** Something happens, not before the last event. */
    public void add(long timeNanos) {
        if (count == times.length) {
            grow();
        }
        times[(first + count) & (times.length - 1)] = timeNanos;
        count++;
    }

    private void grow() {
        long[] larger = new long[times.length * 2];
        for (int i = 0; i < count; i++) {
            larger[i] = times[(first + i) & (times.length - 1)];
        }
        times = larger;
        first = 0;
    }

    /** The times that are remembered, oldest first. */
    public void forEach(LongConsumer consumer) {
        for (int i = 0; i < count; i++) {
            consumer.accept(times[(first + i) & (times.length - 1)]);
        }
    }
}
