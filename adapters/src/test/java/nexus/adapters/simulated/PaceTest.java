package nexus.adapters.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void theFirstIsDueAtOnceAndTheRestAtTheRate() {
        Pace pace = new Pace(100, 0);
        assertThat(pace.due(0)).isEqualTo(1);
        pace.took(1);
        assertThat(pace.due(millis(9))).isZero();
        assertThat(pace.due(millis(10))).isEqualTo(1);
        assertThat(pace.due(millis(500))).isEqualTo(50);
    }

    @Test
    void noBurstFollowsALongPause() {
        Pace pace = new Pace(100, 0);
        pace.took(1);
        assertThat(pace.due(millis(60_000))).isEqualTo(1);
        pace.took(1);
        assertThat(pace.due(millis(60_010))).isEqualTo(1);
    }

    @Test
    void zeroIsWithoutLimit() {
        Pace pace = new Pace(0, 0);
        pace.took(1_000_000);
        assertThat(pace.due(0)).isEqualTo(Integer.MAX_VALUE);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
