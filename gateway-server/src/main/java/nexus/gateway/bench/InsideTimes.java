package nexus.gateway.bench;

import org.HdrHistogram.Histogram;

/**
 * Matches what comes out of the gateway with what went in: the outputs of an input precede those of the next, so the
 * first of a kind out belongs to the first of that kind in. For one thread.
 */
final class InsideTimes {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;
    /** More than the gateway takes in before it sends. */
    private static final int MOST_INSIDE = 1 << 14;

    private final String what;
    private final long[] receivedNanos = new long[MOST_INSIDE];
    private Histogram nanos = new Histogram(LONGEST_NANOS, DIGITS);
    private long received;
    private long sent;

    /** @param what for messages: ticks, orders */
    InsideTimes(String what) {
        this.what = what;
    }

    /** One went in. */
    void received(long nowNanos) {
        if (received - sent == MOST_INSIDE) {
            throw new IllegalStateException(MOST_INSIDE + " " + what + " went in and none came out");
        }
        receivedNanos[(int) received++ & (MOST_INSIDE - 1)] = nowNanos;
    }

    /** One came out. */
    void sent(long nowNanos) {
        if (sent == received) {
            throw new IllegalStateException("more " + what + " came out than went in");
        }
        long took = nowNanos - receivedNanos[(int) sent++ & (MOST_INSIDE - 1)];
        nanos.recordValue(Math.min(took, LONGEST_NANOS));
    }

    /** How many went in that have not come out. */
    long inside() {
        return received - sent;
    }

    /** The times since the last call. */
    Histogram take() {
        Histogram taken = nanos;
        nanos = new Histogram(LONGEST_NANOS, DIGITS);
        return taken;
    }
}
