package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    private static Histogram of(long... values) {
        Histogram histogram = new Histogram(3);
        for (long value : values) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    @Test
    void theCurveEndsWithTheLargestValue() {
        Percentiles curve = Percentiles.curve(of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

        assertThat(curve.oneIn()).containsExactly(1.0, 1.25, 1.6, 2.0, 2.5, 3.15, 4.0, 5.0, 6.3, 8.0, 10.0, 12.5);
        assertThat(curve.nanos()).containsExactly(1L, 2L, 4L, 5L, 6L, 7L, 8L, 8L, 9L, 9L, 9L, 10L);
    }

    @Test
    void oneValueIsALineAndNoneIsNothing() {
        assertThat(Percentiles.curve(of(7)).nanos()).containsExactly(7L, 7L);
        assertThat(Percentiles.curve(of()).oneIn()).isEmpty();
    }

    @Test
    void noValueIsAboveTheLargest() {
        long large = 1_000_001;

        assertThat(Percentiles.at(of(1, large), 99.99)).isEqualTo(of(large).getMaxValue());
        assertThat(Percentiles.curve(of(1, large)).nanos()).endsWith(of(large).getMaxValue());
    }
}
