package nexus.gateway.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import nexus.config.NormalForm;
import nexus.config.RouterConfig;
import nexus.gateway.duty.Surroundings;
import nexus.gateway.router.Output;
import nexus.gateway.router.OutputDigest;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.Router;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.JournalWriter;
import nexus.journal.store.Pretoucher;
import nexus.journal.store.Settings;

/**
 * What the gateway does with a tick between the sockets: append with checksum, decode, route, encode, digest. One
 * platform, one NEXUS that takes everything, all on the calling thread; only the pages are touched by another.
 */
final class TickPipeline implements Outputs, AutoCloseable {
    private static final int PLATFORM_SOURCE = 1;
    private static final int NEXUS_SOURCE = 2;
    private static final double FIRST_PRICE = 18_000;
    private static final double PRICE_STEP = 0.25;
    /** A mask: prices repeat after so many and one. */
    private static final int PRICES = 4_095;

    private static final double CONFIDENCE = 0.9;
    private static final int VOLUME = 3;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final JournalWriter journal;
    private final Pretoucher pretoucher;
    private final Router router = new Router();
    private final JournalRecord record = new JournalRecord();
    private final TickTemplate tick = new TickTemplate(ServerFiles.PLATFORM, ServerFiles.PLATFORM_SYMBOL);
    private final long epochOffsetNanos;
    private long shiftNanos;
    private long ticksIn;
    private long ticksOut;
    private long signals;
    private long ordersOut;
    private Router aside;
    private long asideSequence;

    private TickPipeline(JournalWriter journal, Settings settings, long epochOffsetNanos) {
        this.journal = journal;
        this.pretoucher = Pretoucher.start(journal, settings);
        this.epochOffsetNanos = epochOffsetNanos;
    }

    /** Opens a journal in an empty folder, and registers a platform and a NEXUS. */
    static TickPipeline open(Path folder, Settings settings) throws IOException {
        return open(folder, settings, UnaryOperator.identity());
    }

    /**
     * As above.
     *
     * @param more makes the configuration out of the plain one
     */
    static TickPipeline open(Path folder, Settings settings, UnaryOperator<RouterConfig> more) throws IOException {
        long offset = Surroundings.real().wallNanos().getAsLong() - System.nanoTime();
        JournalWriter journal = JournalWriter.open(folder, "bench", 1, () -> System.nanoTime() + offset, settings);
        TickPipeline pipeline = new TickPipeline(journal, settings, offset);
        try {
            pipeline.register(more);
            return pipeline;
        } catch (RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }

    private void register(UnaryOperator<RouterConfig> more) {
        RouterConfig config = more.apply(RouterConfig.of(
                List.of(new RouterConfig.Platform(ServerFiles.PLATFORM, ServerFiles.PLATFORM)),
                List.of(new RouterConfig.Mapping(
                        ServerFiles.UNIVERSAL_SYMBOL,
                        ServerFiles.PLATFORM,
                        ServerFiles.PLATFORM_SYMBOL,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        true))));
        input(
                RecordKind.RUN,
                0,
                message(Types.RUN)
                        .put(Keys.JOURNAL_ID, "BENCHRUN")
                        .put(Keys.RUN_ID, "bench")
                        .put(Keys.ROUTER_VERSION, Router.VERSION));
        input(
                RecordKind.CONFIG,
                0,
                message(Types.CONFIG)
                        .put(Keys.CONFIGURATION, NormalForm.of(config))
                        .put(Keys.EDGE_HASH, ""));
        peerUp(PLATFORM_SOURCE, "platform");
        peerUp(NEXUS_SOURCE, "nexus");
        input(RecordKind.CONTROL, 0, message(Types.NEXUS_SETTLED).put(Keys.SOURCE, NEXUS_SOURCE));
        input(
                RecordKind.PLATFORM_IN,
                PLATFORM_SOURCE,
                message(Types.REGISTER).put(Keys.PLATFORM, ServerFiles.PLATFORM));
    }

    private void peerUp(int source, String endpoint) {
        input(
                RecordKind.CONTROL,
                0,
                message(Types.PEER_UP)
                        .put(Keys.SOURCE, source)
                        .put(Keys.ENDPOINT, endpoint)
                        .put(Keys.IDENTITY, "0" + source));
    }

    /** A signal that was not there before, and is no tick. */
    byte[] nextSignal() {
        signals++;
        return message(Types.SIGNAL)
                .put(Keys.SYMBOL, ServerFiles.UNIVERSAL_SYMBOL)
                .put(Keys.SIDE, signals % 2 == 0 ? "BUY" : "SELL")
                .put(Keys.QUANTITY, 1)
                .put(Keys.ORDER_ID, "bench-" + signals)
                .put(Keys.TIMESTAMP, nowNanos() / (double) NANOS_PER_SECOND)
                .endMap()
                .toBytes();
    }

    /** As above, with all that limits can be held against: a price that is near the last one, and a confidence. */
    byte[] nextLimitSignal() {
        signals++;
        return message(Types.SIGNAL)
                .put(Keys.SYMBOL, ServerFiles.UNIVERSAL_SYMBOL)
                .put(Keys.SIDE, signals % 2 == 0 ? "BUY" : "SELL")
                .put(Keys.QUANTITY, 1)
                .put(Keys.ORDER_ID, "bench-" + signals)
                .put(Keys.ORDER_TYPE, "LIMIT")
                .put(Keys.LIMIT_PRICE, FIRST_PRICE)
                .put(Keys.CONFIDENCE, CONFIDENCE)
                .put(Keys.TIMESTAMP, nowNanos() / (double) NANOS_PER_SECOND)
                .endMap()
                .toBytes();
    }

    /** The platform has filled the last signal's order. */
    void fillLast() {
        input(
                RecordKind.PLATFORM_IN,
                PLATFORM_SOURCE,
                message(Types.ORDER_FILL)
                        .put(Keys.ORDER_ID, "bench-" + signals)
                        .put(Keys.SYMBOL, ServerFiles.PLATFORM_SYMBOL)
                        .put(Keys.FILLED_QTY, 1)
                        .put(Keys.FILL_PRICE, FIRST_PRICE));
    }

    /** A signal's way: to the journal, to an order, and with that and its acknowledgement to the journal again. */
    void signal(byte[] signal) {
        append(RecordKind.NEXUS_IN, NEXUS_SOURCE, signal);
        router.route(record, this);
    }

    private static MapWriter message(String type) {
        return new MapWriter(256).reset().beginMap().put(Keys.TYPE, type);
    }

    private void input(RecordKind kind, int source, MapWriter message) {
        byte[] bytes = message.endMap().toBytes();
        append(kind, source, bytes);
        router.route(record, this);
    }

    /** One tick, from the message as it came to the message as it would be sent. */
    void tick() {
        append(RecordKind.PLATFORM_IN, PLATFORM_SOURCE, nextTick());
        router.route(record, this);
    }

    /** The journal's part of a tick. */
    void appendTick() {
        append(RecordKind.PLATFORM_IN, PLATFORM_SOURCE, nextTick());
    }

    /** The router's part of a tick, by a copy of the router: the journal does not hear of it. */
    void routeTick() {
        if (aside == null) {
            aside = copyOfRouter();
            asideSequence = journal.nextSequence();
        }
        byte[] bytes = nextTick();
        record.set(asideSequence++, nowNanos(), RecordKind.PLATFORM_IN, 0, PLATFORM_SOURCE, 0, bytes, 0, bytes.length);
        aside.route(record, this);
    }

    private byte[] nextTick() {
        ticksIn++;
        return tick.with(FIRST_PRICE + (ticksIn & PRICES) * PRICE_STEP, VOLUME, nowNanos() / (double) NANOS_PER_SECOND);
    }

    private void append(RecordKind kind, int source, byte[] bytes) {
        long timeNanos = nowNanos();
        long sequence = journal.append(kind, 0, source, 0, timeNanos, bytes, 0, bytes.length);
        record.set(sequence, timeNanos, kind, 0, source, 0, bytes, 0, bytes.length);
    }

    /** The journal's time, nanoseconds since the epoch. */
    private long nowNanos() {
        return System.nanoTime() + epochOffsetNanos + shiftNanos;
    }

    /** Puts the journal's clock forward, across midnight if need be. */
    void advance(long nanos) {
        shiftNanos += nanos;
    }

    /** Appends the digest of all outputs so far, for a replay to compare. */
    void checkpoint() {
        OutputDigest digest = router.digest();
        append(
                RecordKind.CHECKPOINT,
                0,
                message(Types.CHECKPOINT)
                        .put(Keys.LAST_SEQUENCE, router.lastInput())
                        .put(Keys.CRC, Integer.toUnsignedLong(digest.crc()))
                        .put(Keys.COUNT, digest.count())
                        .put(Keys.BYTES, digest.bytes())
                        .endMap()
                        .toBytes());
    }

    /**
     * Makes sure that what was measured is what was meant.
     *
     * @param routed ticks, since the pipeline was opened
     * @throws IOException if not every one of them was handed out for NEXUS, or a signal became no order
     */
    void requireForwarded(long routed) throws IOException {
        if (ticksOut != routed) {
            throw new IOException(ticksOut + " of " + routed + " ticks were handed out for NEXUS");
        }
        if (ordersOut != signals) {
            throw new IOException(ordersOut + " orders came of " + signals + " signals");
        }
    }

    /** Length of one tick's payload in bytes. */
    int tickLength() {
        return tick.length();
    }

    JournalWriter journal() {
        return journal;
    }

    /** A router that stands where this one does, behind the journal's last record. */
    Router copyOfRouter() {
        return Router.ofState(router.stateBytes());
    }

    @Override
    public void output(Output output) {
        if (!output.isStored()) {
            ticksOut++;
        } else {
            ordersOut += output.role() == Output.Role.ORDER ? 1 : 0;
            journal.append(
                    output.kind(),
                    0,
                    output.source(),
                    output.cause(),
                    nowNanos(),
                    output.buffer(),
                    output.offset(),
                    output.length());
        }
    }

    @Override
    public void note(Level level, long seq, String text) {
        // The log is not what is measured.
    }

    @Override
    public void close() throws IOException {
        pretoucher.close();
        journal.close();
    }
}
