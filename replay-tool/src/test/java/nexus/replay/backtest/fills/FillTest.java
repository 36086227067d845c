package nexus.replay.backtest.fills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.Test;

/** What becomes of an order, case by case: something is done, then all that the platform has said is compared. */
class FillTest {
    private static Consumer<MapWriter> stop(double price) {
        return order -> order.put(Keys.STOP_PRICE, price);
    }

    private static Consumer<MapWriter> stay(String timeInForce) {
        return order -> order.put(Keys.TIME_IN_FORCE, timeInForce);
    }

    private static Exchange atOnce() {
        return new Exchange("next-trade,latency=0").at(1_000);
    }

    @Test
    void takesTheNextTradeAfterTheLatency() {
        Exchange exchange = new Exchange("next-trade,latency=5ms").at(1_000);

        exchange.trade(100, 9).order("A", "BUY", 1);
        exchange.at(1_004).trade(101, 9).at(1_005).trade(102, 9).trade(103, 9);

        assertThat(exchange.saidAll()).containsExactly("1005 ACK A", "1005 FILL A 1 @ 102 FILLED");
    }

    @Test
    void aTradeBeforeTheOrderIsNotItsPriceEvenAtTheSameTime() {
        Exchange exchange = atOnce();

        exchange.trade(100, 9).order("A", "BUY", 1).at(1_000);
        assertThat(exchange.said()).isEmpty();

        exchange.trade(101, 9);
        assertThat(exchange.said()).containsExactly("1000 FILL A 1 @ 101 FILLED");
    }

    @Test
    void answersTakeTheirTimeToo() {
        Exchange exchange = new Exchange("latency=5ms,answer=3ms").at(1_000);

        exchange.order("A", "BUY", 1).at(1_010).trade(100, 1);
        exchange.at(1_020);

        assertThat(exchange.saidAll()).containsExactly("1008 ACK A", "1013 FILL A 1 @ 100 FILLED");
    }

    @Test
    void theFillHasIdsPriceCommissionAndTimeOfExecution() {
        Exchange exchange = new Exchange("latency=0,answer=3ms,commission=2.5,currency=USD").at(1_000);

        exchange.order("A", "BUY", 2).at(1_500).trade(100.25, 5);
        exchange.at(1_503);

        assertThat(exchange.last())
                .isEqualTo(
                        "{\"type\":\"ORDER_FILL\",\"order_id\":\"id-A\",\"ref\":\"A\",\"platform_order_id\":\"SIM-1\","
                                + "\"symbol\":\"GC 12-13\",\"filled_qty\":2,\"fill_price\":100.25,\"status\":\"FILLED\","
                                + "\"exec_id\":\"BT-1\",\"commission\":5,\"currency\":\"USD\",\"timestamp\":1.5}");
    }

    @Test
    void slippageIsAgainstTheOrder() {
        Exchange exchange = new Exchange("latency=0,slippage=0.1").at(1_000);

        exchange.order("A", "BUY", 1).order("B", "SELL", 1).at(1_000).trade(100, 9);

        assertThat(exchange.said()).containsExactly("1000 FILL A 1 @ 100.1 FILLED", "1000 FILL B 1 @ 99.9 FILLED");
    }

    @Test
    void aTradeFillsAtMostItsSizeFirstComeFirstServed() {
        Exchange exchange = atOnce();

        exchange.order("A", "BUY", 3).order("B", "SELL", 2).at(1_000);
        exchange.trade(100, 2).trade(101, 2).trade(102, 9);

        assertThat(exchange.said())
                .containsExactly(
                        "1000 FILL A 2 @ 100 PARTIALLY_FILLED",
                        "1000 FILL A 1 @ 101 FILLED",
                        "1000 FILL B 1 @ 101 PARTIALLY_FILLED",
                        "1000 FILL B 1 @ 102 FILLED");
    }

    @Test
    void aShareOfTheSizeIsRoundedDownToTheLotStep() {
        Exchange exchange = new Exchange("latency=0,share=0.5").at(1_000);

        exchange.order("A", "BUY", 3).at(1_000).trade(100, 1).trade(101, 3).trade(102, 5);

        assertThat(exchange.said())
                .containsExactly("1000 FILL A 1 @ 101 PARTIALLY_FILLED", "1000 FILL A 2 @ 102 FILLED");
    }

    @Test
    void withoutPartialFillsSizesDoNotMatter() {
        Exchange exchange = new Exchange("latency=0,partial=no").at(1_000);

        exchange.order("A", "BUY", 50).at(1_000).trade(100, 0);

        assertThat(exchange.said()).containsExactly("1000 FILL A 50 @ 100 FILLED");
    }

    @Test
    void aTradeOfSizeZeroFillsNothingAndOneWithoutSizeAll() {
        Exchange exchange = atOnce();

        exchange.order("A", "BUY", 50).at(1_000).trade(100, 0).tick(data -> data.put(Keys.PRICE, 101));

        assertThat(exchange.said()).containsExactly("1000 FILL A 50 @ 101 FILLED");
    }

    @Test
    void aTickOfAnotherSymbolFillsNothing() {
        Exchange exchange = atOnce();

        exchange.order("A", "BUY", 1).at(1_000);
        exchange.tick(data -> data.put(Keys.PRICE, 5).put(Keys.VOLUME, 5), "NQ 03-25");

        assertThat(exchange.said()).isEmpty();
    }

    @Test
    void aMarketableLimitTakesTheTradesPriceNeverWorseThanItself() {
        Exchange exchange = new Exchange("latency=0,slippage=0.5").at(1_000);

        exchange.limit("A", "BUY", 1, 101)
                .limit("B", "BUY", 1, 100.25)
                .at(1_000)
                .trade(100, 9);

        assertThat(exchange.said()).containsExactly("1000 FILL A 1 @ 100.5 FILLED", "1000 FILL B 1 @ 100.25 FILLED");
    }

    @Test
    void aRestingLimitIsFilledAtItsPriceOnlyWhenTheMarketGoesThroughIt() {
        Exchange exchange = new Exchange("latency=0,slippage=0.5").at(1_000);

        exchange.limit("A", "BUY", 2, 100).limit("B", "SELL", 1, 102).at(1_000);
        exchange.trade(101, 9).trade(100, 9).trade(102, 9);
        assertThat(exchange.said()).isEmpty();

        exchange.trade(99.5, 1).trade(99.25, 9).trade(103, 9);
        assertThat(exchange.said())
                .containsExactly(
                        "1000 FILL A 1 @ 100 PARTIALLY_FILLED",
                        "1000 FILL A 1 @ 100 FILLED",
                        "1000 FILL B 1 @ 102 FILLED");
    }

    @Test
    void withTouchARestingLimitIsFilledAtItsPriceAlready() {
        Exchange exchange = new Exchange("latency=0,limit=touch").at(1_000);

        exchange.limit("A", "BUY", 1, 100).at(1_000).trade(101, 9).trade(100, 9);

        assertThat(exchange.said()).containsExactly("1000 FILL A 1 @ 100 FILLED");
    }

    @Test
    void aStopTriggersAtItsPriceAndTakesTheTradeAfterThat() {
        Exchange exchange = new Exchange("latency=0,slippage=0.25").at(1_000);

        exchange.order("A", "BUY", 1, stop(102)).order("B", "SELL", 1, stop(99)).at(1_000);
        exchange.trade(101, 9).trade(102, 9).trade(103, 9).trade(98, 9).trade(97, 9);

        assertThat(exchange.said()).containsExactly("1000 FILL A 1 @ 103.25 FILLED", "1000 FILL B 1 @ 96.75 FILLED");
    }

    @Test
    void aStopLimitBecomesALimit() {
        Exchange exchange = atOnce();

        exchange.order(
                        "A",
                        "BUY",
                        1,
                        order -> order.put(Keys.LIMIT_PRICE, 102.5).put(Keys.STOP_PRICE, 102))
                .at(1_000);
        exchange.trade(101, 9).trade(102, 9).trade(103, 9).trade(102.5, 9);
        assertThat(exchange.said()).isEmpty();

        exchange.trade(102, 9);
        assertThat(exchange.said()).containsExactly("1000 FILL A 1 @ 102.5 FILLED");
    }

    @Test
    void immediateOrCancelTakesWhatTheFirstTradeGives() {
        Exchange exchange = atOnce();

        exchange.order("A", "BUY", 5, stay("IOC")).at(1_000).trade(100, 2).trade(100, 9);

        assertThat(exchange.said())
                .containsExactly(
                        "1000 FILL A 2 @ 100 PARTIALLY_FILLED", "1000 CANCELED A: not executable at once at 100");
    }

    @Test
    void fillOrKillTakesAllOrNothing() {
        Exchange exchange = atOnce();

        exchange.order("A", "BUY", 5, stay("FOK"))
                .order("B", "BUY", 4, stay("FOK"))
                .at(1_000);
        exchange.trade(100, 4).trade(101, 9);

        assertThat(exchange.said())
                .containsExactly("1000 CANCELED A: not executable at once at 100", "1000 FILL B 4 @ 100 FILLED");
    }

    @Test
    void anImmediateLimitBeyondTheMarketIsCanceled() {
        Exchange exchange = atOnce();

        exchange.order("A", "BUY", 1, order -> order.put(Keys.LIMIT_PRICE, 99).put(Keys.TIME_IN_FORCE, "IOC"))
                .at(1_000)
                .trade(100, 9);

        assertThat(exchange.said()).containsExactly("1000 CANCELED A: not executable at once at 100");
    }

    @Test
    void whatIsLeftOfADayOrderIsCanceledWhenTheDayEnds() {
        Exchange exchange = new Exchange("latency=0,day-end=00:01").at(1_000);

        exchange.order("A", "BUY", 5, stay("DAY"))
                .order("B", "BUY", 5, stay("GTC"))
                .at(1_000);
        exchange.trade(100, 3).at(60_000).trade(101, 1);

        assertThat(exchange.said())
                .containsExactly(
                        "1000 FILL A 3 @ 100 PARTIALLY_FILLED",
                        "60000 CANCELED A: the day has ended",
                        "60000 FILL B 1 @ 101 PARTIALLY_FILLED");
    }

    @Test
    void aCancelTakesItsTimeAndWhatIsFilledBeforeStands() {
        Exchange exchange = new Exchange("latency=5ms").at(1_000);

        exchange.order("A", "BUY", 5).at(1_010).ask(Types.ORDER_CANCEL, "A");
        exchange.at(1_014).trade(100, 2).at(1_020).trade(100, 9);

        assertThat(exchange.said())
                .containsExactly("1014 FILL A 2 @ 100 PARTIALLY_FILLED", "1015 CANCELED A: canceled on request");
    }

    @Test
    void aCancelOfWhatHasEndedIsNotAnswered() {
        Exchange exchange = new Exchange("latency=5ms").at(1_000);

        exchange.order("A", "BUY", 1).at(1_010).ask(Types.ORDER_CANCEL, "A").trade(100, 9);
        exchange.at(2_000);

        assertThat(exchange.said()).containsExactly("1010 FILL A 1 @ 100 FILLED");
    }

    @Test
    void aCancelNeverOvertakesItsOrder() {
        for (long seed = 0; seed < 50; seed++) {
            Exchange exchange = new Exchange("latency=1ms,jitter=20ms", seed).at(1_000);

            exchange.order("A", "BUY", 1).ask(Types.ORDER_CANCEL, "A").at(2_000);

            List<String> said = exchange.saidAll();
            assertThat(said).as("seed " + seed).hasSize(2);
            assertThat(said.get(0)).contains("ACK A");
            assertThat(said.get(1)).contains("CANCELED A");
        }
    }

    @Test
    void anOpenOrdersStatusIsToldOnRequest() {
        Exchange exchange = atOnce();

        exchange.order("A", "BUY", 5)
                .at(1_000)
                .ask(Types.ORDER_STATUS_REQUEST, "A")
                .at(1_000);
        exchange.trade(100, 2).ask(Types.ORDER_STATUS_REQUEST, "A").at(1_000);

        assertThat(exchange.said())
                .containsExactly(
                        "1000 STATUS A WORKING 0",
                        "1000 FILL A 2 @ 100 PARTIALLY_FILLED",
                        "1000 STATUS A PARTIALLY_FILLED 2");
    }

    @Test
    void withQuotesAnOrderTakesTheOtherSideAtOnce() {
        Exchange exchange = new Exchange("quote,latency=5ms,slippage=0.5").at(1_000);

        exchange.quote(99, 10, 101, 10).order("A", "BUY", 1).order("B", "SELL", 1);
        exchange.at(1_004).quote(98, 10, 102, 10).at(1_005);

        assertThat(exchange.said()).containsExactly("1005 FILL A 1 @ 102.5 FILLED", "1005 FILL B 1 @ 97.5 FILLED");
    }

    @Test
    void aQuotesSizeIsUsedUpUntilTheNextQuote() {
        Exchange exchange = new Exchange("quote,latency=0").at(1_000);

        exchange.quote(99, 10, 101, 3).order("A", "BUY", 2).order("B", "BUY", 2).at(1_001);
        exchange.trade(101, 50).at(1_002).quote(99, 10, 101.5, 3).at(1_003);

        assertThat(exchange.said())
                .containsExactly(
                        "1000 FILL A 2 @ 101 FILLED",
                        "1000 FILL B 1 @ 101 PARTIALLY_FILLED",
                        "1002 FILL B 1 @ 101.5 FILLED");
    }

    @Test
    void withQuotesALimitRestsUntilTheOtherSideGoesThroughIt() {
        Exchange exchange = new Exchange("quote,latency=0").at(1_000);

        exchange.quote(99, 10, 101, 3).limit("A", "BUY", 1, 100).at(1_000);
        exchange.quote(99, 10, 100, 3).at(1_001);
        assertThat(exchange.said()).isEmpty();

        exchange.quote(99, 10, 99.75, 3);
        assertThat(exchange.said()).containsExactly("1001 FILL A 1 @ 100 FILLED");
    }

    @Test
    void withQuotesAStopLooksAtTradesAndWithoutThemAtTheOtherSide() {
        Exchange exchange = new Exchange("quote,latency=0").at(1_000);

        exchange.quote(99, 10, 101, 10)
                .order("A", "BUY", 1, stop(102))
                .order("B", "SELL", 1, stop(98.5))
                .at(1_000);
        exchange.trade(102, 1).quote(98.5, 10, 101, 10);

        assertThat(exchange.said()).containsExactly("1000 FILL A 1 @ 101 FILLED", "1000 FILL B 1 @ 98.5 FILLED");
    }

    @Test
    void anOrderWaitsForTheFirstQuote() {
        Exchange exchange = new Exchange("quote,latency=0").at(1_000);

        exchange.order("A", "SELL", 1).at(1_000).trade(100, 9);
        assertThat(exchange.said()).isEmpty();

        exchange.quote(99, 10, 101, 10);
        assertThat(exchange.said()).containsExactly("1000 FILL A 1 @ 99 FILLED");
    }

    @Test
    void rejectsAreAsLikelyAsSaidAndTheSameForTheSameSeed() {
        List<String> first = rejects(7);

        assertThat(first.size()).isBetween(60, 140);
        assertThat(rejects(7)).isEqualTo(first);
        assertThat(rejects(8)).isNotEqualTo(first);
    }

    private static List<String> rejects(long seed) {
        Exchange exchange = new Exchange("latency=0,reject=0.1", seed).at(1_000);
        for (int i = 0; i < 1_000; i++) {
            exchange.order("A" + i, "BUY", 1).at(1_000);
        }
        List<String> said = new ArrayList<>(exchange.said());
        said.removeIf(line -> !line.contains("REJECT"));
        return said;
    }

    @Test
    void jitterIsAddedWithinItsBounds() {
        for (long seed = 0; seed < 100; seed++) {
            Exchange exchange = new Exchange("latency=5ms,jitter=4ms", seed).at(1_000);

            exchange.order("A", "BUY", 1).at(2_000);

            long ack = Long.parseLong(exchange.saidAll().get(0).substring(0, 4));
            assertThat(ack).as("seed " + seed).isBetween(1_005L, 1_013L);
        }
    }

    @Test
    void whatIsSaidWhileThePlatformIsAwayWaitsForIt() {
        Exchange exchange = new Exchange("latency=0,answer=3ms").at(1_000);

        exchange.order("A", "BUY", 2)
                .at(1_000)
                .trade(100, 9)
                .at(1_001)
                .disconnect()
                .at(1_500);
        assertThat(exchange.said()).isEmpty();

        exchange.reconnect();
        assertThat(exchange.saidAll()).containsExactly("1500 ACK A", "1500 FILL A 2 @ 100 FILLED");
    }
}
