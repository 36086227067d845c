package nexus.adapters.nexus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.FakeGateway;
import nexus.adapters.link.FakeGateway.Received;
import nexus.adapters.link.Side;
import nexus.adapters.link.TimeInForce;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What NEXUS can say besides a plain signal, and what it hears besides fills. */
class NexusSurfaceTest {
    @TempDir
    private Path folder;

    private final List<NexusMessage> messages = new CopyOnWriteArrayList<>();
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final FakeGateway gateway = FakeGateway.forNexus();
    private NexusClient client;

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
        gateway.close();
    }

    private class Listener implements NexusHandler {
        @Override
        public void message(NexusMessage message) {
            messages.add(message);
        }

        @Override
        public void tradingStatus(TradingStatus status) {
            told.add(status);
        }

        @Override
        public void contractRoll(ContractRoll roll) {
            told.add(roll);
        }

        @Override
        public void resumed(Resumed resumed) {
            told.add(resumed);
        }

        @Override
        public void replayEnd(long count) {
            told.add("end of " + count);
        }

        @Override
        public void ended(String reason) {
            told.add("ended");
        }
    }

    private void open(NexusSettings settings, NexusHandler handler) throws IOException {
        client = NexusClient.open(settings, handler);
        Eventually.await("up", client::isUp);
    }

    private void send(String type, Consumer<MapWriter> fields) {
        gateway.send(null, type, fields);
    }

    @Test
    void aSignalCarriesAllThatItMay() throws IOException {
        open(NexusSettings.of(gateway.endpoint()), new Listener());
        client.signal(Signal.of("1", "NQ", Side.BUY, new BigDecimal("0.5"))
                .confidence(new BigDecimal("0.8"))
                .metadata(Map.of("model", Map.of("name", "m7", "inputs", Arrays.asList(1, null, "x", true))))
                .limit(new BigDecimal("16250.25"))
                .stop(new BigDecimal("16251"))
                .timeInForce(TimeInForce.GTC)
                .platforms("nt8", "mt5")
                .ttlMillis(500)
                .contract("NQH25")
                .build());
        Received signal = gateway.next(Types.SIGNAL);
        assertThat(signal.fields().text(Keys.ORDER_TYPE)).isEqualTo("STOP_LIMIT");
        assertThat(signal.fields().decimal(Keys.LIMIT_PRICE)).isEqualByComparingTo("16250.25");
        assertThat(signal.fields().decimal(Keys.CONFIDENCE)).isEqualByComparingTo("0.8");
        assertThat(signal.fields().text(Keys.TIME_IN_FORCE)).isEqualTo("GTC");
        assertThat(signal.fields().texts(Keys.PLATFORMS)).containsExactly("nt8", "mt5");
        assertThat(signal.fields().whole(Keys.TTL_MS, 0)).isEqualTo(500);
        assertThat(signal.fields().text(Keys.CONTRACT)).isEqualTo("NQH25");
        byte[] bytes = NexusMessages.signal(
                Signal.of("1", "NQ", Side.BUY, BigDecimal.ONE)
                        .metadata(Map.of("model", Map.of("inputs", List.of(1, "x"))))
                        .build(),
                1);
        assertThat(new NexusMessage(Types.SIGNAL, 0, false, bytes).fields())
                .containsEntry("metadata", Map.of("model", Map.of("inputs", List.of(BigDecimal.ONE, "x"))));
        assertThatThrownBy(() -> client.signal(Signal.of("1", "NQ", Side.BUY, BigDecimal.ONE)
                        .metadata(Map.of("x", new Object()))
                        .build()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signal.market("1", "NQ", Side.BUY, BigDecimal.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cancelsStopsAndBeats() throws IOException {
        open(NexusSettings.of(gateway.endpoint()), new Listener());
        assertThat(client.cancel("1", "nt8")).isTrue();
        assertThat(client.halt("enough")).isTrue();
        assertThat(client.reduceOnly("nearly")).isTrue();
        Received cancel = gateway.next(Types.CANCEL);
        assertThat(cancel.fields().texts(Keys.PLATFORMS)).containsExactly("nt8");
        assertThat(gateway.next(Types.HALT).fields().text(Keys.REASON)).isEqualTo("enough");
        assertThat(gateway.next(Types.REDUCE_ONLY).fields().text(Keys.REASON)).isEqualTo("nearly");
        gateway.next(Types.HEARTBEAT);
        assertThat(client.newOrderId()).isNotEqualTo(client.newOrderId()).hasSizeLessThan(40);
    }

    @Test
    void whatHasNoPlaceInATypeIsInTheMap() throws IOException {
        open(NexusSettings.of(gateway.endpoint()).resumingFrom(0, null), new Listener());
        gateway.next();
        send(
                Types.TRADING_STATUS,
                map -> map.put(Keys.SEQ, 1)
                        .put(Keys.LEVEL, "HALT")
                        .put(Keys.REASON, "r")
                        .put(Keys.WHO, "ann"));
        send(Types.CONTRACT_ROLL, map -> {
            map.put(Keys.SEQ, 2).put(Keys.SYMBOL, "NQ").put(Keys.FROM, "NQH25").put(Keys.TO, "NQM25");
            map.put(Keys.AT_NS, 7).put(Keys.CAUSE, "RULE");
            map.beginArray(Key.of("positions"), 1)
                    .beginMap()
                    .put(Keys.PLATFORM, "nt8")
                    .put(Keys.QUANTITY, 2)
                    .endMap();
        });
        Eventually.await("two", () -> told.size() == 2);
        assertThat(told)
                .containsExactly(
                        new NexusHandler.TradingStatus(1, "HALT", "r", "ann"),
                        new NexusHandler.ContractRoll(2, "NQ", "NQH25", "NQM25", 7, "RULE"));
        assertThat(messages.get(1).fields())
                .containsEntry("positions", List.of(Map.of("platform", "nt8", "quantity", BigDecimal.valueOf(2))));
    }

    @Test
    void aKilledHandlersEventComesAgainMarkedAndNoOther() throws IOException {
        Path file = folder.resolve("place");
        NexusSettings settings = NexusSettings.of(gateway.endpoint()).resumingFrom(0, file);
        open(settings, new Listener() {
            @Override
            public void orderStatus(OrderState state) {
                if (state.seq() == 301) {
                    throw new IllegalStateException("as if the process were killed here");
                }
            }
        });
        gateway.next();
        status(300);
        status(301);
        Eventually.await("ended", () -> told.contains("ended"));
        messages.clear();
        open(settings, new Listener());
        assertThat(gateway.next(Types.HELLO).fields().whole(Keys.RESUME_FROM, 0))
                .isEqualTo(300);
        status(301);
        status(302);
        status(302);
        send(Types.RESUMED, map -> map.put(Keys.FROM_SEQ, 300).put(Keys.TO_SEQ, 512));
        status(302);
        Eventually.await("repeats", () -> client.repeatedEvents() == 2);
        assertThat(messages).extracting(NexusMessage::seq).containsExactly(301L, 302L, 0L);
        assertThat(messages).extracting(NexusMessage::again).containsExactly(true, false, false);
        assertThat(told).contains(new NexusHandler.Resumed(300, 512, false, List.of()));
        assertThat(client.lastSeq()).isEqualTo(512);
    }

    private void status(long seq) {
        send(Types.ORDER_STATUS, map -> map.put(Keys.SEQ, seq).put(Keys.ORDER_ID, "1"));
    }

    @Test
    void lockstepAnswersEachTickBehindWhatWasSaidToItAndEndsWithTheReplay() throws IOException {
        List<String> ids = new ArrayList<>();
        open(NexusSettings.of(gateway.endpoint()).in(NexusSettings.Mode.LOCKSTEP), new Listener() {
            @Override
            public void marketData(MarketData tick) {
                ids.add(client.newOrderId());
                client.signal(Signal.market(ids.get(ids.size() - 1), "NQ", Side.BUY, BigDecimal.ONE));
            }
        });
        for (int tick = 1; tick <= 3; tick++) {
            long seq = tick * 256L;
            tick(seq);
            assertThat(gateway.next().fields().text(Keys.ORDER_ID)).isEqualTo("L-" + tick);
            Received answer = gateway.next();
            assertThat(answer.type()).isEqualTo(Types.STEP_ACK);
            assertThat(answer.fields().whole(Keys.SEQ, 0)).isEqualTo(seq);
        }
        send(Types.REPLAY_END, map -> map.put(Keys.MESSAGES, 3).put(Keys.REPLAY, true));
        Eventually.await("the end", () -> told.contains("end of 3"));
        gateway.close();
        Eventually.await("ended", () -> told.contains("ended"));
    }

    @Test
    void whatCameBeforeTheConnectionEndedIsHandedOver() throws IOException {
        CountDownLatch isOver = new CountDownLatch(1);
        List<Long> seqs = new CopyOnWriteArrayList<>();
        open(NexusSettings.of(gateway.endpoint()).in(NexusSettings.Mode.REPLAY), new Listener() {
            @Override
            public void marketData(MarketData tick) {
                seqs.add(tick.seq());
                try {
                    isOver.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        });
        List<Long> sent = LongStream.rangeClosed(1, 700).boxed().toList();
        sent.forEach(this::tick);
        send(Types.REPLAY_END, map -> map.put(Keys.MESSAGES, 700).put(Keys.REPLAY, true));
        gateway.closeWhenSent();
        isOver.countDown();
        Eventually.await("ended", () -> told.contains("ended"));
        assertThat(seqs).isEqualTo(sent);
        assertThat(told).containsExactly("end of 700", "ended");
    }

    private void tick(long seq) {
        send(
                Types.MARKET_DATA,
                map -> map.put(Keys.SEQ, seq)
                        .put(Keys.REPLAY, true)
                        .beginMap(Keys.DATA)
                        .put(Keys.SYMBOL, "NQ")
                        .put(Keys.PRICE, 1)
                        .endMap());
    }
}
