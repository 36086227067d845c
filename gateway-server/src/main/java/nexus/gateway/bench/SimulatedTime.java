package nexus.gateway.bench;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until it is advanced, so that days pass in the time that the work takes. While it flows it
 * also advances by itself, at the pace of real time.
 */
final class SimulatedTime {
    private final long startNanos;
    private final AtomicLong elapsedNanos = new AtomicLong();
    private volatile long flowingSince;
    private volatile boolean flowing;

    /** @param startNanos where it begins, in nanoseconds since the epoch */
    SimulatedTime(long startNanos) {
        this.startNanos = startNanos;
    }

    /** Nanoseconds since its beginning. From any thread. */
    long elapsedNanos() {
        long elapsed = elapsedNanos.get();
        return flowing ? elapsed + System.nanoTime() - flowingSince : elapsed;
    }

    /** Nanoseconds since the epoch. From any thread. */
    long wallNanos() {
        return startNanos + elapsedNanos();
    }

    /** Goes on to a point, in nanoseconds since its beginning; does nothing if that is past. By one thread only. */
    void advanceTo(long nanos) {
        if (nanos > elapsedNanos.getPlain()) {
            elapsedNanos.setRelease(nanos);
        }
    }

    /** Passes by itself from now on. */
    void flow() {
        if (!flowing) {
            flowingSince = System.nanoTime();
            flowing = true;
        }
    }

    /** Stands still from now on. */
    void hold() {
        elapsedNanos.set(elapsedNanos());
        flowing = false;
    }
}
