package nexus.replay.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Percentiles from buckets, against percentiles from a list. */
class LatenessTest {
    @Test
    void isAtMostAThirtySecondTooHigh() {
        long seed = Long.getLong("test.seed", 20_261_123L);
        Random random = new Random(seed);
        long[] values = new long[10_000];
        Lateness lateness = new Lateness();
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextLong() >>> (2 + random.nextInt(61));
            lateness.add(values[i]);
        }
        Arrays.sort(values);
        for (double share : new double[] {0.001, 0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 1}) {
            long exact = values[(int) Math.ceil(share * values.length) - 1];
            assertThat(lateness.percentile(share))
                    .as("seed " + seed + ", share " + share)
                    .isBetween(exact, exact + exact / 32);
        }
    }

    @Test
    void earlyCountsAsOnTime() {
        Lateness lateness = new Lateness();
        lateness.add(-5);
        lateness.add(2_000);
        assertThat(lateness.count()).isEqualTo(2);
        assertThat(lateness.percentile(0.5)).isZero();
        assertThat(lateness).hasToString("p50 0 µs, p99 2 µs, max 2 µs");
    }
}
