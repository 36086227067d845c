package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotPaceTest {
    private final SnapshotPace pace = new SnapshotPace(1_000, 300, 50, 0);

    @Test
    void recordsMakeOneDue() {
        assertThat(pace.isDue(1_049, 1)).isFalse();
        assertThat(pace.isDue(1_050, 1)).isTrue();
    }

    @Test
    void timeMakesOneDue() {
        assertThat(pace.isDue(51, 299)).isFalse();
        assertThat(pace.isDue(51, 300)).isTrue();
    }

    @Test
    void eachBeginsAfresh() {
        pace.taken(1_050, 100, 100);

        assertThat(pace.isDue(2_049, 399)).isFalse();
        assertThat(pace.isDue(2_050, 101)).isTrue();
        assertThat(pace.isDue(1_051, 400)).isTrue();
    }

    @Test
    void afterOneThatTookLongRecordsWait() {
        pace.taken(1_050, 100, 120);

        assertThat(pace.isDue(9_999, 179)).isFalse();
        assertThat(pace.isDue(9_999, 180)).isTrue();
    }
}
