package nexus.replay;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.NormalForm;
import nexus.gateway.router.ControlRecords;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.RecoveryFacts;
import nexus.gateway.router.Router;
import nexus.gateway.router.RunFacts;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.JournalWriter;
import nexus.journal.store.Settings;

/** Writes a day's journal as the live gateway does, by a configuration of its own, with several platforms and crashes. */
final class TradingDay implements AutoCloseable {
    /** Two platforms; mt5 has no ES. */
    static final String CONFIG = """
            platforms:
              nt8: { dialect: nt8 }
              mt5: { dialect: mt5 }
            symbols:
              NQ:
                nt8: { symbol: NQ 03-25, samePrice: true }
                mt5: { symbol: NAS100, quantityFactor: 2, lotStep: 0.1 }
              ES:
                nt8: { symbol: ES 03-25, samePrice: true }
            signals:
              maxAge: 10 s
            """;

    static final long START_NANOS = 1_800_000_000_000_000_000L;
    static final int NEXUS = 9;

    private final Path data;
    private final String configuration;
    private final Router router = new Router();
    private final ControlRecords controls = new ControlRecords();
    private final JournalRecord record = new JournalRecord();
    private final MapWriter message = new MapWriter(256);
    private final Map<String, Integer> platforms = new LinkedHashMap<>();
    private final List<String> lostOrders = new ArrayList<>();
    private JournalWriter writer;
    private long timeNanos = START_NANOS;
    private long inputNanos;
    private long inputSequence;
    private long lostEventSeq;
    private int lost;
    private boolean isDying;
    private Output.Role dropped;
    private UnaryOperator<byte[]> alteration;

    TradingDay(Path data, String yaml) throws IOException, ConfigException {
        this.data = data;
        Path file = Files.createTempFile("day", ".yaml");
        Files.writeString(file, yaml);
        configuration = NormalForm.of(ConfigLoader.load(file).router());
        Files.delete(file);
    }

    /** Opens the first run. */
    static TradingDay begun(Path data) throws IOException, ConfigException {
        return begun(data, CONFIG);
    }

    /** Opens the first run by another configuration. */
    static TradingDay begun(Path data, String yaml) throws IOException, ConfigException {
        TradingDay day = new TradingDay(data, yaml);
        day.run("one", true);
        return day;
    }

    private void run(String runId, boolean isFirst) throws IOException {
        long last = isFirst ? 0 : writer.nextSequence() - 1;
        close();
        writer = JournalWriter.open(data, runId, last + 1, () -> timeNanos, Settings.small());
        RunFacts facts = new RunFacts("ABCDEFGH", runId, "test", "17", "os", "clock", "boot", "hash", "PROCESS");
        input(RecordKind.RUN, 0, controls.run(facts));
        if (isFirst) {
            input(RecordKind.CONFIG, 0, controls.config(configuration, "hash"));
        }
        input(
                RecordKind.CONTROL,
                0,
                controls.recovery(new RecoveryFacts(
                        runId, last, lostOrders, List.of(), lostEventSeq, lost, false, Optional.empty())));
        lostOrders.clear();
        lost = 0;
        lostEventSeq = 0;
    }

    /** Time passes before the next record. */
    TradingDay after(long nanos) {
        timeNanos += nanos;
        return this;
    }

    /** The time of the last input. */
    long timeNanos() {
        return inputNanos;
    }

    /** The sequence of the last input. */
    long lastInput() {
        return inputSequence;
    }

    /** A NEXUS connects and is taken for v0. */
    TradingDay nexusUp() {
        input(RecordKind.CONTROL, 0, controls.peerUp(NEXUS, "nexus", "00", null));
        return input(RecordKind.CONTROL, 0, controls.nexusSettled(NEXUS));
    }

    TradingDay nexusDown() {
        return input(RecordKind.CONTROL, 0, controls.peerDown(NEXUS, "gone"));
    }

    /** A platform connects and registers; it can cancel. */
    TradingDay platformUp(String name, int source) {
        platforms.put(name, source);
        input(RecordKind.CONTROL, 0, controls.peerUp(source, "platform", "00", null));
        return platform(
                name,
                map -> map.put(Keys.TYPE, Types.REGISTER)
                        .put(Keys.PLATFORM, name)
                        .beginArray(Keys.CAPABILITIES, 1)
                        .add("cancel"));
    }

    TradingDay clock() {
        return input(RecordKind.CONTROL, 0, controls.clock(0));
    }

    TradingDay tick(String platform, String symbol, double price) {
        return platform(
                platform,
                map -> map.put(Keys.TYPE, Types.MARKET_DATA)
                        .put(Keys.PLATFORM, platform)
                        .beginMap(Keys.DATA)
                        .put(Keys.SYMBOL, symbol)
                        .put(Keys.PRICE, price)
                        .put(Keys.VOLUME, 1)
                        .endMap());
    }

    /** A quote without a trade. */
    TradingDay quote(String platform, String symbol, double bid, double ask) {
        return platform(
                platform,
                map -> map.put(Keys.TYPE, Types.MARKET_DATA)
                        .put(Keys.PLATFORM, platform)
                        .beginMap(Keys.DATA)
                        .put(Keys.SYMBOL, symbol)
                        .put(Keys.BID, bid)
                        .put(Keys.ASK, ask)
                        .endMap());
    }

    TradingDay signal(String orderId, String symbol, String side, String quantity) {
        return signal(orderId, symbol, side, quantity, map -> {});
    }

    TradingDay signal(String orderId, String symbol, String side, String quantity, Consumer<MapWriter> more) {
        return nexus(map -> more.accept(map.put(Keys.TYPE, Types.SIGNAL)
                .put(Keys.ORDER_ID, orderId)
                .put(Keys.SYMBOL, symbol)
                .put(Keys.SIDE, side)
                .put(Keys.QUANTITY, new BigDecimal(quantity))));
    }

    TradingDay cancel(String orderId) {
        return nexus(map -> map.put(Keys.TYPE, Types.CANCEL).put(Keys.ORDER_ID, orderId));
    }

    TradingDay ack(String platform, String orderId) {
        return platform(platform, map -> map.put(Keys.TYPE, Types.ORDER_ACK).put(Keys.ORDER_ID, orderId));
    }

    TradingDay reject(String platform, String orderId) {
        return platform(
                platform,
                map -> map.put(Keys.TYPE, Types.ORDER_REJECT)
                        .put(Keys.ORDER_ID, orderId)
                        .put(Keys.REASON, "no"));
    }

    TradingDay fill(String platform, String orderId, String symbol, String quantity, String price) {
        return fill(platform, orderId, symbol, quantity, price, map -> {});
    }

    TradingDay fill(
            String platform, String orderId, String symbol, String quantity, String price, Consumer<MapWriter> more) {
        return platform(
                platform,
                map -> more.accept(map.put(Keys.TYPE, Types.ORDER_FILL)
                        .put(Keys.ORDER_ID, orderId)
                        .put(Keys.SYMBOL, symbol)
                        .put(Keys.FILLED_QTY, new BigDecimal(quantity))
                        .put(Keys.FILL_PRICE, new BigDecimal(price))));
    }

    /** Whatever a platform may say. */
    TradingDay platform(String platform, Consumer<MapWriter> fields) {
        return input(RecordKind.PLATFORM_IN, platforms.getOrDefault(platform, 77), map(fields));
    }

    TradingDay nexus(Consumer<MapWriter> fields) {
        return input(RecordKind.NEXUS_IN, NEXUS, map(fields));
    }

    TradingDay operator(Consumer<MapWriter> fields) {
        return input(RecordKind.OPERATOR_IN, 50, map(fields));
    }

    TradingDay control(MapWriter payload) {
        return input(RecordKind.CONTROL, 0, payload);
    }

    ControlRecords controls() {
        return controls;
    }

    private MapWriter map(Consumer<MapWriter> fields) {
        message.reset().beginMap();
        fields.accept(message);
        return message.endMap();
    }

    TradingDay checkpoint() {
        MapWriter payload = controls.checkpoint(router);
        append(RecordKind.CHECKPOINT, 0, 0, payload.buffer(), payload.offset(), payload.length());
        return this;
    }

    /** The next output of this role does not reach the journal. */
    TradingDay dropNextOutput(Output.Role role) {
        dropped = role;
        return this;
    }

    /** The next output reaches the journal as other bytes. */
    TradingDay nextOutput(UnaryOperator<byte[]> altered) {
        alteration = altered;
        return this;
    }

    /** An ORDER on record that no signal has led to. */
    TradingDay orderWithoutSignal(int source, Consumer<MapWriter> more) {
        byte[] bytes = map(order -> more.accept(order.put(Keys.TYPE, Types.ORDER)
                        .put(Keys.SYMBOL, "NQ 03-25")
                        .put(Keys.SIDE, "BUY")
                        .put(Keys.QUANTITY, 1)))
                .toBytes();
        append(RecordKind.PLATFORM_OUT, source, inputSequence, bytes, 0, bytes.length);
        return this;
    }

    /** From here on nothing that the router makes reaches the journal. */
    TradingDay dying() {
        isDying = true;
        return this;
    }

    /** A new run, whose RECOVERY names what was lost. */
    TradingDay restart(String runId) throws IOException {
        isDying = false;
        run(runId, false);
        return this;
    }

    private TradingDay input(RecordKind kind, int source, MapWriter payload) {
        byte[] bytes = payload.toBytes();
        long sequence = append(kind, source, 0, bytes, 0, bytes.length);
        inputSequence = sequence;
        inputNanos = timeNanos;
        router.route(record.set(sequence, inputNanos, kind, 0, source, 0, bytes, 0, bytes.length), new Journaling());
        return this;
    }

    private long append(RecordKind kind, int source, long cause, byte[] payload, int offset, int length) {
        timeNanos += 1_000_000;
        return writer.append(kind, 0, source, cause, timeNanos, payload, offset, length);
    }

    /** The live router. */
    Router router() {
        return router;
    }

    /** Sequence of the last record. */
    long lastSequence() {
        return writer.nextSequence() - 1;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }

    private final class Journaling implements Outputs {
        @Override
        public void output(Output output) {
            if (!output.isStored()) {
                return;
            }
            if (output.role() == dropped) {
                dropped = null;
                return;
            }
            if (!isDying) {
                journal(output);
                return;
            }
            lost++;
            if (output.role() == Output.Role.ORDER) {
                lostOrders.add(output.ref());
            } else if (output.role() == Output.Role.NEXUS_EVENT && lostEventSeq == 0) {
                lostEventSeq = output.seq();
            }
        }

        private void journal(Output output) {
            byte[] bytes = Arrays.copyOfRange(output.buffer(), output.offset(), output.offset() + output.length());
            if (alteration != null) {
                bytes = alteration.apply(bytes);
                alteration = null;
            }
            append(output.kind(), output.source(), output.cause(), bytes, 0, bytes.length);
        }

        @Override
        public void note(Level level, long seq, String text) {
            // Nobody listens.
        }
    }
}
