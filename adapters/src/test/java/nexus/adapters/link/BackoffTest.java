package nexus.adapters.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    /** One as long as the JVM lives: a test that is run again because it failed fails again. */
    private static final long SEED = Long.getLong("test.seed", 20_261_123L);

    @Test
    void doublesFrom100MillisTo5SecondsAndDrawsFromTheUpperHalf() {
        Backoff backoff = Backoff.standard(SEED);
        long[] nominal = {100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000};
        for (long most : nominal) {
            assertThat(backoff.nextMillis()).as("seed %d", SEED).isBetween(most / 2, most);
        }
    }

    @Test
    void beginsAgainAfterASuccess() {
        Backoff backoff = Backoff.standard(1);
        for (int i = 0; i < 10; i++) {
            backoff.nextMillis();
        }
        backoff.reset();
        assertThat(backoff.nextMillis()).isLessThanOrEqualTo(100);
    }

    @Test
    void theSameSeedWaitsTheSameAndAnotherDoesNot() {
        assertThat(tenWaits(7)).isEqualTo(tenWaits(7)).isNotEqualTo(tenWaits(8));
    }

    @Test
    void refusesAFirstWaitBeyondTheLongest() {
        assertThatThrownBy(() -> new Backoff(10, 9, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long[] tenWaits(long seed) {
        Backoff backoff = Backoff.standard(seed);
        return LongStream.generate(backoff::nextMillis).limit(10).toArray();
    }
}
