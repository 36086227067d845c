package nexus.gateway.duty;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nexus.config.EdgeConfig.Durability;
import nexus.config.NormalForm;
import nexus.config.RouterConfig;
import nexus.gateway.port.Channel;
import nexus.gateway.router.ControlRecords;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.Router;
import nexus.gateway.router.RunFacts;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;

/**
 * Has the JVM compile what the first ticks and the first order will need, before a socket is open: routes made-up
 * messages through a router of its own, whose outputs go nowhere. Touches no journal, file, log or other router.
 *
 * <p>The first order takes half the time then, the first thousand ticks two thirds of it; the rest is in the sockets. Twice
 * the budget brought no more.
 */
final class WarmUp {
    private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int TICKS_PER_ORDER = 64;
    private static final int PLATFORM_SOURCE = 1;
    private static final int NEXUS_SOURCE = 2;
    private static final long START_NANOS = 1_000_000_000_000_000_000L;
    private static final long STEP_NANOS = 10_000L;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String PLATFORM = "warm";
    private static final String UNIVERSAL = "NQ";
    private static final String PLATFORM_SYMBOL = "NQ 03-25";

    private static final RunFacts RUN = new RunFacts(
            "WARMUP00", PLATFORM, PLATFORM, PLATFORM, PLATFORM, PLATFORM, PLATFORM, "", Durability.PROCESS.name());

    private final Router router = new Router();
    private final Outputs outputs;
    private final ControlRecords records = new ControlRecords();
    private final MapWriter map = new MapWriter(512);
    private final JournalRecord record = new JournalRecord();
    private long sequence;
    private long timeNanos = START_NANOS;
    private long orders;

    /** @param outputs takes what comes of it */
    WarmUp(Outputs outputs) {
        this.outputs = outputs;
    }

    /** Warms up for {@link #BUDGET_NANOS}. */
    static void run() {
        long begun = System.nanoTime();
        WarmUp warmUp = new WarmUp(new Dropped());
        warmUp.begin();
        while (System.nanoTime() - begun < BUDGET_NANOS) {
            warmUp.trade();
        }
    }

    /** Brings up one platform and NEXUS. */
    void begin() {
        RouterConfig routing = RouterConfig.of(
                List.of(new RouterConfig.Platform(PLATFORM, PLATFORM)),
                List.of(new RouterConfig.Mapping(
                        UNIVERSAL, PLATFORM, PLATFORM_SYMBOL, BigDecimal.ONE, BigDecimal.ONE, true)));
        control(RecordKind.RUN, records.run(RUN));
        control(RecordKind.CONFIG, records.config(NormalForm.of(routing), ""));
        control(RecordKind.CONTROL, records.peerUp(PLATFORM_SOURCE, Channel.PLATFORM.text(), "01", null));
        control(RecordKind.CONTROL, records.peerUp(NEXUS_SOURCE, Channel.NEXUS.text(), "02", null));
        control(RecordKind.CONTROL, records.nexusSettled(NEXUS_SOURCE));
        fromPlatform(begin(Types.REGISTER).put(Keys.PLATFORM, PLATFORM).endMap());
    }

    /** Some ticks, and one order that is filled. */
    void trade() {
        for (int i = 0; i < TICKS_PER_ORDER; i++) {
            fromPlatform(tick(i));
        }
        String orderId = "warm-" + orders++;
        route(RecordKind.NEXUS_IN, NEXUS_SOURCE, signal(orderId));
        fromPlatform(begin(Types.ORDER_ACK).put(Keys.ORDER_ID, orderId).endMap());
        fromPlatform(begin(Types.ORDER_FILL)
                .put(Keys.ORDER_ID, orderId)
                .put(Keys.SYMBOL, PLATFORM_SYMBOL)
                .put(Keys.FILLED_QTY, 1)
                .put(Keys.FILL_PRICE, 16_250.25)
                .endMap());
        control(RecordKind.CONTROL, records.clock(0));
        control(RecordKind.CHECKPOINT, records.checkpoint(router));
    }

    private MapWriter tick(int number) {
        return begin(Types.MARKET_DATA)
                .put(Keys.PLATFORM, PLATFORM)
                .beginMap(Keys.DATA)
                .put(Keys.SYMBOL, PLATFORM_SYMBOL)
                .put(Keys.PRICE, 16_250.25 + number)
                .put(Keys.VOLUME, 1 + number)
                .put(Keys.TIMESTAMP, timeNanos / NANOS_PER_SECOND)
                .endMap()
                .endMap();
    }

    private MapWriter signal(String orderId) {
        return begin(Types.SIGNAL)
                .put(Keys.SYMBOL, UNIVERSAL)
                .put(Keys.SIDE, "BUY")
                .put(Keys.QUANTITY, 1)
                .put(Keys.ORDER_ID, orderId)
                .put(Keys.TIMESTAMP, timeNanos / NANOS_PER_SECOND)
                .endMap();
    }

    private MapWriter begin(String type) {
        return map.reset().beginMap().put(Keys.TYPE, type);
    }

    private void control(RecordKind kind, MapWriter message) {
        route(kind, 0, message);
    }

    private void fromPlatform(MapWriter message) {
        route(RecordKind.PLATFORM_IN, PLATFORM_SOURCE, message);
    }

    private void route(RecordKind kind, int source, MapWriter message) {
        timeNanos += STEP_NANOS;
        record.set(++sequence, timeNanos, kind, 0, source, 0, message.buffer(), message.offset(), message.length());
        router.route(record, outputs);
    }

    /** Where the outputs go. */
    private static final class Dropped implements Outputs {
        @Override
        public void output(Output output) {
            // Nobody is connected.
        }

        @Override
        public void note(Level level, long seq, String text) {
            // Nothing has happened.
        }
    }
}
