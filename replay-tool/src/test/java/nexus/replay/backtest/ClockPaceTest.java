package nexus.replay.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockPaceTest {
    private static final long SECOND = 1_000_000_000L;

    private final ClockPace pace = new ClockPace();

    /** When the clock is written up to a time, in seconds. */
    private List<Long> until(double seconds) {
        List<Long> written = new ArrayList<>();
        while (pace.dueNanos() <= seconds * SECOND) {
            written.add(pace.dueNanos() / SECOND);
            pace.written();
        }
        return written;
    }

    private void happens(int times, double seconds) {
        for (int i = 0; i < times; i++) {
            pace.active((long) (seconds * SECOND));
        }
    }

    @Test
    void nothingIsDueBeforeAnythingHasHappened() {
        assertThat(until(1e9)).isEmpty();
    }

    @Test
    void eachSecondWhileMuchHappens() {
        for (int i = 0; i < 5; i++) {
            happens(ClockPace.BUSY, 100.5 + i);
            assertThat(until(101.4 + i)).containsExactly(101L + i);
        }
    }

    @Test
    void eachMinuteWhileAnythingHappens() {
        List<Long> written = new ArrayList<>();
        for (int second = 3; second < 300; second += 20) {
            written.addAll(until(second));
            happens(1, second);
        }

        assertThat(written).containsExactly(60L, 120L, 180L, 240L);
    }

    @Test
    void fewThingsInAMinuteBringTheSecondForwardOnceTheyAreMany() {
        happens(ClockPace.BUSY - 1, 10.5);
        assertThat(until(20)).isEmpty();

        happens(1, 20.5);
        assertThat(until(25)).containsExactly(21L);
    }

    @Test
    void moreAndMoreRarelyInAPauseAndAsBeforeBehindIt() {
        happens(1, 100);

        assertThat(until(2_000)).containsExactly(120L, 180L, 300L, 540L, 1_020L, 1_980L);

        happens(1, 2_000);
        assertThat(until(2_100)).containsExactly(2_040L, 2_100L);
    }

    @Test
    void aWeekendTakesSixtyRecords() {
        happens(1, 0);

        List<Long> written = until(49 * 3_600);

        assertThat(written).hasSizeBetween(45, 65);
        assertThat(written.get(written.size() - 1) - written.get(written.size() - 2))
                .isEqualTo(3_600);
    }
}
