package nexus.replay.feed;

import java.util.Locale;

/**
 * How much later than due messages went out, in nanoseconds. Counts in buckets, each at most 1/32 wider than its lower
 * bound, so it needs the same memory for any number of messages.
 */
final class Lateness {
    private static final int BITS = 5;
    private static final int PER_DOUBLING = 1 << BITS;
    private static final double NANOS_PER_MICRO = 1e3;

    private final long[] counts = new long[(Long.SIZE - BITS) * PER_DOUBLING];
    private long count;
    private long max;

    /** Takes one in; below 0 counts as 0. */
    void add(long nanos) {
        long late = Math.max(0, nanos);
        counts[bucket(late)]++;
        count++;
        max = Math.max(max, late);
    }

    private static int bucket(long value) {
        if (value < PER_DOUBLING) {
            return (int) value;
        }
        int doublings = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - BITS;
        return (doublings << BITS) + (int) (value >>> doublings);
    }

    /** The largest value that falls into a bucket. */
    private static long upperBound(int bucket) {
        if (bucket < 2 * PER_DOUBLING) {
            return bucket;
        }
        int doublings = (bucket >>> BITS) - 1;
        long firstBehind = (bucket & (PER_DOUBLING - 1)) + PER_DOUBLING + 1L;
        return (firstBehind << doublings) - 1;
    }

    /**
     * What so many of them do not exceed, at most 1/32 too high.
     *
     * @param share 0–1
     */
    long percentile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return Math.min(upperBound(bucket), max);
            }
        }
        return max;
    }

    long count() {
        return count;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.0f µs, p99 %.0f µs, max %.0f µs",
                percentile(0.5) / NANOS_PER_MICRO,
                percentile(0.99) / NANOS_PER_MICRO,
                max / NANOS_PER_MICRO);
    }
}
