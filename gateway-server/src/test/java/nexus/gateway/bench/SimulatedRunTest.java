package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three days of trading with two restarts of the gateway, as the long run does it, but with few ticks. */
@Timeout(120)
class SimulatedRunTest {
    private static final int TICKS = 300_000;
    private static final int ORDERS = 2_000;
    private static final int DAYS = 3;

    @TempDir
    Path folder;

    @Test
    void daysOfTradingLeaveRightBooksAndAJournalThatReplaysToTheSame() throws Exception {
        SimulatedResult result = new SimulatedRun(
                        folder,
                        new SimulatedRun.Plan(TICKS, ORDERS, DAYS, 2, 0, 1_000_000, 20261122),
                        SimulatedRun.config(1 << 20, 100_000, TimeUnit.DAYS.toMillis(1)),
                        Settings.small())
                .run(line -> {});
        assertThat(result.problems()).as("seed %d", result.seed()).isEmpty();
        assertThat(result.ticks()).isEqualTo(TICKS);
        assertThat(result.orders()).isEqualTo(ORDERS);
        assertReplays();
    }

    private void assertReplays() {
        Replay replay = new Replay(new Router(), new Unheard());
        JournalRecord record = new JournalRecord();
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next(record)) {
                replay.accept(record);
            }
        }
        assertThat(replay.firstDivergence()).isEmpty();
        assertThat(replay.pending()).isEmpty();
    }

    private static final class Unheard implements Outputs {
        @Override
        public void output(Output output) {
            throw new AssertionError("a replay passes no output on");
        }

        @Override
        public void note(Level level, long seq, String text) {
            // The gateway has logged it.
        }
    }
}
