package nexus.adapters.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.Commission;
import nexus.adapters.link.FakeGateway;
import nexus.adapters.link.Fill;
import nexus.adapters.link.LinkSettings;
import nexus.adapters.link.LinkTime;
import nexus.adapters.link.MessageFields;
import nexus.adapters.link.OrderAnswers;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.OrderStatus;
import nexus.adapters.link.OrderType;
import nexus.adapters.link.PlatformHandler;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.link.Side;
import nexus.adapters.link.TimeInForce;
import nexus.journal.boot.BootId;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderDeskTest {
    private static final long DAY = TimeUnit.DAYS.toNanos(1);

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Platform platform = new Platform();
    private long now = 100 * DAY;
    private String boot = "a boot";
    private OrderStore store;
    private OrderDesk desk;

    @BeforeEach
    void open() throws IOException {
        store = OrderStore.open(folder.resolve("an adapter"), () -> now, boot);
        desk = new OrderDesk(store, new Told(), platform);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anOrderIsOnDiskBeforeItIsSent() {
        platform.whileSending = () -> assertThat(store.find("A").sent()).isTrue();
        desk.order(order("A", "5"));
        assertThat(asked).containsExactly("send A 5");
    }

    @Test
    void theSameOrderIsNeverSentTwice() throws IOException {
        desk.order(order("A", "5"));
        desk.order(order("A", "5"));
        restart();
        desk.order(order("A", "5"));
        assertThat(asked).containsExactly("send A 5", "ask A", "ask A");
        assertThat(told).isEmpty();
    }

    @Test
    void whatComesWhileThePlatformIsDownIsRejectedAndNotSentLater() throws IOException {
        platform.closed = "Sierra Chart is not there: start it";
        desk.order(order("A", "5"));
        platform.closed = null;
        desk.order(order("A", "5"));
        restart();
        assertThat(asked).isEmpty();
        assertThat(told).containsExactly("reject A: Sierra Chart is not there: start it", "status A REJECTED 0");
    }

    @Test
    void anOrderThatADyingAdapterHadNotSentIsRejected() throws IOException {
        store.received(order("A", "5"));
        restart();
        desk.statusRequest("A");
        assertThat(asked).isEmpty();
        assertThat(told).containsExactly("status A REJECTED 0");
    }

    @Test
    void anOrderThatMayHaveBeenSentIsAskedFor() throws IOException {
        desk.order(order("A", "5"));
        restart();
        desk.statusRequest("A");
        platform.closed = "gone";
        desk.statusRequest("A");
        assertThat(asked).containsExactly("send A 5", "ask A");
        assertThat(told).as("nothing is known").isEmpty();
    }

    @Test
    void whatWasNeverHandedOverIsUnknown() {
        desk.statusRequest("B");
        desk.cancel("B");
        desk.acknowledged("B", "7");
        desk.rejected("B", "x");
        assertThat(desk.executed("B", "e1", BigDecimal.ONE, BigDecimal.TEN, 0)).isFalse();
        assertThat(told).containsExactly("status B UNKNOWN 0", "status B UNKNOWN 0");
    }

    @Test
    void eachExecutionIsToldOnce() throws IOException {
        desk.order(order("A", "5"));
        desk.acknowledged("A", "S1");
        desk.acknowledged("A", "S1");
        fill("e1", "2", "10");
        fill("e1", "2", "10");
        restart();
        fill("e1", "2", "10");
        fill("e2", "3", "20");
        desk.canceled("A", "too late");
        desk.statusRequest("A");
        assertThat(told).containsExactly("ack A S1", "fill A e1 2@10 S1", "fill A e2 3@20 S1", "status A FILLED 5");
        assertThat(store.find("A").averagePrice()).isEqualByComparingTo("16");
    }

    @Test
    void aFillAfterTheEndStillCounts() {
        desk.order(order("A", "5"));
        desk.canceled("A", "by hand");
        fill("e1", "2", "10");
        assertThat(told).containsExactly("canceled A: by hand", "fill A e1 2@10 null");
        assertThat(store.find("A").status()).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void anotherNameOfAnOrderMeansItToo() throws IOException {
        desk.order(order("A", "5"));
        desk.acknowledged("A", "S1");
        desk.acknowledged("A", "S2");
        restart();
        assertThat(store.byPlatformId("S1").ref()).isEqualTo("A");
        assertThat(store.byPlatformId("S2").ref()).isEqualTo("A");
        assertThat(store.find("A").platformId()).isEqualTo("S2");
        desk.canceled("A", "by hand");
        now += 8 * DAY + 1;
        restart();
        assertThat(store.byPlatformId("S1")).as("forgotten with the order").isNull();
        assertThat(store.byPlatformId("S2")).isNull();
    }

    @Test
    void executionsOfTheLastDayAreToldAgainUnderTheirIds() throws IOException {
        desk.order(order("A", "5"));
        fill("e0", "1", "10");
        now += DAY + 1;
        Commission paid = new Commission(new BigDecimal("1.24"), "USD");
        desk.executed("A", "e1", new BigDecimal("2"), BigDecimal.TEN, 5, paid);
        desk.executed("A", "e2", new BigDecimal("2"), new BigDecimal("11"), 5, Commission.of(BigDecimal.ZERO, "USD"));
        store.close();
        open();
        try (FakeGateway gateway = FakeGateway.forPlatforms();
                PlatformLink link = PlatformLink.create(
                        LinkSettings.of(gateway.endpoint(), "nt8"), new Idle(), LinkTime.system())) {
            desk.resume(link, now);
            link.start();
            gateway.takeRegistration();
            MessageFields first = gateway.next(Types.ORDER_FILL).fields();
            MessageFields second = gateway.next(Types.ORDER_FILL).fields();
            assertThat(List.of(first.text(Keys.EXEC_ID), second.text(Keys.EXEC_ID)))
                    .containsExactly("e1", "e2");
            assertThat(first.text(Keys.REF)).isEqualTo("A");
            assertThat(first.decimal(Keys.FILLED_QTY)).isEqualByComparingTo("2");
            assertThat(first.decimal(Keys.COMMISSION)).isEqualByComparingTo("1.24");
            assertThat(first.text(Keys.CURRENCY)).isEqualTo("USD");
            assertThat(second.decimal(Keys.FILL_PRICE)).isEqualByComparingTo("11");
            assertThat(second.decimal(Keys.COMMISSION))
                    .as("not known, whatever the platform writes")
                    .isNull();
        }
    }

    @Test
    void anUnsentOrderIsRejectedAsSuch() {
        platform.refusal = "the folder is not writable";
        desk.order(order("A", "5"));
        assertThat(told).containsExactly("reject A: not sent: the folder is not writable");
    }

    @Test
    void quantitiesOffTheStepAndUnknownSymbolsAreRejected() {
        platform.steps = new Steps(null, new BigDecimal("0.5"));
        desk.order(order("A", "1.2"));
        platform.steps = null;
        desk.order(order("B", "1"));
        assertThat(asked).isEmpty();
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).contains("1.2").contains("0.5").contains("lotStep");
        assertThat(told.get(1)).contains("no symbol NQ");
    }

    @Test
    void pricesAreRoundedToTheCautiousSide() {
        Steps steps = new Steps(new BigDecimal("0.25"), null);
        assertThat(steps.fit(limits(Side.BUY)).limitPrice()).isEqualByComparingTo("10.00");
        assertThat(steps.fit(limits(Side.BUY)).stopPrice()).isEqualByComparingTo("10.25");
        assertThat(steps.fit(limits(Side.SELL)).limitPrice()).isEqualByComparingTo("10.25");
        assertThat(steps.fit(limits(Side.SELL)).stopPrice()).isEqualByComparingTo("10.00");
        assertThat(steps.nearestPrice(new BigDecimal("16250.2509765"))).isEqualByComparingTo("16250.25");
    }

    @Test
    void theLinkIsToldWhatItMayHaveMissed() throws IOException {
        desk.order(order("A", "5"));
        fill("e0", "1", "10");
        now += DAY + 1;
        fill("e1", "2", "10");
        desk.order(order("B", "1"));
        desk.rejected("B", "no money");
        told.clear();
        store.close();
        store = OrderStore.open(folder.resolve("an adapter"), () -> now);
        try (PlatformLink link =
                PlatformLink.create(LinkSettings.of("tcp://127.0.0.1:1", "nt8"), new Idle(), LinkTime.system())) {
            desk = new OrderDesk(store, new Told(), platform);
            desk.resume(link, now);
            assertThat(told).as("what is no fill").containsExactly("reject B: no money");
        }
    }

    @Test
    void whereTheMachineHasDiedNothingIsTakenForUnsentOrUnknown() throws IOException {
        store.received(order("A", "5"));
        desk.order(order("B", "5"));
        asked.clear();
        afterTheDeathOfTheMachine();
        desk.statusRequest("A");
        desk.statusRequest("B");
        desk.statusRequest("C");
        assertThat(asked).containsExactly("ask A", "ask B");
        assertThat(told).as("C may have been sent").isEmpty();
        desk.order(order("D", "5"));
        desk.canceled("D", "by hand");
        desk.statusRequest("D");
        assertThat(told).containsExactly("canceled D: by hand", "status D CANCELED 0");

        now += 8 * DAY - 1;
        restart();
        told.clear();
        desk.statusRequest("C");
        assertThat(told).isEmpty();
        now += 1;
        desk.statusRequest("C");
        assertThat(told).containsExactly("status C UNKNOWN 0");
    }

    @Test
    void aMachineThatWasStoppedInOrderHasLostNothing() throws IOException {
        store.received(order("A", "5"));
        store.close();
        boot = "another boot";
        open();
        resume();
        desk.statusRequest("A");
        desk.statusRequest("C");
        assertThat(told).containsExactly("status A REJECTED 0", "status C UNKNOWN 0");
    }

    @Test
    void withoutABootIdEachOrderIsOnDiskAndSoNothingIsLost() throws IOException {
        store.close();
        boot = BootId.UNKNOWN;
        open();
        store.received(order("A", "5"));
        afterTheDeathOfTheMachine();
        desk.statusRequest("A");
        desk.statusRequest("C");
        assertThat(told).containsExactly("status A REJECTED 0", "status C UNKNOWN 0");
    }

    /** What is on disk now, in a folder of its own, under another boot's id. */
    private void afterTheDeathOfTheMachine() throws IOException {
        Path file = folder.resolve("an adapter").resolve("orders.log");
        byte[] written = Files.readAllBytes(file);
        store.close();
        Files.write(file, written);
        boot = "another boot";
        open();
        resume();
    }

    @Test
    void whatEndedIsForgottenAfterEightDays() throws IOException {
        desk.order(order("A", "1"));
        fill("e1", "1", "10");
        desk.order(order("B", "1"));
        now += 8 * DAY + 1;
        restart();
        assertThat(store.find("A")).isNull();
        assertThat(store.hasExecution("e1")).isFalse();
        assertThat(store.find("B")).as("still open").isNotNull();
    }

    @Test
    void aHalfWrittenLastLineIsDroppedAndAnyOtherDamageStopsTheStart() throws IOException {
        desk.order(order("A", "1"));
        desk.order(order("B", "1"));
        store.close();
        Path file = folder.resolve("an adapter").resolve("orders.log");
        Files.writeString(file, "0123abcd\tE\t17\tA\te", StandardOpenOption.APPEND);
        open();
        assertThat(store.all()).hasSize(2);
        store.close();
        byte[] bytes = Files.readAllBytes(file);
        bytes[30] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1 of")
                .hasMessageContaining("by hand");
        bytes[30] ^= 1;
        Files.write(file, bytes);
        open();
    }

    @Test
    void twoAdaptersDoNotShareAFolder() {
        assertThatThrownBy(() -> OrderStore.open(folder.resolve("an adapter"), () -> now))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another adapter runs on");
    }

    @Test
    void anyTextComesBackAsItWas() throws IOException {
        desk.order(order("A", "1"));
        desk.rejected("A", "tab\tline\nback\\slash \\n \\0 ünï");
        restart();
        assertThat(store.find("A").reason()).isEqualTo("tab\tline\nback\\slash \\n \\0 ünï");
    }

    private void restart() throws IOException {
        store.close();
        open();
        resume();
    }

    private void resume() {
        try (PlatformLink link =
                PlatformLink.create(LinkSettings.of("tcp://127.0.0.1:1", "nt8"), new Idle(), LinkTime.system())) {
            List<String> before = List.copyOf(told);
            desk.resume(link, now);
            told.clear();
            told.addAll(before);
        }
    }

    private void fill(String execId, String quantity, String price) {
        desk.executed("A", execId, new BigDecimal(quantity), new BigDecimal(price), 5);
    }

    private static OrderRequest order(String ref, String quantity) {
        return new OrderRequest(
                ref,
                "order-" + ref,
                "NQ",
                Side.BUY,
                new BigDecimal(quantity),
                OrderType.MARKET,
                null,
                null,
                TimeInForce.DAY);
    }

    private static OrderRequest limits(Side side) {
        BigDecimal price = new BigDecimal("10.1");
        return new OrderRequest(
                "A", "a", "NQ", side, BigDecimal.ONE, OrderType.STOP_LIMIT, price, price, TimeInForce.DAY);
    }

    private final class Platform implements Venue {
        private String closed;
        private String refusal;
        private Steps steps = Steps.ANY;
        private Runnable whileSending = () -> {};

        @Override
        public String whyClosed() {
            return closed;
        }

        @Override
        public Steps steps(String symbol) {
            return steps;
        }

        @Override
        public void send(OrderRequest order) throws VenueException {
            if (refusal != null) {
                throw new VenueException(refusal);
            }
            whileSending.run();
            asked.add("send " + order.ref() + " " + order.quantity());
        }

        @Override
        public void cancel(StoredOrder order) {
            asked.add("cancel " + order.ref());
        }

        @Override
        public void ask(StoredOrder order) {
            asked.add("ask " + order.ref());
        }
    }

    private final class Told implements OrderAnswers {
        @Override
        public boolean ack(String ref, String platformOrderId) {
            return told.add("ack " + ref + " " + platformOrderId);
        }

        @Override
        public boolean fill(Fill fill) {
            return told.add("fill " + fill.ref() + " " + fill.execId() + " " + fill.quantity() + "@" + fill.price()
                    + " " + fill.platformOrderId());
        }

        @Override
        public boolean reject(String ref, String reason) {
            return told.add("reject " + ref + ": " + reason);
        }

        @Override
        public boolean canceled(String ref, String reason) {
            return told.add("canceled " + ref + ": " + reason);
        }

        @Override
        public boolean status(String ref, OrderStatus status, BigDecimal filled, BigDecimal averagePrice) {
            return told.add("status " + ref + " " + status + " " + filled.toPlainString());
        }
    }

    private static final class Idle implements PlatformHandler {
        @Override
        public void order(OrderRequest order) {}

        @Override
        public void cancel(String ref) {}

        @Override
        public void statusRequest(String ref) {}
    }
}
