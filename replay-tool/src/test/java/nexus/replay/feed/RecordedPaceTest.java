package nexus.replay.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import org.junit.jupiter.api.Test;

/** When messages go out, by a clock that moves only when somebody waits. */
class RecordedPaceTest {
    private static final long MILLISECOND = 1_000_000;
    private static final long RECORDED = 1_800_000_000_000_000_000L;

    private final Lateness lateness = new Lateness();
    private final List<String> waits = new ArrayList<>();
    private long now = 500;
    private boolean stopped;

    @Test
    void keepsTheRecordedSpacingDividedByTheFactor() throws Exception {
        for (double factor : new double[] {0.5, 1, 10, 1000}) {
            RecordedPace pace = pace(factor);
            long start = now;
            for (long millis : new long[] {0, 0, 1, 1, 7, 1_000, 90_000}) {
                assertThat(pace.await(message(millis))).isTrue();
                pace.sent(message(millis));
                assertThat(now - start)
                        .isBetween(
                                (long) (millis * MILLISECOND / factor), (long) (millis * MILLISECOND / factor) + 2_000);
            }
        }
        assertThat(lateness.percentile(1)).isLessThan(2_000);
    }

    @Test
    void servesTheClientInLongWaitsAndParksInShortOnes() throws Exception {
        RecordedPace pace = pace(1);
        pace.await(message(0));
        pace.await(message(250));
        assertThat(waits).startsWith("flush", "serve 100", "serve 100", "serve 47", "park");
        waits.clear();
        pace.await(message(251));
        assertThat(waits).containsExactly("flush", "park");
        waits.clear();
        pace.await(message(251));
        assertThat(waits).isEmpty();
    }

    @Test
    void catchesUpBehindADelay() throws Exception {
        RecordedPace pace = pace(1);
        pace.await(message(0));
        now += 10 * MILLISECOND;
        pace.await(message(4));
        pace.sent(message(4));
        assertThat(waits).isEmpty();
        assertThat(lateness.percentile(1)).isBetween(6 * MILLISECOND, 6 * MILLISECOND + 1_000);
        pace.await(message(15));
        assertThat(now).isBetween(500 + 15 * MILLISECOND, 500 + 15 * MILLISECOND + 2_000);
    }

    @Test
    void canBeStoppedInALongWait() throws Exception {
        RecordedPace pace = pace(1);
        pace.await(message(0));
        stopped = true;
        assertThat(pace.await(message(3_600_000))).isFalse();
    }

    private RecordedPace pace(double factor) {
        return new RecordedPace(factor, new Waits(), () -> now += 50, lateness);
    }

    private static FedMessage message(long millis) {
        byte[] map =
                new MapWriter(16).reset().beginMap().put(Keys.SEQ, 1).endMap().toBytes();
        FedMessage message = new FedMessage();
        message.set(true, 1, 0, map, 0, map.length);
        message.setInput(1, 1, RECORDED + millis * MILLISECOND);
        return message;
    }

    private final class Waits implements RecordedPace.Waiting {
        @Override
        public boolean serve(int millis) {
            waits.add("serve " + millis);
            now += millis * MILLISECOND;
            return !stopped;
        }

        @Override
        public void flush() {
            waits.add("flush");
        }

        @Override
        public void park(long nanos) {
            waits.add("park");
            now += nanos;
        }
    }
}
