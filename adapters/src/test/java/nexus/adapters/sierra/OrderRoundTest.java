package nexus.adapters.sierra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.Backoff;
import nexus.adapters.link.Fill;
import nexus.adapters.link.LinkTime;
import nexus.adapters.link.OrderAnswers;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.OrderStatus;
import nexus.adapters.link.OrderType;
import nexus.adapters.link.Side;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.OrderStore;
import nexus.adapters.sierra.dtc.AccountMessages.HistoricalOrderFillResponse;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.OrderMessages.OrderUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds by hand: what is sent goes nowhere, what comes and when is the test's. */
class OrderRoundTest {
    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private long now = TimeUnit.DAYS.toNanos(20_000);
    private Selector selector;
    private OrderStore store;
    private OrderDesk desk;
    private OrderRound round;

    @BeforeEach
    void open() throws IOException {
        LinkTime time = new LinkTime(() -> now, () -> now);
        selector = Selector.open();
        store = OrderStore.open(folder, () -> now);
        DtcSession session = new DtcSession(
                SierraSettings.of(folder, List.of(SierraSymbol.of("NQ"))),
                Backoff.standard(1),
                selector,
                null,
                said::add,
                time);
        desk = new OrderDesk(store, new Told(), null);
        Executions executions = new Executions(desk);
        OrderUpdates updates =
                new OrderUpdates(desk, new Told(), executions, ref -> {}, ref -> round.ask(ref), said::add);
        round = new OrderRound(session, store, updates, executions, time, said::add);
        for (String ref : List.of("A", "B")) {
            store.received(new OrderRequest(
                    ref, ref, "NQ", Side.BUY, new BigDecimal("2"), OrderType.MARKET, null, null, null));
            store.sending(ref);
        }
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        selector.close();
    }

    @Test
    void aServerThatDoesNotListLeavesOrdersInDoubtAndTradingOpen() {
        desk.acknowledged("A", "1");
        told.clear();
        round.begin();
        assertThat(round.pass(now)).isZero();
        assertThat(round.isSettled()).isFalse();
        now += TimeUnit.SECONDS.toNanos(10);
        assertThat(round.dueNanos(now)).isEqualTo(now);
        round.pass(now);
        assertThat(round.isSettled()).isTrue();
        assertThat(told).isEmpty();
        assertThat(said.get(0)).contains("within 10 s");
        assertThat(said).anyMatch(line -> line.contains("order A (BUY 2 NQ) is in doubt"));
    }

    @Test
    void theServersIdIsLearnedBeforeOrAfterTheExecutions() {
        round.begin();
        round.fill(fill(1, 2, "101", "E1"));
        round.fill(fill(2, 2, "77", "E9"));
        assertThat(told).as("of whom is not known yet").isEmpty();
        round.orderUpdate(listed(1, 1, "A", "101"));
        assertThat(told).containsExactly("ack A", "fill A A/E1", "status A PARTIALLY_FILLED 1");
        assertThat(said).as("B is in doubt").hasSize(1);
    }

    @Test
    void whatIsAskedMeanwhileWaitsForTheNextRound() {
        round.begin();
        round.ask("A");
        round.orderUpdate(none(1));
        round.fill(noFills(2));
        assertThat(said).hasSize(2);
        assertThat(round.pass(now)).isEqualTo(1);
        round.orderUpdate(none(1));
        assertThat(said).as("an answer to the last round").hasSize(2);
        round.orderUpdate(listed(3, 0, "A", "101"));
        round.fill(noFills(4));
        assertThat(told).containsExactly("ack A", "status A WORKING 0");
        assertThat(round.pass(now)).isZero();
    }

    private static Message none(int request) {
        return Message.of(MessageType.ORDER_UPDATE)
                .put(OrderUpdate.REQUEST_ID, request)
                .put(OrderUpdate.NO_ORDERS, 1);
    }

    private static Message listed(int request, int filled, String ref, String serverOrderId) {
        return Message.of(MessageType.ORDER_UPDATE)
                .put(OrderUpdate.REQUEST_ID, request)
                .put(OrderUpdate.TOTAL_NUM_MESSAGES, 1)
                .put(OrderUpdate.MESSAGE_NUMBER, 1)
                .put(OrderUpdate.CLIENT_ORDER_ID, ref)
                .put(OrderUpdate.SERVER_ORDER_ID, serverOrderId)
                .put(OrderUpdate.ORDER_UPDATE_REASON, 1)
                .put(OrderUpdate.ORDER_STATUS, 4)
                .put(OrderUpdate.FILLED_QUANTITY, filled);
    }

    private static Message noFills(int request) {
        return Message.of(MessageType.HISTORICAL_ORDER_FILL_RESPONSE)
                .put(HistoricalOrderFillResponse.REQUEST_ID, request)
                .put(HistoricalOrderFillResponse.NO_ORDER_FILLS, 1);
    }

    private static Message fill(int number, int total, String serverOrderId, String id) {
        return Message.of(MessageType.HISTORICAL_ORDER_FILL_RESPONSE)
                .put(HistoricalOrderFillResponse.REQUEST_ID, 2)
                .put(HistoricalOrderFillResponse.TOTAL_NUMBER_MESSAGES, total)
                .put(HistoricalOrderFillResponse.MESSAGE_NUMBER, number)
                .put(HistoricalOrderFillResponse.SERVER_ORDER_ID, serverOrderId)
                .put(HistoricalOrderFillResponse.QUANTITY, 1)
                .put(HistoricalOrderFillResponse.PRICE, 100)
                .put(HistoricalOrderFillResponse.UNIQUE_EXECUTION_ID, id);
    }

    /** Keeps what the gateway would be told. */
    private final class Told implements OrderAnswers {
        @Override
        public boolean ack(String ref, String platformOrderId) {
            return told.add("ack " + ref);
        }

        @Override
        public boolean fill(Fill fill) {
            return told.add("fill " + fill.ref() + " " + fill.execId());
        }

        @Override
        public boolean reject(String ref, String reason) {
            return told.add("reject " + ref);
        }

        @Override
        public boolean canceled(String ref, String reason) {
            return told.add("canceled " + ref);
        }

        @Override
        public boolean status(String ref, OrderStatus status, BigDecimal filled, BigDecimal averagePrice) {
            return told.add("status " + ref + " " + status + " " + filled.toPlainString());
        }
    }
}
