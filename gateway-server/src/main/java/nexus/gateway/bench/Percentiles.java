package nexus.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A distribution as a curve: which value only one in {@code oneIn} values exceeds. One in 2 is the median, one in 1,000
 * is p99.9.
 *
 * @param oneIn rising from 1, ten a decade, until beyond the count of values
 * @param nanos the value at each; the last is the largest of all
 */
record Percentiles(List<Double> oneIn, List<Long> nanos) {
    /** Ten round numbers that divide a decade evenly on a logarithmic scale. */
    private static final double[] DECADE = {1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8};

    /** The whole curve; without a point where there is no value. */
    static Percentiles curve(Histogram histogram) {
        List<Double> oneIn = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        long count = histogram.getTotalCount();
        double last = 0;
        for (double power = 1; count > 0 && last <= count; power *= 10) {
            for (double step : DECADE) {
                if (last <= count) {
                    last = power * step;
                    oneIn.add(last);
                    nanos.add(at(histogram, 100 - 100 / last));
                }
            }
        }
        return new Percentiles(oneIn, nanos);
    }

    /** The value, in the histogram's unit, that this percentage of values does not exceed; at most the largest. */
    static long at(Histogram histogram, double percentile) {
        return Math.min(histogram.getValueAtPercentile(percentile), histogram.getMaxValue());
    }
}
