package nexus.gateway.bench;

import org.HdrHistogram.Histogram;

/** Values that a share of all others does not exceed. */
final class Percentiles {
    private Percentiles() {}

    /** The value, in the histogram's unit, that this percentage of values does not exceed; at most the largest. */
    static long at(Histogram histogram, double percentile) {
        return Math.min(histogram.getValueAtPercentile(percentile), histogram.getMaxValue());
    }
}
