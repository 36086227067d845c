package nexus.bookmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import velox.api.layer1.data.ExecutionInfo;
import velox.api.layer1.data.InstrumentInfo;
import velox.api.layer1.data.OrderInfoBuilder;
import velox.api.layer1.data.OrderSendParameters;
import velox.api.layer1.data.OrderStatus;
import velox.api.layer1.data.OrderType;
import velox.api.layer1.data.OrderUpdateParameters;
import velox.api.layer1.simplified.Api;

/** What depends on time. */
class OrderDeskTest {
    private static final String ES = "ESZ6";

    @TempDir
    private Path folder;

    private final Outbox outbox = new Outbox();
    private final SetClock clock = new SetClock();
    private final Instrument instrument =
            new Instrument(ES, new InstrumentInfo(ES, "CME", "FUT", 0.25, 50, ES, true, 1), new SilentApi());
    private OrderFile file;
    private OrderDesk desk;
    private BookmapReports reports;

    private static final class SetClock implements Clock {
        private long millis = TimeUnit.DAYS.toMillis(20_000);

        @Override
        public long nanos() {
            return TimeUnit.MILLISECONDS.toNanos(millis);
        }

        @Override
        public long epochMillis() {
            return millis;
        }
    }

    private static final class SilentApi implements Api {
        @Override
        public void sendOrder(OrderSendParameters orderSendParameters) {}

        @Override
        public void updateOrder(OrderUpdateParameters orderUpdateParameters) {}
    }

    private String boot = "a boot";

    @BeforeEach
    void open() throws IOException {
        file = OrderFile.open(folder, "bookmap", clock.epochMillis(), boot);
        OrderBook book = new OrderBook(file, outbox, clock);
        desk = new OrderDesk(book, clock);
        reports = new BookmapReports(book, desk, clock);
        desk.attach(instrument);
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    @Test
    void anEndWaitsForTheExecutionsThatBelongBeforeIt() throws IOException {
        order("R1", 3);
        update(OrderStatus.WORKING, 0);
        update(OrderStatus.CANCELLED, 1);
        assertThat(said()).containsExactly("ORDER_ACK");
        reports.executed(instrument, new ExecutionInfo("B1", 1, 100, "X1", 0, true));
        assertThat(said()).containsExactly("ORDER_FILL", "ORDER_CANCELED");
    }

    @Test
    void anExecutionThatNeverComesIsToldAsASum() throws IOException {
        order("R1", 3);
        update(OrderStatus.FILLED, 3);
        reports.passTime();
        assertThat(said()).isEmpty();
        clock.millis += 2_000;
        reports.passTime();
        reports.passTime();
        ReceivedMessage status = ReceivedMessage.parse(outbox.peek());
        assertThat(status.type()).isEqualTo("ORDER_STATUS");
        assertThat(status.text("status")).isEqualTo("FILLED");
        assertThat(status.decimal("cum_qty")).isEqualByComparingTo("3");
        assertThat(status.decimal("avg_price")).isEqualByComparingTo("100.5");
        assertThat(said()).containsExactly("ORDER_STATUS");
    }

    @Test
    void ordersThatEndedEightDaysAgoAreForgottenAndOpenOnesNever() throws IOException {
        order("R1", 1);
        update(OrderStatus.REJECTED, 0);
        order("R2", 1);
        said();
        clock.millis += TimeUnit.DAYS.toMillis(9);
        reopen();
        assertThat(file.orders().keySet()).containsExactly("R2");
        assertThat(said()).isEmpty();
        reopen();
        assertThat(file.orders().keySet()).containsExactly("R2");
    }

    @Test
    void whatWasNotedIsReadBackAsItWas() throws IOException {
        order("R1", 2);
        update(OrderStatus.WORKING, 0);
        reports.executed(instrument, new ExecutionInfo("B1", 1, 100.25, "X\t1", 0, true));
        update(OrderStatus.CANCELLED, 1);
        said();
        reopen();
        AddonOrder order = file.orders().get("R1");
        assertThat(order.bookmapId()).isEqualTo("B1");
        assertThat(order.status()).isEqualTo(AddonOrder.Status.CANCELED);
        assertThat(order.executed()).isEqualByComparingTo("1");
        assertThat(order.averagePrice()).isEqualByComparingTo("100.25");
        assertThat(said()).containsExactly("ORDER_FILL", "ORDER_CANCELED");
    }

    @Test
    void whereTheMachineHasDiedNoOrderIsUnknown() throws IOException {
        order("R1", 1);
        update(OrderStatus.WORKING, 0);
        said();
        Path noted = folder.resolve("orders-bookmap.log");
        byte[] lines = Files.readAllBytes(noted);
        file.close();
        Files.write(noted, lines);
        boot = "another boot";
        open();
        desk.statusRequest("R2");
        assertThat(said()).isEmpty();
        assertThat(file.orders()).containsKey("R1");
        reopen();
        desk.statusRequest("R2");
        assertThat(said()).as("the next start knows it too").isEmpty();
    }

    @Test
    void aMachineThatWasStoppedInOrderHasForgottenNothing() throws IOException {
        order("R1", 1);
        file.close();
        boot = "another boot";
        open();
        desk.statusRequest("R2");
        assertThat(said()).containsExactly("ORDER_STATUS");
    }

    @Test
    void whatCannotBeNotedIsNotSent() throws IOException {
        file.close();
        order("R1", 1);
        assertThat(said()).containsExactly("ORDER_REJECT");
        open();
    }

    private void reopen() throws IOException {
        file.close();
        open();
    }

    private void order(String ref, int quantity) throws IOException {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packMapHeader(5)
                    .packString("type")
                    .packString("ORDER")
                    .packString("ref")
                    .packString(ref)
                    .packString("symbol")
                    .packString(ES)
                    .packString("side")
                    .packString("BUY")
                    .packString("quantity")
                    .packInt(quantity);
            desk.order(ReceivedMessage.parse(packer.toByteArray()));
        }
    }

    private void update(OrderStatus status, int filled) {
        reports.updated(
                instrument,
                new OrderInfoBuilder(ES, "B1", true, OrderType.MKT, "R1", false)
                        .setStatus(status)
                        .setFilled(filled)
                        .setAverageFillPrice(filled == 0 ? Double.NaN : 100.5)
                        .build());
    }

    private List<String> said() {
        List<String> types = new ArrayList<>();
        while (!outbox.isEmpty()) {
            types.add(ReceivedMessage.parse(outbox.peek()).type());
            outbox.sent(clock.nanos());
        }
        return types;
    }
}
