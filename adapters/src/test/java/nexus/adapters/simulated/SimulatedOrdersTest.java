package nexus.adapters.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.OrderType;
import nexus.adapters.link.Side;
import nexus.adapters.link.TimeInForce;
import org.junit.jupiter.api.Test;

class SimulatedOrdersTest {
    /** One as long as the JVM lives: a test that is run again because it failed fails again. */
    private static final long SEED = Long.getLong("test.seed", 20_261_123L);

    private static final String SYMBOL = "NAS100";

    private final NotedAnswers answers = new NotedAnswers();
    private SimulatedOrders orders = behaving(SimulatedBehaviour.fillingAfter(10));

    @Test
    void marketOrderFillsAtTheLastPriceAfterTheDelay() {
        trade("100", 0);
        orders.order(market("R1", "2"), millis(1));
        trade("101", 10);
        assertThat(answers.take()).containsExactly("ack R1");
        orders.passTime(millis(11));
        assertThat(answers.take()).containsExactly("fill R1 2 @ 101 E-1");
        assertThat(orders.openCount()).isZero();
    }

    @Test
    void marketOrderWaitsForTheFirstPrice() {
        orders.order(market("R1", "1"), 0);
        orders.passTime(millis(100));
        assertThat(answers.take()).containsExactly("ack R1");
        trade("100", 101);
        assertThat(answers.take()).containsExactly("fill R1 1 @ 100 E-1");
    }

    @Test
    void partialFillsComeOneByOneAndSumUpToTheOrder() {
        orders = behaving(new SimulatedBehaviour(10, 3, 0, 0));
        trade("100", 0);
        orders.order(market("R1", "5"), 0);
        orders.passTime(millis(10));
        assertThat(answers.take()).containsExactly("ack R1", "fill R1 2 @ 100 E-1");
        orders.passTime(millis(19));
        assertThat(answers.take()).isEmpty();
        orders.passTime(millis(20));
        orders.statusRequest("R1");
        orders.passTime(millis(30));
        orders.statusRequest("R1");
        assertThat(answers.take())
                .containsExactly(
                        "fill R1 2 @ 100 E-2",
                        "status R1 PARTIALLY_FILLED 4 100",
                        "fill R1 1 @ 100 E-3",
                        "status R1 FILLED 5 100");
    }

    @Test
    void anySplitSumsUpToTheQuantity() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 1_000; i++) {
            BigDecimal quantity = BigDecimal.valueOf(1 + random.nextLong(100_000), random.nextInt(-2, 5));
            int parts = 1 + random.nextInt(20);
            var split = SimulatedOrders.split(quantity, parts);
            String what = "seed " + SEED + ": " + quantity + " in " + parts;
            assertThat(split.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(what)
                    .isEqualByComparingTo(quantity);
            assertThat(split).as(what).hasSizeBetween(1, parts).allMatch(part -> part.signum() > 0);
        }
    }

    @Test
    void aRefIsNeverFilledTwice() {
        trade("100", 0);
        orders.order(market("R1", "1"), 0);
        orders.passTime(millis(10));
        orders.order(market("R1", "1"), millis(11));
        orders.passTime(millis(30));
        assertThat(answers.take()).containsExactly("ack R1", "fill R1 1 @ 100 E-1", "status R1 FILLED 1 100");
    }

    @Test
    void limitOrderFillsWhenThePriceCrosses() {
        trade("100", 0);
        orders.order(order("R1", Side.BUY, OrderType.LIMIT, "99", null, TimeInForce.DAY), 0);
        orders.order(order("R2", Side.SELL, OrderType.LIMIT, "101", null, TimeInForce.DAY), 0);
        trade("99.25", 20);
        assertThat(answers.take()).containsExactly("ack R1", "ack R2");
        trade("98.75", 21);
        trade("101", 22);
        assertThat(answers.take()).containsExactly("fill R1 1 @ 98.75 E-1", "fill R2 1 @ 101 E-2");
    }

    @Test
    void stopOrderIsTriggeredOnceAndThenFillsAtTheMarket() {
        trade("100", 0);
        orders.order(order("R1", Side.BUY, OrderType.STOP, null, "101", TimeInForce.DAY), 0);
        trade("100.5", 1);
        trade("101", 2);
        trade("100", 3);
        assertThat(answers.take()).containsExactly("ack R1");
        orders.passTime(millis(10));
        assertThat(answers.take()).containsExactly("fill R1 1 @ 100 E-1");
    }

    @Test
    void stopLimitOrderNeedsBoth() {
        trade("100", 0);
        orders.order(order("R1", Side.SELL, OrderType.STOP_LIMIT, "98", "99", TimeInForce.DAY), 0);
        trade("99.5", 20);
        trade("97", 21);
        assertThat(answers.take()).containsExactly("ack R1");
        trade("98.5", 22);
        assertThat(answers.take()).containsExactly("fill R1 1 @ 98.5 E-1");
    }

    @Test
    void immediateOrderThatCannotBeFilledIsCanceled() {
        trade("100", 0);
        orders.order(order("R1", Side.BUY, OrderType.LIMIT, "99", null, TimeInForce.IOC), 0);
        orders.passTime(millis(10));
        assertThat(answers.take()).containsExactly("ack R1", "canceled R1");
    }

    @Test
    void cancelTakesWhatIsLeftAndComesTooLateForTheRest() {
        orders = behaving(new SimulatedBehaviour(10, 2, 0, 0));
        trade("100", 0);
        orders.order(market("R1", "2"), 0);
        orders.passTime(millis(10));
        orders.cancel("R1");
        orders.passTime(millis(50));
        orders.cancel("R1");
        assertThat(answers.take())
                .containsExactly("ack R1", "fill R1 1 @ 100 E-1", "canceled R1", "status R1 CANCELED 1 100");
        orders.order(market("R2", "2"), millis(50));
        orders.passTime(millis(60));
        orders.passTime(millis(70));
        orders.cancel("R2");
        assertThat(answers.take())
                .containsExactly("ack R2", "fill R2 1 @ 100 E-2", "fill R2 1 @ 100 E-3", "status R2 FILLED 2 100");
    }

    @Test
    void rejectsAndSilencesEachSoManiethOrder() {
        orders = behaving(new SimulatedBehaviour(0, 1, 2, 3));
        trade("100", 0);
        for (int i = 1; i <= 4; i++) {
            orders.order(market("R" + i, "1"), millis(i));
        }
        assertThat(answers.take())
                .containsExactly(
                        "ack R1",
                        "fill R1 1 @ 100 E-1",
                        "reject R2 rejected on demand",
                        "reject R4 rejected on demand");
        orders.statusRequest("R3");
        orders.cancel("R3");
        assertThat(answers.take()).containsExactly("status R3 WORKING 0 null", "canceled R3");
    }

    @Test
    void aSymbolOfNobodyIsRejected() {
        orders.order(
                new OrderRequest("R1", "r1", "GOLD", Side.BUY, BigDecimal.ONE, OrderType.MARKET, null, null, null), 0);
        assertThat(answers.take()).containsExactly("reject R1 unknown symbol GOLD");
    }

    @Test
    void aRefNeverSeenIsUnknown() {
        orders.statusRequest("R9");
        orders.cancel("R9");
        assertThat(answers.take()).containsExactly("status R9 UNKNOWN 0 null", "status R9 UNKNOWN 0 null");
    }

    private SimulatedOrders behaving(SimulatedBehaviour behaviour) {
        return new SimulatedOrders(behaviour, Set.of(SYMBOL), answers, "E-");
    }

    private void trade(String price, long atMillis) {
        orders.traded(SYMBOL, new BigDecimal(price), millis(atMillis));
    }

    private static OrderRequest market(String ref, String quantity) {
        return new OrderRequest(
                ref, ref, SYMBOL, Side.BUY, new BigDecimal(quantity), OrderType.MARKET, null, null, TimeInForce.DAY);
    }

    private static OrderRequest order(
            String ref, Side side, OrderType type, String limitPrice, String stopPrice, TimeInForce timeInForce) {
        return new OrderRequest(
                ref,
                ref,
                SYMBOL,
                side,
                BigDecimal.ONE,
                type,
                limitPrice == null ? null : new BigDecimal(limitPrice),
                stopPrice == null ? null : new BigDecimal(stopPrice),
                timeInForce);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
