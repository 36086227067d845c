package nexus.adapters.sierra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import nexus.adapters.link.Eventually;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.OrderMessages.OrderUpdate;
import nexus.adapters.sierra.dtc.OrderMessages.SubmitNewSingleOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of orders, with all that Sierra Chart may make of it. */
class SierraOrdersTest {
    @TempDir
    Path folder;

    private SierraStage stage;
    private StrictDtcServer server;

    @BeforeEach
    void open() throws IOException {
        stage = new SierraStage(folder);
        server = stage.server;
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
    }

    @Test
    void anOrderIsAcceptedAndFilledInParts() throws IOException {
        stage.up();
        stage.order("R1", "3");
        assertThat(stage.event()).isEqualTo("ack R1");
        server.orders.fill("R1", "1", "21050.25", true);
        server.orders.fill("R1", "2", "21050.5", true);
        assertThat(stage.events(2))
                .containsExactly("fill R1 1@21050.25 R1/E1 PARTIALLY_FILLED", "fill R1 2@21050.5 R1/E2 FILLED");
        Message submitted = server.orders.order("R1").submitted;
        assertThat(submitted.text(SubmitNewSingleOrder.SYMBOL)).isEqualTo("NQH25-CME");
        assertThat(submitted.text(SubmitNewSingleOrder.TRADE_ACCOUNT)).isEqualTo("Sim1");
    }

    @Test
    void pricesGoToTheStepAwayFromTheMarket() throws IOException {
        stage.up();
        stage.limitOrder("L1", "BUY", "LIMIT", "21050.3", null);
        stage.limitOrder("L2", "SELL", "STOP", null, "21050.3");
        stage.limitOrder("L3", "SELL", "STOP_LIMIT", "21040.3", "21050.3");
        assertThat(stage.events(3)).containsExactly("ack L1", "ack L2", "ack L3");
        assertThat(prices("L1")).isEqualTo("2 21050.25 0");
        assertThat(prices("L2")).isEqualTo("3 21050.25 0");
        assertThat(prices("L3")).isEqualTo("4 21050.25 21040.5");
        assertThat(server.orders.order("L3").submitted.number(SubmitNewSingleOrder.TIME_IN_FORCE))
                .isEqualTo(2);
    }

    private String prices(String ref) {
        Message order = server.orders.order(ref).submitted;
        return order.number(SubmitNewSingleOrder.ORDER_TYPE) + " "
                + order.decimal(SubmitNewSingleOrder.PRICE1).toPlainString() + " "
                + order.decimal(SubmitNewSingleOrder.PRICE2).toPlainString();
    }

    @Test
    void aRefusedOrderIsRejectedWithItsText() throws IOException {
        server.orders.acceptsOrders = false;
        stage.up();
        stage.order("R1", "1");
        server.orders.order("R1");
        server.orders.update("R1", ServerOrders.ORDER_REJECTED, ServerOrders.NEW_REJECTED, "margin");
        assertThat(stage.event()).isEqualTo("reject R1: Sierra Chart: margin");
    }

    @Test
    void aSecondOrderUnderOneIdThatIsRefusedLeavesTheFirst() throws IOException {
        stage.up();
        stage.order("R1", "1");
        assertThat(stage.event()).isEqualTo("ack R1");
        server.send(Message.of(MessageType.ORDER_UPDATE)
                .put(OrderUpdate.CLIENT_ORDER_ID, "R1")
                .put(OrderUpdate.SERVER_ORDER_ID, "9999")
                .put(OrderUpdate.ORDER_STATUS, ServerOrders.ORDER_REJECTED)
                .put(OrderUpdate.ORDER_UPDATE_REASON, ServerOrders.NEW_REJECTED)
                .put(OrderUpdate.INFO_TEXT, "duplicate"));
        stage.awaitSaid("refuses a second order with the id R1, which is not ours: duplicate");
        server.orders.fill("R1", "1", "100", true);
        assertThat(stage.event()).isEqualTo("fill R1 1@100 R1/E1 FILLED");
    }

    @Test
    void halfAContractIsRefusedHere() throws IOException {
        stage.up();
        stage.order("R1", "0.5");
        assertThat(stage.event()).contains("reject R1: quantity 0.5").contains("lotStep");
        assertThat(server.orders.orderCount()).isZero();
    }

    @Test
    void aSymbolThatSierraChartDoesNotKnowIsRejectedBySaidName() throws IOException {
        server.priceSteps.remove("NQH25-CME");
        stage.up();
        stage.awaitSaid("does not know the symbol NQH25-CME");
        stage.order("R1", "1");
        assertThat(stage.event()).contains("reject R1").contains("Find Symbol");
        stage.gateway.sendOrder(stage.peer, "R2", "ES", "1");
        assertThat(stage.event()).contains("reject R2: the platform has no symbol ES");
        assertThat(server.orders.orderCount()).isZero();
    }

    @Test
    void aCancelGoesOutUnderBothIds() throws IOException {
        stage.up();
        stage.order("R1", "2");
        assertThat(stage.event()).isEqualTo("ack R1");
        stage.cancel("R1");
        assertThat(stage.event()).isEqualTo("canceled R1: canceled by client");
        stage.cancel("R1");
        assertThat(stage.event()).isEqualTo("status R1 CANCELED 0");
    }

    @Test
    void aCancelWaitsForTheServersId() throws IOException {
        server.orders.acceptsOrders = false;
        stage.up();
        stage.order("R1", "2");
        server.orders.order("R1");
        stage.cancel("R1");
        server.orders.update("R1", ServerOrders.ORDER_OPEN, ServerOrders.ACCEPTED, "");
        assertThat(stage.events(2)).containsExactly("ack R1", "canceled R1: canceled by client");
    }

    @Test
    void aRefusedCancelLeavesTheOrderWorking() throws IOException {
        server.orders.refusesCancels = true;
        stage.up();
        stage.order("R1", "2");
        stage.cancel("R1");
        assertThat(stage.events(2)).containsExactly("ack R1", "status R1 WORKING 0");
        stage.awaitSaid("does not cancel or change order R1");
        server.orders.update("R1", ServerOrders.ORDER_OPEN, ServerOrders.REPLACE_REJECTED, "no");
        assertThat(stage.event()).isEqualTo("status R1 WORKING 0");
        server.orders.fill("R1", "2", "100", true);
        assertThat(stage.event()).isEqualTo("fill R1 2@100 R1/E1 FILLED");
    }

    @Test
    void aRefusedCancelOfWhatIsCanceledIsAnEnd() throws IOException {
        stage.up();
        stage.order("R1", "2");
        assertThat(stage.event()).isEqualTo("ack R1");
        server.orders.become("R1", ServerOrders.ORDER_CANCELED);
        stage.cancel("R1");
        assertThat(stage.event()).isEqualTo("canceled R1: cannot be canceled now");
    }

    @Test
    void aRefusedCancelOfWhatIsFilledBringsTheExecution() throws IOException {
        stage.up();
        stage.order("R1", "2");
        assertThat(stage.event()).isEqualTo("ack R1");
        server.orders.fill("R1", "2", "100", false);
        stage.cancel("R1");
        assertThat(stage.events(2)).containsExactly("fill R1 2@100 R1/E1 FILLED", "status R1 FILLED 2");
    }

    @Test
    void aRestatementOfAFilledOrderIsNoFill() throws IOException {
        stage.up();
        stage.order("R1", "2");
        stage.order("R2", "2");
        server.orders.order("R2");
        server.orders.fill("R1", "2", "100", true);
        server.orders.fill("R2", "1", "100", true);
        assertThat(stage.events(4)).contains("fill R1 2@100 R1/E1 FILLED", "fill R2 1@100 R2/E2 PARTIALLY_FILLED");
        stage.ask("R2");
        assertThat(stage.event()).isEqualTo("status R2 PARTIALLY_FILLED 1");
        stage.ask("R1");
        assertThat(stage.event()).isEqualTo("status R1 FILLED 2");
    }

    @Test
    void aMissedExecutionIsFetchedWhenTheNextTellsOfIt() throws IOException {
        stage.up();
        stage.order("R1", "3");
        assertThat(stage.event()).isEqualTo("ack R1");
        server.orders.fill("R1", "1", "100", false);
        server.orders.fill("R1", "1", "101", true);
        assertThat(stage.events(3))
                .containsExactly(
                        "fill R1 1@101 R1/E2 PARTIALLY_FILLED",
                        "fill R1 1@100 R1/E1 PARTIALLY_FILLED",
                        "status R1 PARTIALLY_FILLED 2");
    }

    @Test
    void aCancelAfterAMissedExecutionIsToldBehindIt() throws IOException {
        stage.up();
        stage.order("R1", "3");
        assertThat(stage.event()).isEqualTo("ack R1");
        server.orders.fill("R1", "1", "100", false);
        server.orders.update("R1", ServerOrders.ORDER_CANCELED, ServerOrders.CANCELED, "by hand");
        assertThat(stage.events(2)).containsExactly("fill R1 1@100 R1/E1 PARTIALLY_FILLED", "canceled R1: by hand");
    }

    @Test
    void executionsWithoutIdAreFetchedAndToldOnce() throws IOException {
        server.orders.givesExecutionIds = false;
        stage.up();
        stage.order("R1", "3");
        assertThat(stage.event()).isEqualTo("ack R1");
        server.orders.fill("R1", "1", "100", true);
        assertThat(stage.event()).startsWith("fill R1 1@100 R1/").endsWith("@100x1#1 PARTIALLY_FILLED");
        assertThat(stage.event()).isEqualTo("status R1 PARTIALLY_FILLED 1");
        stage.ask("R1");
        assertThat(stage.event()).isEqualTo("status R1 PARTIALLY_FILLED 1");
    }

    @Test
    void anOrderChangedByHandKeepsItsRef() throws IOException {
        stage.up();
        stage.order("R1", "3");
        assertThat(stage.event()).isEqualTo("ack R1");
        server.orders.replace("R1", "2");
        assertThat(stage.event()).as("under its new id").isEqualTo("ack R1");
        stage.awaitSaid("R1 was changed in Sierra Chart");
        server.orders.fill("R1", "2", "100", true);
        assertThat(stage.events(2))
                .containsExactly(
                        "fill R1 2@100 R1/E1 PARTIALLY_FILLED",
                        "canceled R1: its quantity was reduced in Sierra Chart to what is filled");
    }

    @Test
    void shorterUpdatesOfOlderServersAreEnough() throws IOException {
        server.orders.orderUpdateLength = 424;
        stage.up();
        stage.order("R1", "1");
        server.orders.order("R1");
        server.orders.fill("R1", "1", "100", true);
        assertThat(stage.events(2)).containsExactly("ack R1", "fill R1 1@100 R1/E1 FILLED");
    }

    @Test
    void whatIsEnteredByHandIsNotOurs() throws IOException {
        stage.up();
        stage.order("R1", "1");
        assertThat(stage.event()).isEqualTo("ack R1");
        server.send(Message.of(MessageType.ORDER_UPDATE)
                .put(OrderUpdate.SERVER_ORDER_ID, "77")
                .put(OrderUpdate.ORDER_STATUS, 7)
                .put(OrderUpdate.ORDER_UPDATE_REASON, 4)
                .put(OrderUpdate.LAST_FILL_QUANTITY, 1)
                .put(OrderUpdate.LAST_FILL_PRICE, 1)
                .put(OrderUpdate.LAST_FILL_EXECUTION_ID, "X"));
        server.orders.fill("R1", "1", "100", true);
        assertThat(stage.event()).isEqualTo("fill R1 1@100 R1/E1 FILLED");
    }

    @Test
    void withoutAllowTradingEveryOrderIsRejectedWithWhatToSet() throws IOException {
        server.orders.trading = false;
        stage.start();
        Eventually.await("logged on", () -> server.logons() == 1);
        stage.awaitSaid("logged on");
        stage.order("R1", "1");
        assertThat(stage.event()).contains("reject R1").contains("Allow Trading");
    }

    @Test
    void anAccountMustBeThere() throws IOException {
        server.accounts.add("Live7");
        stage.start();
        stage.awaitSaid("logged on");
        Eventually.await("accounts", () -> stage.adapter.status().toString().contains("Live7"));
        stage.order("R1", "1");
        assertThat(stage.event()).contains("reject R1").contains("[Live7, Sim1]: set account");
    }
}
