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

    @Test
    void nothingIsDueBeforeAnythingHasHappened() {
        assertThat(until(1e9)).isEmpty();
    }

    @Test
    void eachSecondWhileSomethingHappens() {
        for (int i = 0; i < 5; i++) {
            pace.active((long) ((100.5 + i) * SECOND));
            assertThat(until(101.4 + i)).containsExactly(101L + i);
        }
    }

    @Test
    void moreAndMoreRarelyInAPauseAndAtOnceAgainBehindIt() {
        pace.active(100 * SECOND);

        assertThat(until(170)).containsExactly(101L, 102L, 104L, 108L, 116L, 132L, 164L);

        pace.active(170 * SECOND + 1);
        assertThat(until(172)).containsExactly(171L, 172L);
    }

    @Test
    void aWeekendTakesSixtyRecords() {
        pace.active(0);

        List<Long> written = until(49 * 3_600);

        assertThat(written).hasSizeBetween(50, 65);
        assertThat(written.get(written.size() - 1) - written.get(written.size() - 2))
                .isEqualTo(3_600);
    }
}
