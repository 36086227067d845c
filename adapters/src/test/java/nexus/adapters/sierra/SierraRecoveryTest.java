package nexus.adapters.sierra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nexus.adapters.link.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happened while one of the three was away: every execution once, no order twice, nothing made up. */
class SierraRecoveryTest {
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

    private void reconnected() {
        Eventually.await("up again", () -> server.logons() == 2 && stage.adapter.isUp());
    }

    @Test
    void executionsWhileDisconnectedAreCaughtUp() throws IOException {
        stage.up();
        stage.order("R1", "3");
        stage.order("R2", "3");
        server.orders.order("R2");
        server.orders.fill("R1", "1", "100", true);
        assertThat(stage.events(3)).containsExactly("ack R1", "ack R2", "fill R1 1@100 R1/E1 PARTIALLY_FILLED");
        server.down();
        stage.awaitSaid("Sierra Chart at");
        server.orders.fill("R1", "2", "101", false);
        server.orders.fill("R2", "1", "102", false);
        stage.order("R3", "1");
        assertThat(stage.event()).contains("reject R3");
        server.up();
        reconnected();
        assertThat(stage.events(4))
                .containsExactlyInAnyOrder(
                        "fill R1 2@101 R1/E2 FILLED",
                        "fill R2 1@102 R2/E3 PARTIALLY_FILLED",
                        "status R1 FILLED 3",
                        "status R2 PARTIALLY_FILLED 1");
        assertThat(server.orders.orderCount()).isEqualTo(2);
    }

    @Test
    void whatEndedWhileDisconnectedIsCanceled() throws IOException {
        stage.up();
        stage.order("R1", "3");
        assertThat(stage.event()).isEqualTo("ack R1");
        server.down();
        server.orders.fill("R1", "1", "100", false);
        server.orders.become("R1", ServerOrders.ORDER_CANCELED);
        server.up();
        assertThat(stage.events(2))
                .containsExactly(
                        "fill R1 1@100 R1/E1 PARTIALLY_FILLED",
                        "canceled R1: Sierra Chart no longer lists it and has no further executions of it");
    }

    @Test
    void withoutTheExecutionsNothingIsCalledCanceled() throws IOException {
        server.orders.refusesFills = true;
        stage.up();
        stage.order("R1", "3");
        assertThat(stage.event()).isEqualTo("ack R1");
        server.down();
        server.orders.become("R1", ServerOrders.ORDER_CANCELED);
        server.up();
        reconnected();
        stage.awaitSaid("order R1 (BUY 3 NQH25) is in doubt");
        stage.order("R2", "1");
        assertThat(stage.event()).isEqualTo("ack R2");
    }

    @Test
    void theServersCountIsToldWhereItHasNoExecutions() throws IOException {
        server.orders.refusesFills = true;
        stage.up();
        stage.order("R1", "3");
        assertThat(stage.event()).isEqualTo("ack R1");
        server.down();
        server.orders.fill("R1", "3", "100", false);
        server.up();
        assertThat(stage.event()).isEqualTo("status R1 FILLED 3");
        stage.awaitSaid("3 are filled and has not told its executions of 0");
    }

    @Test
    void anOrderThatMayNotHaveArrivedStaysInDoubtAndIsNotSentAgain() throws IOException {
        server.orders.acceptsOrders = false;
        stage.up();
        stage.order("R1", "3");
        server.orders.order("R1");
        server.down();
        server.orders.forget("R1");
        server.up();
        reconnected();
        stage.awaitSaid("R1 (BUY 3 NQH25) is in doubt");
        stage.order("R2", "1");
        server.orders.order("R2");
        server.orders.update("R2", ServerOrders.ORDER_OPEN, ServerOrders.ACCEPTED, "");
        assertThat(stage.event()).as("nothing was said of R1").isEqualTo("ack R2");
        assertThat(server.orders.find("R1")).isNull();
    }

    @Test
    void anOrderThatArrivedUnheardIsFoundByItsId() throws IOException {
        server.orders.acceptsOrders = false;
        stage.up();
        stage.order("R1", "3");
        server.orders.order("R1");
        server.down();
        server.orders.become("R1", ServerOrders.ORDER_OPEN);
        server.orders.fill("R1", "1", "100", false);
        server.up();
        assertThat(stage.events(3))
                .containsExactlyInAnyOrder(
                        "ack R1", "fill R1 1@100 R1/E1 PARTIALLY_FILLED", "status R1 PARTIALLY_FILLED 1");
    }

    @Test
    void aKilledAdapterTellsWhatItMissed() throws IOException {
        stage.up();
        stage.order("R1", "3");
        stage.order("R2", "1");
        server.orders.order("R2");
        server.orders.fill("R1", "1", "100", true);
        assertThat(stage.events(3)).containsExactly("ack R1", "ack R2", "fill R1 1@100 R1/E1 PARTIALLY_FILLED");
        stage.adapter.close();
        server.orders.fill("R1", "1", "101", false);
        server.orders.fill("R2", "1", "102", false);
        stage.up();
        List<String> told = new ArrayList<>(stage.events(5));
        assertThat(told)
                .as("the first again, under its id")
                .containsExactlyInAnyOrder(
                        "fill R1 1@100 R1/E1 PARTIALLY_FILLED",
                        "fill R1 1@101 R1/E2 PARTIALLY_FILLED",
                        "fill R2 1@102 R2/E3 FILLED",
                        "status R1 PARTIALLY_FILLED 2",
                        "status R2 FILLED 1");
        server.orders.fill("R1", "1", "103", true);
        assertThat(stage.event()).isEqualTo("fill R1 1@103 R1/E4 FILLED");
        stage.order("R1", "3");
        assertThat(stage.event()).isEqualTo("status R1 FILLED 3");
        assertThat(server.orders.orderCount()).isEqualTo(2);
    }

    @Test
    void listsWithoutClientIdsAreMatchedByTheServersAfterARestart() throws IOException {
        server.orders.namesClientIdsInLists = false;
        stage.up();
        stage.order("R1", "3");
        assertThat(stage.event()).isEqualTo("ack R1");
        stage.restart();
        assertThat(stage.event()).isEqualTo("status R1 WORKING 0");
        stage.cancel("R1");
        assertThat(stage.event()).isEqualTo("canceled R1: canceled by client");
    }

    @Test
    void aNewGatewayHearsWhatHappenedMeanwhile() throws IOException {
        stage.up();
        stage.order("R1", "3");
        assertThat(stage.event()).isEqualTo("ack R1");
        stage.gateway.close();
        server.orders.fill("R1", "1", "100", true);
        stage.gateway = stage.gateway.reopen();
        stage.peer = stage.gateway.takeRegistration();
        assertThat(stage.events(2)).contains("fill R1 1@100 R1/E1 PARTIALLY_FILLED");
        stage.ask("R1");
        assertThat(stage.event()).isEqualTo("status R1 PARTIALLY_FILLED 1");
    }

    @Test
    void ordersWaitForTheListsOfAReconnect() throws IOException {
        server.orders.answersLists = false;
        stage.start();
        stage.awaitSaid("logged on");
        String why = "is being asked for its open orders";
        Eventually.await(why, () -> stage.adapter.status().toString().contains(why));
        stage.order("R1", "1");
        assertThat(stage.event()).contains("reject R1").contains(why);
    }
}
