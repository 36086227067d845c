package nexus.replay.audit.market;

/** Reference prices of the last ten seconds: of every ten milliseconds the last. */
final class ReferenceHistory {
    private static final long SLOT_NANOS = 10_000_000;
    private static final int SLOTS = 1_024;

    private final double[] prices = new double[SLOTS];
    private final long[] times = new long[SLOTS];
    private final boolean[] mids = new boolean[SLOTS];
    private int next;
    private int size;

    /** Time never goes back. */
    void add(Reference reference) {
        int last = Math.floorMod(next - 1, SLOTS);
        boolean isSameSlot =
                size > 0 && Math.floorDiv(times[last], SLOT_NANOS) == Math.floorDiv(reference.timeNanos(), SLOT_NANOS);
        int at = isSameSlot ? last : next;
        prices[at] = reference.price();
        times[at] = reference.timeNanos();
        mids[at] = reference.isMid();
        if (!isSameSlot) {
            next = (next + 1) % SLOTS;
            size = Math.min(SLOTS, size + 1);
        }
    }

    /** The last at or before this time; null if that is not known any more. */
    Reference at(long timeNanos) {
        for (int back = 1; back <= size; back++) {
            int at = Math.floorMod(next - back, SLOTS);
            if (times[at] <= timeNanos) {
                return new Reference(prices[at], mids[at], times[at]);
            }
        }
        return null;
    }
}
