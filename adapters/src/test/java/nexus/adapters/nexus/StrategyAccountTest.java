package nexus.adapters.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import nexus.adapters.link.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StrategyAccountTest {
    private final StrategyAccount account = new StrategyAccount();

    @BeforeEach
    void sendOneSignalForTwo() {
        account.sent(Signal.market("1", "NQ", Side.BUY, new BigDecimal(2)));
    }

    @Test
    void aSignalWithoutAnswerIsUnanswered() {
        assertThat(account.tally()).isEqualTo(tally(1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void anOrderIsFilledWhenItsFillsSumUp() {
        account.acknowledged(new NexusHandler.SignalAck(10, "1", List.of("a", "b")));
        account.filled(fill(11, "a", "E1", "2"));
        account.filled(fill(12, "b", "E1", "1"));
        assertThat(account.tally()).isEqualTo(tally(1, 1, 0, 0, 2, 1, 0, 0, 1, 2, 0, 0, 0));
    }

    @Test
    void aFillToldTwiceIsNoticedByItsExecIdAndByItsSeq() {
        account.filled(fill(11, "a", "E1", "1"));
        assertThat(account.filled(fill(12, "a", "E1", "1"))).isFalse();
        assertThat(account.filled(fill(11, "a", null, "1"))).isFalse();
        assertThat(account.tally().fills()).isEqualTo(1);
        assertThat(account.tally().fillsTwice()).isEqualTo(2);
        assertThat(account.tally().open()).isEqualTo(1);
    }

    @Test
    void aFillThatTheGatewayFlagsAsRepeatedIsNotHeldAgainstIt() {
        account.filled(fill(11, "a", "E1", "1"));
        account.filled(new NexusHandler.OrderFill(
                12, "1", "a", "NQ", BigDecimal.ONE, BigDecimal.TEN, "FILLED", null, "E1", List.of("DUPLICATE_FILL")));
        assertThat(account.tally().fillsTwice()).isZero();
        assertThat(account.tally().fills()).isEqualTo(1);
    }

    @Test
    void statusesAndRejectsEndOrders() {
        account.acknowledged(new NexusHandler.SignalAck(10, "1", List.of("a", "b", "c")));
        account.status(new NexusHandler.OrderState(11, "1", "a", "ABANDONED", BigDecimal.ZERO, null));
        account.status(new NexusHandler.OrderState(12, "1", "b", "IN_DOUBT", BigDecimal.ZERO, null));
        account.rejected(new NexusHandler.Reject(13, "1", "c", "PLATFORM_DOWN", "gone"));
        assertThat(account.tally()).isEqualTo(tally(1, 1, 0, 0, 3, 0, 2, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void aRefusedSignalIsAnswered() {
        account.rejected(new NexusHandler.Reject(10, "1", null, "HALTED", "test"));
        assertThat(account.tally()).isEqualTo(tally(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void moreExecutedThanToldIsMissing() {
        account.filled(fill(11, "a", "E1", "1"));
        account.status(new NexusHandler.OrderState(12, "1", "a", "FILLED", new BigDecimal(2), null));
        assertThat(account.tally().fillsMissing()).isEqualTo(1);
        assertThat(account.tally().filled()).isEqualTo(1);
    }

    @Test
    void eventsToldTwiceAreCounted() {
        account.acknowledged(new NexusHandler.SignalAck(10, "1", List.of("a")));
        account.acknowledged(new NexusHandler.SignalAck(10, "1", List.of("a")));
        assertThat(account.tally().eventsTwice()).isEqualTo(1);
    }

    private static NexusHandler.OrderFill fill(long seq, String platform, String execId, String quantity) {
        return new NexusHandler.OrderFill(
                seq,
                "1",
                platform,
                "NQ",
                new BigDecimal(quantity),
                BigDecimal.TEN,
                "PARTIALLY_FILLED",
                null,
                execId,
                List.of());
    }

    private static Tally tally(int... f) {
        return new Tally(0, f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10], f[11], f[12]);
    }
}
