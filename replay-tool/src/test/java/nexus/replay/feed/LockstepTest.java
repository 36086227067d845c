package nexus.replay.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import org.junit.jupiter.api.Test;

/** Which message waits for which answer. */
class LockstepTest {
    private static final long SECOND = 1_000_000_000;

    private final StringWriter err = new StringWriter();
    private long now;
    private long answerAt = Long.MAX_VALUE;
    private boolean stopped;
    private final Lockstep lockstep = new Lockstep(this::serve, () -> now, new PrintWriter(err));

    private boolean serve(int millis) {
        now += millis * (SECOND / 1_000);
        if (now >= answerAt) {
            lockstep.answer(7);
        }
        return !stopped;
    }

    @Test
    void onlyATickWaitsForTheTickBefore() throws Exception {
        assertThat(lockstep.await(message(true, 7))).isTrue();
        lockstep.sent(message(true, 7));
        assertThat(lockstep.await(message(false, 8))).isTrue();
        lockstep.sent(message(false, 8));
        assertThat(now).isZero();
        answerAt = SECOND;
        assertThat(lockstep.await(message(true, 9))).isTrue();
        assertThat(now).isEqualTo(SECOND);
        assertThat(lockstep.answered()).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysOnceThatNoAnswerComesAndGoesOnWaiting() throws Exception {
        lockstep.sent(message(true, 7));
        answerAt = 60 * SECOND;
        assertThat(lockstep.complete()).isTrue();
        assertThat(now).isEqualTo(60 * SECOND);
        assertThat(err.toString()).containsOnlyOnce("no STEP_ACK for 5 s").contains("here 7");
        lockstep.sent(message(true, 7));
        answerAt = 120 * SECOND;
        assertThat(lockstep.complete()).isTrue();
        assertThat(err.toString().split("no STEP_ACK", -1)).hasSize(3);
    }

    @Test
    void anotherSeqIsNoAnswer() {
        assertThat(lockstep.answer(7)).isEqualTo("nothing is unanswered");
        lockstep.sent(message(true, 7));
        assertThat(lockstep.answer(6)).isEqualTo("the last MARKET_DATA has seq 7");
        assertThat(lockstep.answer(7)).isNull();
        assertThat(lockstep.answer(7)).isEqualTo("nothing is unanswered");
    }

    @Test
    void canBeStopped() throws Exception {
        lockstep.sent(message(true, 7));
        stopped = true;
        assertThat(lockstep.await(message(true, 8))).isFalse();
    }

    private static FedMessage message(boolean tick, long seq) {
        byte[] map =
                new MapWriter(16).reset().beginMap().put(Keys.SEQ, seq).endMap().toBytes();
        FedMessage message = new FedMessage();
        message.set(tick, seq, 0, map, 0, map.length);
        return message;
    }
}
