package nexus.replay.profit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nexus.gateway.router.CountedExecution;
import org.junit.jupiter.api.Test;

class ProfitBookTest {
    private final List<RoundTrip> trips = new ArrayList<>();
    private final ProfitBook book = new ProfitBook(Values.given(Map.of("ES", new BigDecimal("50"))), trips::add);
    private long timeNanos;

    @Test
    void aLongThatIsSoldHigherHasEarnedTheDifference() {
        buy("nt8", "NQ", "2", "100");
        sell("nt8", "NQ", "2", "103.5");

        ProfitRow row = row("nt8", "NQ");
        assertThat(row.realized()).isEqualByComparingTo("7");
        assertThat(row.unrealized()).isZero();
        assertThat(row.quantity()).isZero();
        assertThat(row.averagePrice()).isZero();
        assertThat(row.executions()).isEqualTo(2);
        assertThat(book.equity()).isEqualByComparingTo("7");
    }

    @Test
    void aShortThatIsBoughtLowerHasEarnedTheDifference() {
        sell("nt8", "NQ", "3", "100");
        book.price("nt8", "NQ", 98);

        assertThat(row("nt8", "NQ").quantity()).isEqualByComparingTo("-3");
        assertThat(row("nt8", "NQ").unrealized()).isEqualByComparingTo("6");

        buy("nt8", "NQ", "3", "99");

        assertThat(row("nt8", "NQ").realized()).isEqualByComparingTo("3");
        assertThat(trips).hasSize(1);
        assertThat(trips.get(0).isLong()).isFalse();
        assertThat(trips.get(0).profit()).isEqualByComparingTo("3");
    }

    @Test
    void addingAveragesThePriceAndPartialClosesLeaveIt() {
        buy("nt8", "NQ", "1", "100");
        buy("nt8", "NQ", "3", "104");
        sell("nt8", "NQ", "2", "110");
        book.price("nt8", "NQ", 105);

        ProfitRow row = row("nt8", "NQ");
        assertThat(row.averagePrice()).isEqualByComparingTo("103");
        assertThat(row.realized()).isEqualByComparingTo("14");
        assertThat(row.unrealized()).isEqualByComparingTo("4");
        assertThat(row.net()).isEqualByComparingTo("18");
        assertThat(trips).isEmpty();
        assertThat(book.openTrips()).isEqualTo(1);
    }

    @Test
    void throughZeroOneTripEndsAndTheNextBegins() {
        buy("nt8", "NQ", "2", "100");
        execute("nt8", "NQ", "SELL", "5", "110", "5");
        execute("nt8", "NQ", "BUY", "3", "108", "3");

        ProfitRow row = row("nt8", "NQ");
        assertThat(row.realized()).isEqualByComparingTo("26");
        assertThat(row.commission()).isEqualByComparingTo("8");
        assertThat(row.net()).isEqualByComparingTo("18");
        // Of the commission of 5, 2 belong to the two that closed the first trip.
        assertThat(trips)
                .extracting(RoundTrip::profit)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualByComparingTo("18"),
                        second -> assertThat(second).isEqualByComparingTo("0"));
        assertThat(trips).extracting(RoundTrip::isLong).containsExactly(true, false);
        assertThat(trips.get(1).maxQuantity()).isEqualByComparingTo("3");
        assertThat(trips.get(1).openedNanos()).isEqualTo(trips.get(0).closedNanos());
    }

    @Test
    void theRoundingOfAnAveragePriceDoesNotStay() {
        buy("nt8", "NQ", "1", "100");
        buy("nt8", "NQ", "1", "100");
        buy("nt8", "NQ", "1", "101");
        sell("nt8", "NQ", "1", "101");
        sell("nt8", "NQ", "1", "101");
        sell("nt8", "NQ", "1", "101");

        assertThat(row("nt8", "NQ").realized()).isEqualTo(new BigDecimal("2"));
    }

    @Test
    void fractionsAreExact() {
        buy("mt5", "NQ", "0.1", "0.1");
        buy("mt5", "NQ", "0.2", "0.1");
        sell("mt5", "NQ", "0.3", "0.4");

        assertThat(row("mt5", "NQ").realized()).isEqualTo(new BigDecimal("0.09"));
        assertThat(row("mt5", "NQ").quantity()).isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void eachPlatformHasItsOwnAccountAndPrice() {
        buy("nt8", "ES", "1", "5000");
        sell("mt5", "ES", "1", "5001");
        book.price("nt8", "ES", 5002);
        book.price("mt5", "ES", 5005);

        assertThat(row("nt8", "ES").unrealized()).isEqualByComparingTo("100");
        assertThat(row("mt5", "ES").unrealized()).isEqualByComparingTo("-200");
        ProfitTable table = book.table();
        assertThat(table.symbols()).hasSize(1);
        assertThat(table.symbols().get(0).quantity()).isZero();
        assertThat(table.symbols().get(0).net()).isEqualByComparingTo("-100");
        assertThat(table.total().net()).isEqualByComparingTo("-100");
        assertThat(table.total().quantity()).isNull();
        assertThat(book.equity()).isEqualByComparingTo("-100");
    }

    @Test
    void withoutATickTheLastExecutionIsTheMark() {
        buy("nt8", "NQ", "1", "100");
        buy("nt8", "NQ", "1", "110");

        assertThat(row("nt8", "NQ").unrealized()).isEqualByComparingTo("10");
        assertThat(row("nt8", "NQ").lastPrice()).isEqualByComparingTo("110");
    }

    @Test
    void anExecutionWithoutASideMovesNothing() {
        execute("?", "NQ", null, "4", "100", "0");

        ProfitRow row = row("?", "NQ");
        assertThat(row.quantity()).isZero();
        assertThat(row.net()).isZero();
        assertThat(row.sideUnknown()).isEqualByComparingTo("4");
        assertThat(trips).isEmpty();
    }

    @Test
    void whatWasCountedBeforeMovesNothingButItsCommission() {
        buy("nt8", "NQ", "1", "100");
        execute("nt8", "NQ", "BUY", "0", "100", "2");

        assertThat(row("nt8", "NQ").quantity()).isEqualByComparingTo("1");
        assertThat(row("nt8", "NQ").net()).isEqualByComparingTo("-2");
    }

    @Test
    void aPriceChangesTheEquityOfWhatIsHeldOnly() {
        assertThat(book.price("nt8", "NQ", 100)).isFalse();
        buy("nt8", "NQ", "1", "100");

        assertThat(book.price("nt8", "NQ", 101)).isTrue();
        assertThat(book.price("nt8", "NQ", 101)).isFalse();
        assertThat(book.price("mt5", "NQ", 102)).isFalse();
        assertThat(book.equity()).isEqualByComparingTo("1");
    }

    @Test
    void anAdjustmentIsNoTradeAndEarnsNothing() {
        buy("nt8", "ES", "2", "5000");
        book.price("nt8", "ES", 5010);
        BigDecimal before = book.equity();

        adjust("nt8", "ES", "BUY", "3", "5004");

        ProfitRow row = row("nt8", "ES");
        assertThat(book.equity()).isEqualByComparingTo(before).isEqualByComparingTo("1000");
        assertThat(row.net()).isEqualByComparingTo("1000");
        assertThat(row.quantity()).isEqualByComparingTo("5");
        assertThat(row.averagePrice()).isEqualByComparingTo("5004");
        assertThat(row.realized()).isZero();
        assertThat(row.unrealized()).isEqualByComparingTo("1500");
        assertThat(row.executions()).isEqualTo(1);
        assertThat(row.bought()).isEqualByComparingTo("2");

        sell("nt8", "ES", "5", "5010");

        assertThat(row("nt8", "ES").realized()).isEqualByComparingTo("1500");
        assertThat(book.equity()).isEqualByComparingTo("1000");
        assertThat(trips)
                .extracting(RoundTrip::profit)
                .satisfiesExactly(profit -> assertThat(profit).isEqualByComparingTo("1500"));
    }

    @Test
    void aPositionThatIsSetToNothingKeepsWhatItHadGained() {
        sell("nt8", "NQ", "2", "100");
        book.price("nt8", "NQ", 90);

        adjust("nt8", "NQ", "BUY", "2", "0");

        assertThat(book.equity()).isEqualByComparingTo("20");
        assertThat(row("nt8", "NQ").quantity()).isZero();
        assertThat(row("nt8", "NQ").unrealized()).isZero();
        assertThat(row("nt8", "NQ").realized()).isZero();
        assertThat(trips).isEmpty();
        assertThat(book.openTrips()).isZero();
        book.price("nt8", "NQ", 80);
        assertThat(book.equity()).isEqualByComparingTo("20");
    }

    @Test
    void aPositionThatIsSetOutOfNothingBeginsAtItsPrice() {
        adjust("nt8", "NQ", "SELL", "1", "100");

        assertThat(book.equity()).isZero();
        book.price("nt8", "NQ", 98);
        assertThat(book.equity()).isEqualByComparingTo("2");
        buy("nt8", "NQ", "1", "98");
        assertThat(row("nt8", "NQ").realized()).isEqualByComparingTo("2");
        assertThat(trips).extracting(RoundTrip::isLong).containsExactly(false);
    }

    private void adjust(String platform, String symbol, String side, String quantity, String average) {
        CountedExecution adjustment = new CountedExecution(
                CountedExecution.Kind.ADJUSTED,
                platform,
                symbol,
                symbol,
                side,
                new BigDecimal(quantity),
                new BigDecimal(quantity),
                new BigDecimal(average),
                null,
                null,
                List.of(),
                null);
        book.execute(adjustment, BigDecimal.ZERO, null, ++timeNanos);
    }

    private void buy(String platform, String symbol, String quantity, String price) {
        execute(platform, symbol, "BUY", quantity, price, "0");
    }

    private void sell(String platform, String symbol, String quantity, String price) {
        execute(platform, symbol, "SELL", quantity, price, "0");
    }

    private void execute(
            String platform, String symbol, String side, String quantity, String price, String commission) {
        CountedExecution execution = new CountedExecution(
                CountedExecution.Kind.REPORTED,
                platform,
                symbol,
                symbol,
                side,
                new BigDecimal(quantity),
                new BigDecimal(quantity),
                new BigDecimal(price),
                "1",
                "R1",
                List.of(),
                null);
        book.execute(execution, new BigDecimal(commission), null, ++timeNanos);
    }

    private ProfitRow row(String platform, String symbol) {
        return book.table().accounts().stream()
                .filter(row -> row.platform().equals(platform) && row.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }
}
