package nexus.adapters.ninjatrader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import nexus.adapters.link.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of orders, with all that NinjaTrader may make of it. */
class NinjaTraderOrdersTest {
    @TempDir
    Path folder;

    private NinjaTraderStage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new NinjaTraderStage(folder);
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
    }

    private String event() {
        return stage.gateway.event();
    }

    @Test
    void anOrderIsAcceptedAndFilledInParts() throws IOException {
        stage.up();
        stage.buy("R1", "3");
        assertThat(event()).isEqualTo("ack R1");
        stage.nt.fill("R1", "1", "16250.25");
        assertThat(event()).isEqualTo("fill R1 1@16250.25 R1-1 PARTIALLY_FILLED");
        stage.nt.fill("R1", "2", "16251");
        assertThat(event()).isEqualTo("fill R1 2@16251 R1-3 FILLED");
        assertThat(String.join(";", stage.nt.order("R1").fields))
                .isEqualTo("PLACE;Sim101;NQ 03-25;BUY;3;MARKET;0;0;DAY;;R1;;");
        assertThat(stage.gateway.position()).isEqualTo("NQ 03-25 3");
    }

    @Test
    void averagesThatDoNotComeOutEvenGiveThePricesOfTheTicks() throws IOException {
        stage.up();
        stage.buy("R1", "7");
        stage.nt.order("R1");
        assertThat(event()).isEqualTo("ack R1");
        stage.nt.fill("R1", "3", "16250.25");
        assertThat(event()).startsWith("fill R1 3@16250.25");
        stage.nt.fill("R1", "1", "16251.5");
        assertThat(event()).startsWith("fill R1 1@16251.5");
        stage.nt.fill("R1", "3", "16249.75");
        assertThat(event()).startsWith("fill R1 3@16249.75");
    }

    @Test
    void executionsThatWereMissedComeAsOne() throws IOException {
        stage.nt.documentedNames = true;
        stage.up();
        stage.buy("R1", "4");
        assertThat(event()).isEqualTo("ack R1");
        stage.adapter.close();
        stage.nt.fill("R1", "1", "16250");
        stage.nt.fill("R1", "2", "16253");
        stage.up();
        assertThat(event()).isEqualTo("fill R1 3@16252 R1-3 PARTIALLY_FILLED");
        stage.restart();
        assertThat(event()).isEqualTo("fill R1 3@16252 R1-3 PARTIALLY_FILLED");
        stage.nt.fill("R1", "1", "16251");
        assertThat(event()).isEqualTo("fill R1 1@16251 R1-4 FILLED");
    }

    @Test
    void severalExecutionsAtOnceHaveTheirAverage() throws IOException {
        stage.up();
        stage.buy("R1", "4");
        assertThat(event()).isEqualTo("ack R1");
        stage.adapter.close();
        stage.nt.fill("R1", "1", "16250");
        stage.nt.fill("R1", "2", "16250.25");
        stage.up();
        assertThat(event()).isEqualTo("fill R1 3@16250.16666667 R1-3 PARTIALLY_FILLED");
        stage.nt.fill("R1", "1", "16251");
        assertThat(event()).isEqualTo("fill R1 1@16251 R1-4 FILLED");
    }

    @Test
    void typesAndPricesAsAtiWantsThem() throws IOException {
        stage.up();
        stage.gateway.order("L1", NinjaTraderStage.NQ, "BUY", "1", "LIMIT", "16250.30", null, "GTC");
        stage.gateway.order("S1", NinjaTraderStage.NQ, "BUY", "1", "STOP", null, "16250.30", "DAY");
        stage.gateway.order("X1", NinjaTraderStage.NQ, "SELL", "2", "STOP_LIMIT", "16240.10", "16250.30", null);
        assertThat(stage.gateway.events(3)).containsExactlyInAnyOrder("ack L1", "ack S1", "ack X1");
        assertThat(line("L1")).isEqualTo("PLACE;Sim101;NQ 03-25;BUY;1;LIMIT;16250.25;0;GTC;;L1;;");
        assertThat(line("S1")).isEqualTo("PLACE;Sim101;NQ 03-25;BUY;1;STOPMARKET;0;16250.5;DAY;;S1;;");
        assertThat(line("X1")).isEqualTo("PLACE;Sim101;NQ 03-25;SELL;2;STOPLIMIT;16240.25;16250.25;DAY;;X1;;");
        stage.gateway.order("F1", NinjaTraderStage.NQ, "BUY", "1", "LIMIT", "16250", null, "IOC");
        assertThat(event()).isEqualTo("reject F1: not sent: NinjaTrader's ATI has time in force DAY and GTC, not IOC");
        stage.gateway.marketOrder("F2", "ES", "BUY", "1");
        assertThat(event()).contains("reject F2: the platform has no symbol ES");
        stage.buy("F3", "0.5");
        assertThat(event()).contains("reject F3: quantity 0.5");
        assertThat(stage.nt.orderCount()).isEqualTo(3);
    }

    private String line(String ref) {
        return String.join(";", stage.nt.order(ref).fields);
    }

    @Test
    void aRejectionMayComeLate() throws IOException {
        stage.nt.rejects = true;
        stage.up();
        stage.buy("R1", "1");
        assertThat(event()).startsWith("reject R1: NinjaTrader has rejected it").contains("Control Center > Log");
    }

    @Test
    void aCancelGoesByWayOfCancelPending() throws IOException {
        stage.up();
        stage.gateway.order("L1", NinjaTraderStage.NQ, "BUY", "2", "LIMIT", "16000", null, "DAY");
        assertThat(event()).isEqualTo("ack L1");
        stage.nt.fill("L1", "1", "16000");
        assertThat(event()).startsWith("fill L1 1@16000");
        stage.gateway.cancel("L1");
        assertThat(event()).isEqualTo("canceled L1: canceled in NinjaTrader");
        stage.gateway.cancel("L1");
        assertThat(event()).isEqualTo("status L1 CANCELED 1");
    }

    @Test
    void aCancelWaitsUntilNinjaTraderHasTheOrder() throws IOException {
        stage.up();
        stage.buy("R1", "2");
        stage.gateway.cancel("R1");
        assertThat(stage.gateway.events(2)).containsExactly("ack R1", "canceled R1: canceled in NinjaTrader");
        assertThat(stage.nt.log).noneMatch(line -> line.contains("R1"));
    }

    @Test
    void anExecutionAfterTheEndIsTold() throws IOException {
        stage.up();
        stage.buy("R1", "2");
        assertThat(event()).isEqualTo("ack R1");
        stage.nt.become("R1", "CANCELLED");
        assertThat(event()).startsWith("canceled R1");
        stage.nt.fill("R1", "1", "16250");
        assertThat(event()).startsWith("fill R1 1@16250 R1-1");
    }

    @Test
    void anOrderMadeSmallerByHandEndsWithWhatItHas() throws IOException {
        stage.up();
        stage.buy("R1", "3");
        assertThat(event()).isEqualTo("ack R1");
        stage.nt.fill("R1", "1", "16250");
        assertThat(event()).startsWith("fill R1 1@16250");
        stage.nt.become("R1", "FILLED");
        assertThat(event()).startsWith("canceled R1: NinjaTrader calls it filled with 1");
    }

    @Test
    void statusIsAnsweredFromTheFile() throws IOException {
        stage.up();
        stage.buy("R1", "3");
        assertThat(event()).isEqualTo("ack R1");
        stage.nt.fill("R1", "2", "16250");
        assertThat(event()).startsWith("fill R1 2");
        stage.gateway.ask("R1");
        assertThat(event()).isEqualTo("status R1 PARTIALLY_FILLED 2");
        stage.gateway.ask("NEVER");
        assertThat(event()).isEqualTo("status NEVER UNKNOWN 0");
    }

    @Test
    void filesAreReadAgainUntilTheyAreWhole() throws IOException {
        stage.nt.halfWrites = true;
        stage.up();
        stage.buy("R1", "20");
        assertThat(event()).isEqualTo("ack R1");
        for (int i = 1; i <= 20; i++) {
            stage.nt.fill("R1", "1", "16250." + (i % 4) * 25);
            String filled = "R1-" + i;
            Eventually.await(filled, () -> stage.gateway.event().contains(filled + " "));
        }
    }

    @Test
    void theSameOrderAgainIsAnsweredNotSent() throws IOException {
        stage.up();
        stage.buy("R1", "2");
        assertThat(event()).isEqualTo("ack R1");
        stage.buy("R1", "2");
        assertThat(event()).isEqualTo("status R1 WORKING 0");
        assertThat(stage.nt.orderCount()).isEqualTo(1);
    }
}
