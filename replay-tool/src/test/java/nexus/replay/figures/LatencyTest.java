package nexus.replay.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void bucketsHoldAllValuesTenToADecade() {
        Histogram nanos = new Histogram(3_600_000_000_000L, 3);
        for (long value = 0; value < 1_000_000; value += 37) {
            nanos.recordValue(value);
        }

        Latency latency = Latency.of("a → b", nanos);

        assertThat(latency.buckets().stream().mapToLong(Latency.Bucket::count).sum())
                .isEqualTo(nanos.getTotalCount());
        for (int i = 1; i < latency.buckets().size(); i++) {
            assertThat(latency.buckets().get(i).fromNanos())
                    .isGreaterThanOrEqualTo(latency.buckets().get(i - 1).toNanos());
        }
        assertThat(latency.buckets()).extracting(Latency.Bucket::fromNanos).contains(1_000L, 10_000L, 100_000L);
        assertThat(latency.p50()).isBetween(499_000L, 501_000L);
    }

    @Test
    void withoutValuesThereIsNothing() {
        Latency latency = Latency.of("a → b", new Histogram(1_000, 3));

        assertThat(latency.count()).isZero();
        assertThat(latency.buckets()).isEmpty();
    }
}
