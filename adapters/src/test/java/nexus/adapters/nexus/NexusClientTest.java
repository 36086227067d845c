package nexus.adapters.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.FakeGateway;
import nexus.adapters.link.FakeGateway.Received;
import nexus.adapters.link.Side;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NexusClientTest {
    @TempDir
    private Path folder;

    private final List<Object> told = new CopyOnWriteArrayList<>();
    private FakeGateway gateway = FakeGateway.forNexus();
    private NexusClient client;

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
        gateway.close();
    }

    @Test
    void saysHelloBeforeAnythingElse() throws IOException {
        open(NexusSettings.of(gateway.endpoint()).resumingFrom(0, null));
        awaitUp();
        client.signal(Signal.market("1", "NQ", Side.BUY, BigDecimal.ONE));
        Received hello = gateway.next();
        assertThat(hello.type()).isEqualTo(Types.HELLO);
        assertThat(hello.fields().text(Keys.CLIENT)).isEqualTo("nexus-java");
        assertThat(hello.fields().decimal(Keys.RESUME_FROM)).isEqualByComparingTo("0");
        Received signal = gateway.next();
        assertThat(signal.type()).isEqualTo(Types.SIGNAL);
        assertThat(signal.fields().text(Keys.ORDER_ID)).isEqualTo("1");
        assertThat(signal.fields().text(Keys.SIDE)).isEqualTo("BUY");
        assertThat(signal.fields().decimal(Keys.QUANTITY)).isEqualByComparingTo("1");
        assertThat(signal.fields().decimal(Keys.TIMESTAMP)).isPositive();
    }

    @Test
    void beginsLiveAndResumesFromThereAfterADisconnect() throws IOException {
        open(NexusSettings.of(gateway.endpoint()));
        Received hello = gateway.next();
        assertThat(hello.fields().decimal(Keys.RESUME_FROM)).isNull();
        send(Types.RESUMED, map -> map.put(Keys.FROM_SEQ, 512).put(Keys.TO_SEQ, 512));
        Eventually.await("resumed", () -> client.lastSeq() == 512);
        restartGateway();
        assertThat(gateway.next().fields().decimal(Keys.RESUME_FROM)).isEqualByComparingTo("512");
    }

    @Test
    void onlyOrderEventsMoveThePointToResumeFrom() throws IOException {
        open(NexusSettings.of(gateway.endpoint()).resumingFrom(0, null));
        gateway.next();
        send(Types.SIGNAL_ACK, map -> map.put(Keys.SEQ, 300).put(Keys.ORDER_ID, "1"));
        send(Types.MARKET_DATA, map -> map.put(Keys.SEQ, 400));
        send(Types.PLATFORM_STATUS, map -> map.put(Keys.SEQ, 401));
        send(Types.ALERT, map -> map.put(Keys.SEQ, 402));
        send(Types.POSITION, map -> map.put(Keys.SEQ, 403).put(Keys.REPLAY, true));
        send(Types.REJECT, map -> map.put(Keys.SEQ, 404).put(Keys.CODE, "MALFORMED"));
        // Told again rather than a fill that is still under way taken for told.
        send("SOMETHING_NEW", map -> map.put(Keys.SEQ, 405));
        send(Types.ORDER_STATUS, map -> map.put(Keys.SEQ, 350).put(Keys.ORDER_ID, "1"));
        Eventually.await("350", () -> client.lastSeq() == 350);
    }

    @Test
    void thePointIsInTheFileAndTheNextProcessBeginsThere() throws IOException {
        Path file = folder.resolve("resume");
        open(NexusSettings.of(gateway.endpoint()).resumingFrom(0, file));
        gateway.next();
        send(Types.SIGNAL_ACK, map -> map.put(Keys.SEQ, 777).put(Keys.ORDER_ID, "1"));
        Eventually.await("777", () -> client.lastSeq() == 777);
        client.close();
        gateway.close();
        gateway = gateway.reopen();
        open(NexusSettings.of(gateway.endpoint()).resumingFrom(0, file));
        assertThat(gateway.next().fields().decimal(Keys.RESUME_FROM)).isEqualByComparingTo("777");
    }

    @Test
    void tellsWhatIsWrongAndWhatAnOperatorSet() throws IOException {
        open(NexusSettings.of(gateway.endpoint()).resumingFrom(0, null));
        gateway.next();
        awaitUp();
        send(
                Types.ALERT,
                map -> map.put(Keys.SEQ, 5)
                        .put(Keys.CODE, "PLATFORM_DOWN")
                        .put(Keys.SUBJECT, "nt8")
                        .put(Keys.STATE, "UPDATED")
                        .put(Keys.COUNT, 3)
                        .put(Keys.REASON, "gone"));
        send(
                Types.POSITION,
                map -> map.put(Keys.SEQ, 6)
                        .put(Keys.PLATFORM, "nt8")
                        .put(Keys.SYMBOL, "NQ")
                        .put(Keys.QUANTITY, -2)
                        .put(Keys.AVG_PRICE, 100.5)
                        .put(Keys.REASON, "ann: looked"));
        Eventually.await("two", () -> told.size() == 2);
        assertThat(told)
                .containsExactly(
                        new NexusHandler.Alert(5, "PLATFORM_DOWN", "nt8", "UPDATED", 3, "gone"),
                        new NexusHandler.PositionSet(
                                6, "nt8", "NQ", BigDecimal.valueOf(-2), new BigDecimal("100.5"), "ann: looked"));
        // What is held is an order event, what is wrong is none.
        Eventually.await("6", () -> client.lastSeq() == 6);
    }

    @Test
    void tellsWhatComes() throws IOException {
        open(NexusSettings.of(gateway.endpoint()));
        gateway.next();
        awaitUp();
        send(
                Types.MARKET_DATA,
                map -> map.put(Keys.SEQ, 1)
                        .put(Keys.PLATFORM, "mt5")
                        .beginMap(Keys.DATA)
                        .put(Keys.SYMBOL, "NQ")
                        .put(Keys.PRICE, 16250.5)
                        .put(Keys.VOLUME, 2)
                        .put(Keys.TIMESTAMP, 7)
                        .endMap());
        send(Types.ORDER_FILL, map -> {
            map.put(Keys.SEQ, 2)
                    .put(Keys.ORDER_ID, 1_700_000_000_000L)
                    .put(Keys.PLATFORM, "mt5")
                    .put(Keys.SYMBOL, "NQ")
                    .put(Keys.FILLED_QTY, 1)
                    .put(Keys.FILL_PRICE, 16250.5)
                    .put(Keys.STATUS, "FILLED")
                    .put(Keys.EXEC_ID, "E1");
            map.beginArray(Keys.FLAGS, 1).add("OVERFILL");
        });
        send(Types.REJECT, map -> map.put(Keys.SEQ, 3).put(Keys.CODE, "HALTED").put(Keys.REASON, "test"));
        client.cancel("9");
        assertThat(gateway.next().type()).isEqualTo(Types.CANCEL);
        Eventually.await("three", () -> told.size() == 3);
        assertThat(told)
                .containsExactly(
                        new NexusHandler.MarketData(
                                1,
                                "mt5",
                                "NQ",
                                new BigDecimal("16250.5"),
                                BigDecimal.valueOf(2),
                                BigDecimal.valueOf(7)),
                        new NexusHandler.OrderFill(
                                2,
                                "1700000000000",
                                "mt5",
                                "NQ",
                                BigDecimal.ONE,
                                new BigDecimal("16250.5"),
                                "FILLED",
                                null,
                                "E1",
                                List.of("OVERFILL")),
                        new NexusHandler.Reject(3, null, null, "HALTED", "test"));
    }

    @Test
    void aSignalIsSentNowOrNever() throws IOException {
        open(NexusSettings.of(gateway.endpoint()));
        gateway.next();
        gateway.close();
        Eventually.await("down", () -> !client.isUp());
        assertThat(client.signal(Signal.market("1", "NQ", Side.BUY, BigDecimal.ONE)))
                .isFalse();
        gateway = gateway.reopen();
        assertThat(gateway.next().type()).isEqualTo(Types.HELLO);
        assertThat(gateway.typesUntilQuiet(200)).doesNotContain(Types.SIGNAL);
    }

    @Test
    void v0SaysNothingBeforeItsFirstSignal() throws IOException {
        open(NexusSettings.of(gateway.endpoint()).asV0());
        awaitUp();
        client.signal(Signal.market("1", "NQ", Side.SELL, BigDecimal.ONE));
        assertThat(gateway.next().type()).isEqualTo(Types.SIGNAL);
    }

    @Test
    void garbageIsCounted() throws IOException {
        open(NexusSettings.of(gateway.endpoint()));
        Received hello = gateway.next();
        gateway.sendRaw(hello, new byte[] {1, 2, 3});
        send(Types.ORDER_FILL, map -> map.put(Keys.SEQ, 2).put(Keys.ORDER_ID, "1"));
        Eventually.await("two", () -> client.malformedMessages() == 2);
        assertThat(client.isUp()).isTrue();
    }

    @Test
    void closesWithinASecondWhenThereIsNoGateway() throws IOException {
        gateway.close();
        open(NexusSettings.of(gateway.endpoint()));
        long start = System.nanoTime();
        client.close();
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(1));
        gateway = gateway.reopen();
    }

    private void open(NexusSettings settings) throws IOException {
        client = NexusClient.open(settings, new NexusHandler() {
            @Override
            public void marketData(MarketData tick) {
                told.add(tick);
            }

            @Override
            public void orderFill(OrderFill fill) {
                told.add(fill);
            }

            @Override
            public void reject(Reject reject) {
                told.add(reject);
            }

            @Override
            public void alert(Alert alert) {
                told.add(alert);
            }

            @Override
            public void position(PositionSet position) {
                told.add(position);
            }
        });
    }

    private void send(String type, Consumer<MapWriter> fields) {
        gateway.send(null, type, fields);
    }

    private void awaitUp() {
        Eventually.await("up", client::isUp);
    }

    private void restartGateway() {
        gateway.close();
        Eventually.await("down", () -> !client.isUp());
        gateway = gateway.reopen();
    }
}
