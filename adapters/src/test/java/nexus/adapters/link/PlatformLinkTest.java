package nexus.adapters.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.FakeGateway.Received;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlatformLinkTest {
    private final RecordingHandler handler = new RecordingHandler();
    private FakeGateway gateway = FakeGateway.forPlatforms();
    private PlatformLink link;

    @AfterEach
    void close() {
        if (link != null) {
            link.close();
        }
        gateway.close();
    }

    @Test
    void registersAndIsUpOnceTheGatewayAnswers() {
        open(LinkSettings.of(gateway.endpoint(), "mt5").asClient("test", "7"));
        Received register = gateway.next();
        assertThat(register.type()).isEqualTo(Types.REGISTER);
        assertThat(register.fields().text(Keys.PLATFORM)).isEqualTo("mt5");
        assertThat(register.fields().text(Keys.CLIENT)).isEqualTo("test");
        assertThat(register.fields().text(Keys.VERSION)).isEqualTo("7");
        assertThat(register.fields().texts(Keys.CAPABILITIES)).containsExactly("order_status", "cancel");
        assertThat(link.isUp()).isFalse();
        gateway.send(register, Types.REGISTERED, map -> map.put(Keys.HEARTBEAT_MS, 20));
        awaitUp();
        assertThat(handler.events()).containsExactly("up");
    }

    @Test
    void sendsHeartbeatsAtTheIntervalThatTheGatewayNames() {
        openAndTake();
        long start = System.nanoTime();
        gateway.next(Types.HEARTBEAT);
        gateway.next(Types.HEARTBEAT);
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(900));
    }

    @Test
    void registersAgainUnderANewIdentityWhenTheGatewayComesBack() {
        String before = openAndTake().identity();
        restartGateway();
        String after = gateway.takeRegistration().identity();
        awaitUp();
        assertThat(after).isNotEqualTo(before);
        assertThat(link.counters().connects()).isEqualTo(2);
        assertThat(handler.events()).containsExactly("up", "down", "up");
    }

    @Test
    void ticksMadeWhileAwayAreDroppedAndCounted() {
        openAndTake();
        gateway.close();
        awaitDown();
        assertThat(link.marketData(tick("1"))).isFalse();
        assertThat(link.marketData(tick("2"))).isFalse();
        gateway = gateway.reopen();
        gateway.takeRegistration();
        awaitUp();
        assertThat(link.marketData(tick("3"))).isTrue();
        Received first = gateway.next();
        assertThat(first.fields().dataDecimal(Keys.PRICE)).isEqualByComparingTo("3");
        assertThat(link.counters().ticksDropped()).isEqualTo(2);
    }

    @Test
    void orderEventsAreRepeatedAndThoseMadeWhileAwayFollowInOrder() {
        Received platform = openAndTake();
        gateway.sendOrder(platform, "R1", "NAS100");
        awaitEvent("order R1");
        link.ack("R1", "P1");
        link.fill(fill("R1", "1", "E1"));
        gateway.next(Types.ORDER_FILL);
        gateway.close();
        awaitDown();
        link.fill(fill("R1", "2", "E2"));
        link.reject("R2", "no");
        gateway = gateway.reopen();
        gateway.takeRegistration();
        assertThat(List.of(next(), next(), next(), next()))
                .containsExactly("ORDER_ACK R1 null", "ORDER_FILL R1 E1", "ORDER_FILL R1 E2", "ORDER_REJECT R2 null");
        assertThat(link.counters().eventsResent()).isEqualTo(2);
    }

    @Test
    void fillsSayWhetherTheOrderIsDone() {
        Received platform = openAndTake();
        gateway.sendOrder(platform, "R1", "NAS100");
        awaitEvent("order R1");
        link.fill(fill("R1", "1", "E1"));
        link.fill(fill("R1", "2", "E2"));
        Received first = gateway.next();
        assertThat(first.fields().text(Keys.STATUS)).isEqualTo("PARTIALLY_FILLED");
        assertThat(first.fields().text(Keys.ORDER_ID)).isEqualTo("r1");
        assertThat(first.fields().decimal(Keys.FILLED_QTY)).isEqualByComparingTo("1");
        assertThat(gateway.next().fields().text(Keys.STATUS)).isEqualTo("FILLED");
    }

    @Test
    void anOrderThatComesTwiceIsHandedOverOnceEvenAcrossConnections() {
        Received platform = openAndTake();
        gateway.sendOrder(platform, "R1", "NAS100");
        awaitEvent("order R1");
        link.fill(fill("R1", "1", "E1"));
        gateway.next(Types.ORDER_FILL);
        restartGateway();
        platform = gateway.takeRegistration();
        gateway.sendOrder(platform, "R1", "NAS100");
        Received answer = gateway.next(Types.ORDER_STATUS);
        assertThat(answer.fields().text(Keys.REF)).isEqualTo("R1");
        assertThat(answer.fields().text(Keys.STATUS)).isEqualTo("PARTIALLY_FILLED");
        assertThat(answer.fields().decimal(Keys.CUM_QTY)).isEqualByComparingTo("1");
        awaitEvent("again R1");
        assertThat(handler.events()).filteredOn("order R1"::equals).hasSize(1);
        assertThat(link.counters().ordersRepeated()).isEqualTo(1);
    }

    @Test
    void cancelsAndStatusRequestsAreHandedOver() {
        Received platform = openAndTake();
        gateway.send(platform, Types.ORDER_CANCEL, map -> map.put(Keys.REF, "R1"));
        gateway.send(platform, Types.ORDER_STATUS_REQUEST, map -> map.put(Keys.REF, "R2"));
        awaitEvent("status? R2");
        assertThat(handler.events()).containsExactly("up", "cancel R1", "status? R2");
    }

    @Test
    void anOrderThatCannotBeReadIsRejected() {
        Received platform = openAndTake();
        gateway.send(
                platform,
                Types.ORDER,
                map -> map.put(Keys.REF, "R1")
                        .put(Keys.SYMBOL, "NAS100")
                        .put(Keys.SIDE, "HOLD")
                        .put(Keys.QUANTITY, 1));
        Received reject = gateway.next(Types.ORDER_REJECT);
        assertThat(reject.fields().text(Keys.REF)).isEqualTo("R1");
        assertThat(reject.fields().text(Keys.REASON)).contains("side is HOLD");
        assertThat(link.counters().malformedMessages()).isEqualTo(1);
        assertThat(handler.events()).containsExactly("up");
    }

    @Test
    void garbageIsCountedAndUnknownTypesAreIgnored() {
        Received platform = openAndTake();
        gateway.sendRaw(platform, new byte[] {(byte) 0xc1});
        gateway.send(platform, "NEWS", map -> map.put(Keys.TEXT, "later"));
        gateway.sendOrder(platform, "R1", "NAS100");
        awaitEvent("order R1");
        assertThat(link.counters().malformedMessages()).isEqualTo(1);
        assertThat(link.counters().ignoredMessages()).isEqualTo(1);
        assertThat(link.isUp()).isTrue();
    }

    @Test
    void endsForGoodWhenAnotherClientTakesTheNameOver() {
        Received platform = openAndTake();
        gateway.send(platform, Types.SUPERSEDED, map -> map.put(Keys.REASON, "another identity registered"));
        Eventually.await("the end", link::isEnded);
        Eventually.await("told", () -> handler.events().size() == 3);
        assertThat(handler.events().get(2)).startsWith("ended: another client has taken over the name mt5");
        assertThat(gateway.typesUntilQuiet(400)).doesNotContain(Types.REGISTER);
        assertThat(link.ack("R1", null)).isFalse();
        assertThat(link.marketData(tick("1"))).isFalse();
    }

    @Test
    void triesAgainWhenTheGatewayRefusesTheRegistration() {
        open(LinkSettings.of(gateway.endpoint(), "mt5"));
        Received first = gateway.next(Types.REGISTER);
        gateway.send(
                first,
                Types.ERROR,
                map -> map.put(Keys.CODE, "UNKNOWN_PLATFORM").put(Keys.REASON, "mt5"));
        Received second = gateway.takeRegistration();
        awaitUp();
        assertThat(second.identity()).isNotEqualTo(first.identity());
        assertThat(handler.events()).containsExactly("refused UNKNOWN_PLATFORM", "up");
    }

    @Test
    void triesAgainWhenRegisterIsNotAnswered() {
        LinkTime hurried = new LinkTime(() -> System.nanoTime() * 20, () -> 0);
        link = PlatformLink.open(LinkSettings.of(gateway.endpoint(), "mt5"), handler, hurried);
        String first = gateway.next(Types.REGISTER).identity();
        assertThat(gateway.next(Types.REGISTER).identity()).isNotEqualTo(first);
    }

    @Test
    void givesUpOnAListenerThatNeverGreets() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            silent.setSoTimeout(20_000);
            open(LinkSettings.of("tcp://127.0.0.1:" + silent.getLocalPort(), "mt5"));
            try (Socket first = silent.accept();
                    Socket second = silent.accept()) {
                assertThat(first.getPort()).isNotEqualTo(second.getPort());
            }
            assertThat(link.isUp()).isFalse();
            assertThat(handler.events()).isEmpty();
        }
    }

    @Test
    void v0RegistersOnceComesBackSilentlyAndRepeatsNothing() {
        open(LinkSettings.of(gateway.endpoint(), "mt5").withV0(true));
        Received register = gateway.next();
        assertThat(register.fields().text(Keys.VERSION)).isNull();
        awaitUp();
        gateway.sendOrder(register, "R1", "NAS100");
        awaitEvent("order R1");
        link.ack("R1", "P1");
        link.fill(fill("R1", "3", "E1"));
        Received fill = gateway.next();
        assertThat(fill.type()).isEqualTo(Types.ORDER_FILL);
        assertThat(fill.fields().text(Keys.ORDER_ID)).isEqualTo("r1");
        assertThat(fill.fields().text(Keys.REF)).isNull();
        assertThat(fill.fields().text(Keys.EXEC_ID)).isNull();
        restartGateway();
        awaitUp();
        link.marketData(tick("5"));
        assertThat(gateway.next().type()).isEqualTo(Types.MARKET_DATA);
    }

    @Test
    void closesWithinASecondWhenThereIsNoGateway() {
        gateway.close();
        open(LinkSettings.of(gateway.endpoint(), "mt5"));
        link.ack("R1", null);
        long start = System.nanoTime();
        link.close();
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(1));
        Eventually.await("told", () -> handler.events().contains("ended: closed"));
        gateway = gateway.reopen();
    }

    @Test
    void aGatewayThatDoesNotReadBlocksNobody() {
        openAndTake();
        long longest = 0;
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
        while (link.counters().ticksDropped() == 0 && System.nanoTime() < until) {
            long start = System.nanoTime();
            link.marketData(tick("1"));
            longest = Math.max(longest, System.nanoTime() - start);
        }
        assertThat(link.counters().ticksDropped()).isPositive();
        assertThat(link.ack("R1", null)).isTrue();
        assertThat(longest).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(link.isUp()).isTrue();
    }

    @Test
    void anOrderEventThatFindsNoRoomIsRefusedAndCounted() {
        gateway.close();
        open(LinkSettings.of(gateway.endpoint(), "mt5").keeping(2, 10, 30));
        assertThat(link.ack("R1", null)).isTrue();
        assertThat(link.ack("R2", null)).isTrue();
        assertThat(link.ack("R3", null)).isFalse();
        assertThat(link.counters().eventsRefused()).isEqualTo(1);
        gateway = gateway.reopen();
    }

    private void open(LinkSettings settings) {
        link = PlatformLink.open(settings, handler);
    }

    private Received openAndTake() {
        open(LinkSettings.of(gateway.endpoint(), "mt5"));
        Received register = gateway.takeRegistration();
        awaitUp();
        return register;
    }

    private void restartGateway() {
        gateway.close();
        awaitDown();
        gateway = gateway.reopen();
    }

    /** The link is up, and the handler has been told. */
    private void awaitUp() {
        Eventually.await("link up", () -> link.isUp() && isLast("up"));
    }

    private boolean isLast(String event) {
        List<String> events = handler.events();
        return !events.isEmpty() && events.get(events.size() - 1).equals(event);
    }

    private void awaitDown() {
        Eventually.await("link down", () -> !link.isUp());
    }

    private void awaitEvent(String event) {
        Eventually.await(event, () -> handler.events().contains(event));
    }

    private String next() {
        Received received = gateway.next();
        return received.type() + " " + received.fields().text(Keys.REF) + " "
                + received.fields().text(Keys.EXEC_ID);
    }

    private static Tick tick(String price) {
        return Tick.trade("NAS100", new BigDecimal(price), BigDecimal.ONE, 1_000_000_000L);
    }

    private static Fill fill(String ref, String quantity, String execId) {
        return new Fill(ref, "NAS100", new BigDecimal(quantity), new BigDecimal("16250.5"), execId, null);
    }
}
