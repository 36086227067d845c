package nexus.replay.figures;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long something took, in nanoseconds by the journal's clock.
 *
 * @param name from what to what
 * @param count how often it was seen; the figures are 0 without any
 * @param buckets how the values are spread, shortest first; empty ones are left out
 */
public record Latency(
        String name, long count, long min, long p50, long p90, long p99, long p999, long max, List<Bucket> buckets) {
    private static final double PER_DECADE = 10;

    /**
     * Values that lie close together: ten such stretches make a decade.
     *
     * @param fromNanos inclusive
     * @param toNanos exclusive
     */
    public record Bucket(long fromNanos, long toNanos, long count) {}

    public static Latency of(String name, Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return new Latency(name, 0, 0, 0, 0, 0, 0, 0, List.of());
        }
        return new Latency(
                name,
                nanos.getTotalCount(),
                nanos.getMinValue(),
                at(nanos, 50),
                at(nanos, 90),
                at(nanos, 99),
                at(nanos, 99.9),
                nanos.getMaxValue(),
                buckets(nanos));
    }

    private static long at(Histogram nanos, double percentile) {
        return Math.min(nanos.getValueAtPercentile(percentile), nanos.getMaxValue());
    }

    private static List<Bucket> buckets(Histogram nanos) {
        List<Bucket> buckets = new ArrayList<>();
        for (var step : nanos.recordedValues()) {
            int decile = decile(step.getValueIteratedTo());
            long from = edge(decile);
            int last = buckets.size() - 1;
            if (last >= 0 && buckets.get(last).fromNanos() == from) {
                Bucket known = buckets.get(last);
                buckets.set(
                        last,
                        new Bucket(from, known.toNanos(), known.count() + step.getCountAddedInThisIterationStep()));
            } else {
                buckets.add(new Bucket(from, edge(decile + 1), step.getCountAddedInThisIterationStep()));
            }
        }
        return List.copyOf(buckets);
    }

    private static int decile(long nanos) {
        int guess = (int) Math.floor(Math.log10((double) Math.max(1, nanos)) * PER_DECADE);
        return nanos >= edge(guess + 1) ? guess + 1 : guess;
    }

    private static long edge(int decile) {
        return decile <= 0 ? 0 : Math.round(Math.pow(10, decile / PER_DECADE));
    }
}
