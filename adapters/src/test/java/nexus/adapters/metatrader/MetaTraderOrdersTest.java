package nexus.adapters.metatrader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.FakeGateway.Received;
import nexus.adapters.metatrader.FakeTerminal.Market;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of orders, with all that the EA, the terminal and the broker may make of it. */
class MetaTraderOrdersTest {
    @TempDir
    Path folder;

    private MetaTraderStage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new MetaTraderStage(folder);
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
    }

    private String event() {
        return stage.gateway.event();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isThere(String command) {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(stage.filesFolder.resolve("DWX"), "DWX_Commands_*.txt")) {
            for (Path file : files) {
                if (Files.readString(file).contains(command)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String ref, String lots, String price) {
        stage.ea.with(terminal -> terminal.executePending(terminal.ticketOf(ref), new BigDecimal(lots), price));
    }

    @Test
    void aMarketOrderIsExecutedWithTheDealsTicketAndTime() throws IOException {
        stage.up();
        stage.buy("R1", "0.3");
        assertThat(event()).isEqualTo("ack R1");
        Received fill = stage.gateway.raw().next(Types.ORDER_FILL);
        assertThat(fill.fields().decimal(Keys.FILLED_QTY)).isEqualByComparingTo("0.3");
        assertThat(fill.fields().decimal(Keys.FILL_PRICE)).isEqualByComparingTo("16250.3");
        assertThat(fill.fields().text(Keys.EXEC_ID)).isEqualTo("R1-5002");
        assertThat(fill.fields().decimal(Keys.COMMISSION))
                .as("the terminal says -0.35")
                .isEqualByComparingTo("0.35");
        assertThat(fill.fields().text(Keys.CURRENCY)).isEqualTo("USD");
        // 16:01:02 in Athens in winter.
        assertThat(fill.fields().decimal(Keys.TIMESTAMP)).isEqualByComparingTo("1795442462");
    }

    @Test
    void aPendingOrderIsExecutedInParts() throws IOException {
        stage.terminal.altersComments = false;
        stage.up();
        stage.buyLimit("L1", "0.5");
        assertThat(event()).isEqualTo("ack L1");
        execute("L1", "0.2", "16000");
        assertThat(event()).startsWith("fill L1 0.2@16000 L1-").endsWith("PARTIALLY_FILLED");
        execute("L1", "0.3", "15999.9");
        assertThat(event()).startsWith("fill L1 0.3@15999.9 L1-").endsWith(" FILLED");
        stage.gateway.cancel("L1");
        assertThat(event()).isEqualTo("status L1 FILLED 0.5");
    }

    @Test
    void brokersMayAlterComments() throws IOException {
        stage.terminal.altersComments = true;
        stage.up();
        stage.buy("R1", "0.3");
        assertThat(stage.gateway.events(2)).element(1).asString().startsWith("fill R1 0.3@16250.3");
    }

    @Test
    void pricesAndTypesAsTheEaWantsThem() throws IOException {
        stage.up();
        stage.gateway.order("L1", MetaTraderStage.NAS, "BUY", "0.1", "LIMIT", "16000.19", null, "GTC");
        stage.gateway.order("S1", MetaTraderStage.NAS, "SELL", "0.1", "STOP", null, "15000.19", "GTC");
        assertThat(stage.gateway.events(2)).containsExactlyInAnyOrder("ack L1", "ack S1");
        stage.ea.with(terminal -> {
            assertThat(terminal.orders.get(terminal.ticketOf("L1")).price).isEqualTo("16000.1");
            assertThat(terminal.orders.get(terminal.ticketOf("S1")).type).isEqualTo("sellstop");
            assertThat(terminal.orders.get(terminal.ticketOf("S1")).price).isEqualTo("15000.1");
        });
        stage.gateway.order("X1", MetaTraderStage.NAS, "BUY", "0.1", "STOP_LIMIT", "1", "2", "GTC");
        stage.gateway.order("X2", MetaTraderStage.NAS, "BUY", "0.1", "LIMIT", "1", null, "IOC");
        stage.gateway.order("X3", MetaTraderStage.NAS, "BUY", "0.1", "LIMIT", "1", null, "DAY");
        stage.buy("X4", "0.15");
        stage.gateway.marketOrder("X5", "DAX", "BUY", "1");
        assertThat(stage.gateway.events(5))
                .satisfiesExactly(
                        line -> assertThat(line).contains("X1: not sent: the EA has no stop-limit"),
                        line -> assertThat(line).contains("X2: not sent: the EA has no time in force IOC"),
                        line -> assertThat(line).contains("X3: not sent: the EA keeps orders until canceled"),
                        line -> assertThat(line).contains("X4: quantity 0.15"),
                        line -> assertThat(line).contains("X5: the platform has no symbol DAX"));
    }

    @Test
    void refusalsSayWhatToChange() throws IOException {
        stage.ea.maximumLotSize = 0.2;
        stage.up();
        stage.buy("R1", "0.3");
        assertThat(event()).contains("reject R1: OPEN_ORDER_LOTSIZE_TOO_LARGE").contains("raise MaximumLotSize");
        stage.ea.maximumOrders = 0;
        stage.buy("R2", "0.1");
        assertThat(event()).contains("reject R2: OPEN_ORDER_MAXIMUM_NUMBER").contains("raise MaximumOrders");
        stage.ea.maximumOrders = 10;
        stage.ea.with(terminal -> terminal.symbols.get("NAS100").ask = "0");
        stage.buy("R3", "0.1");
        assertThat(event()).contains("reject R3: OPEN_ORDER_PRICE_ZERO").contains("Market Watch");
    }

    @Test
    void whatTheTerminalRefusesIsRejectedOnceNothingHasComeOfIt() throws IOException {
        stage.terminal.market = Market.REFUSED;
        stage.up();
        stage.buy("R1", "0.3");
        stage.awaitInTime("taken", () -> stage.terminal.taken.containsKey("R1"));
        pushUntilEvent(10);
        assertThat(event())
                .contains("reject R1: OPEN_ORDER: Could not open order")
                .contains("Journal and Experts");
    }

    @Test
    void whatTheTerminalRefusesMayBeExecutedAllTheSame() throws IOException {
        stage.terminal.market = Market.EXECUTED_AFTER_TIMEOUT;
        stage.up();
        stage.buy("R1", "0.3");
        stage.awaitInTime("taken", () -> stage.terminal.taken.containsKey("R1"));
        stage.ea.with(FakeTerminal::executeLate);
        assertThat(event()).startsWith("fill R1 0.3@16250.3");
    }

    @Test
    void aMarketOrderThatWaitsIsNeitherCanceledNorSentAgain() throws IOException {
        stage.terminal.market = Market.WAITS;
        stage.up();
        stage.buy("R1", "0.3");
        assertThat(event()).isEqualTo("ack R1");
        stage.gateway.cancel("R1");
        stage.awaitSaid("R1 is a market order");
        stage.awaitSaid("order R1 stays in doubt");
        stage.ea.with(FakeTerminal::executeLate);
        pushUntilEvent(3);
        assertThat(event()).startsWith("fill R1 0.3@16250.3");
        assertThat(stage.terminal.taken).containsEntry("R1", 1);
    }

    /** Lets so many seconds pass, in small steps. */
    private void pushUntilEvent(int seconds) {
        int[] left = {seconds * 20};
        stage.awaitInTime("time", () -> left[0]-- <= 0);
    }

    @Test
    void aCancelDeletesThePendingOrder() throws IOException {
        stage.up();
        stage.buyLimit("L1", "0.5");
        stage.gateway.cancel("L1");
        assertThat(event()).isEqualTo("ack L1");
        stage.awaitInTime("deleted", () -> stage.terminal.orders.isEmpty());
        pushUntilEvent(8);
        assertThat(event()).startsWith("canceled L1: no longer in MetaTrader");
    }

    @Test
    void aCancelThatComesTooLateClosesNoPosition() throws IOException {
        stage.up();
        stage.buyLimit("L1", "0.5");
        assertThat(event()).isEqualTo("ack L1");
        // The EA is busy while the cancel is on its way and the order is executed.
        stage.ea.stuck = true;
        stage.gateway.cancel("L1");
        Eventually.await("cancel there", () -> isThere("CLOSE_ORDER"));
        execute("L1", "0.5", "16000");
        stage.ea.stuck = false;
        assertThat(event()).startsWith("fill L1 0.5@16000");
        stage.awaitSaid("order L1 is not canceled: Could not close position");
        assertThat(stage.terminal.positions).hasSize(1);
        assertThat(stage.terminal.deals).hasSize(1);
    }

    @Test
    void aMarketOrderThatWasTakenAndIsNotExecutedYetIsWorking() throws IOException {
        stage.terminal.market = FakeTerminal.Market.WAITS;
        stage.up();
        stage.buy("R1", "0.3");
        assertThat(event()).isEqualTo("ack R1");
        stage.gateway.ask("R1");
        assertThat(event()).isEqualTo("status R1 WORKING 0");
    }

    @Test
    void anOrderThatWaitedTooLongForItsTurnIsNeverSent() throws IOException {
        stage.up();
        stage.ea.stuck = true;
        stage.buy("R1", "0.3");
        Eventually.await("R1 there", () -> isThere("OPEN_ORDER"));
        stage.buy("R2", "0.3");
        stage.buy("R3", "0.3");
        Path noted = folder.resolve("adapter/orders.log");
        Eventually.await("R3 waits", () -> read(noted).contains("\tR3\t"));
        // R1 is withdrawn after 5 s; R2 then is as old as that, or is put and withdrawn in its turn.
        pushUntilEvent(14);
        assertThat(stage.gateway.events(3))
                .anyMatch(event -> event.startsWith("reject R3: not sent: the EA was busy with the order before it"));
        assertThat(stage.terminal.taken).isEmpty();
    }

    @Test
    void anOrderDeletedByHandIsCanceled() throws IOException {
        stage.up();
        stage.buyLimit("L1", "0.5");
        assertThat(event()).isEqualTo("ack L1");
        execute("L1", "0.2", "16000");
        assertThat(event()).startsWith("fill L1 0.2");
        stage.ea.with(terminal -> terminal.orders.clear());
        pushUntilEvent(8);
        assertThat(event()).startsWith("canceled L1: no longer in MetaTrader");
        stage.gateway.ask("L1");
        assertThat(event()).isEqualTo("status L1 CANCELED 0.2");
    }

    @Test
    void theStopLossOfAPositionIsNoExecutionOfItsOrder() throws IOException {
        stage.up();
        stage.buy("R1", "0.3");
        assertThat(stage.gateway.events(2)).element(1).asString().startsWith("fill R1 0.3");
        stage.ea.with(terminal ->
                terminal.stopLoss(terminal.positions.keySet().iterator().next()));
        stage.awaitSaid("bears the mark of order R1 but is another's");
        stage.gateway.ask("R1");
        assertThat(event()).isEqualTo("status R1 FILLED 0.3");
    }

    @Test
    void anOppositeOrderOpensASecondPositionWhereTheAccountHedges() throws IOException {
        stage.up();
        stage.buy("R1", "0.3");
        assertThat(stage.gateway.events(2)).element(1).asString().startsWith("fill R1 0.3");
        stage.gateway.marketOrder("R2", MetaTraderStage.NAS, "SELL", "0.3");
        assertThat(stage.gateway.events(2)).element(1).asString().startsWith("fill R2 0.3@16250.1");
        assertThat(stage.terminal.positions).hasSize(2);
    }

    @Test
    void whereItNetsThePositionIsClosedAndTurned() throws IOException {
        stage.terminal.hedging = false;
        stage.up();
        stage.buy("R1", "0.3");
        assertThat(stage.gateway.events(2)).element(1).asString().startsWith("fill R1 0.3");
        stage.gateway.marketOrder("R2", MetaTraderStage.NAS, "SELL", "0.5");
        assertThat(stage.gateway.events(2)).element(1).asString().startsWith("fill R2 0.5@16250.1");
        assertThat(stage.terminal.positions.values()).allMatch(position -> position.type.equals("sell"));
        pushUntilEvent(2);
        String position = stage.gateway.position();
        while (!position.equals("NAS100 -0.2")) {
            position = stage.gateway.position();
        }
    }

    @Test
    void manyOrdersAtOnceGoOneAfterTheOther() throws IOException {
        stage.ea.halfWrites = true;
        stage.up();
        for (int i = 0; i < 30; i++) {
            stage.buy("R" + i, "0.1");
        }
        int fills = 0;
        for (int i = 0; i < 60; i++) {
            fills += event().startsWith("fill R") ? 1 : 0;
        }
        assertThat(fills).isEqualTo(30);
        assertThat(stage.terminal.taken)
                .hasSize(30)
                .allSatisfy((ref, times) -> assertThat(times).isOne());
    }
}
