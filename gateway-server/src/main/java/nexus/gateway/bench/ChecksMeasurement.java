package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.RouterConfig;
import nexus.journal.store.Settings;
import org.HdrHistogram.Histogram;

/**
 * What it costs that orders are safe: ticks and orders through two {@link TickPipeline}s, one whose configuration knows
 * nothing of futures, worth, limits and alerts, and one that has all of them; in short turns, so that both see the same
 * machine.
 *
 * <p>A gateway runs all day, so what counts is what an order costs once Java has compiled its way: that takes some hundred
 * thousand orders, which is what the rounds before the first are for. Each round has pipelines of its own, so that no
 * round has more to remember than another.
 */
final class ChecksMeasurement implements Measurement {
    private static final double TARGET_TICK_NANOS = 100;
    private static final double TARGET_ORDER_NANOS = 1_000;
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private static final double MEDIAN = 50;

    /** So many at a time through one pipeline, then through the other. */
    private static final int TICKS_A_TURN = 10_000;

    private static final int ORDERS_A_TURN = 100;

    /** One through the pipeline, and one for the copy of its router that takes the others. */
    private static final int TICKS_AT_OPENING = 2;

    /** Between two orders on the journal's clock: a rate that the limits let pass. */
    private static final long BETWEEN_ORDERS_NANOS = 2_000_000;

    /**
     * Every limit, each held; one position is open, so that its profit is worked out too. The symbol is a future, pinned to
     * the contract that the ticks name.
     */
    private static final String EVERYTHING = """
            platforms: {%1$s: {}}
            symbols: {%2$s: {%1$s: {symbol: "%2$s {MM}-{YY}", samePrice: true}}}
            exchanges: {X: {timeZone: UTC}}
            futures:
              %2$s: {exchange: X, root: %2$s, months: HMUZ, expiry: third friday, roll: monday before expiry, pin: 2025-03}
            instruments: {%2$s: {currency: USD, multiplier: 20, tickSize: 0.25}}
            fills: {maxDistance: 50%%, maxPriceAge: 1 d}
            alerts: {toNexus: true}
            risk:
              global:
                maxOrderQuantity: 100
                maxOrderNotional: 999999999
                maxPriceAge: 1 h
                priceCollar: 10 %%
                maxPosition: 999999999
                maxGrossExposure: 999999999999
                maxDailyLoss: 999999999
                maxSignalsPerSecond: 10000
                maxSignalsPerMinute: 100000
                maxOrdersPerSecond: 10000
                maxOrdersPerMinute: 100000
                duplicateWindow: 1 ms
                minConfidence: 0.5
              sessions:
                always: {timeZone: UTC, days: Mon Tue Wed Thu Fri Sat Sun, open: 00:00, close: 00:00, symbols: %2$s}
              onBreach: {maxDailyLoss: halt}
              killSwitch: {onNexusSilence: 1 d, cancelOnHalt: true}
            """;

    private final Size size;

    /**
     * How much.
     *
     * @param warmUp rounds before the first that counts
     * @param ticks in each round, of each kind
     * @param orders likewise
     */
    record Size(int warmUp, int rounds, int ticks, int orders) {}

    ChecksMeasurement(Size size) {
        this.size = size;
    }

    @Override
    public String id() {
        return "checks";
    }

    @Override
    public List<Figure> measure(BenchContext context) throws IOException {
        List<Double> plainTicks = new ArrayList<>();
        List<Double> addedToTicks = new ArrayList<>();
        List<Double> plainOrders = new ArrayList<>();
        List<Double> addedToOrders = new ArrayList<>();
        RouterConfig everything = everything(context.workFolder());
        for (int round = 1 - size.warmUp(); round <= size.rounds(); round++) {
            Path folder = context.workFolder().resolve("round");
            Round measured = measure(folder, everything);
            WorkFolder.removeTree(folder);
            if (round > 0) {
                context.progress()
                        .accept("round %d of %d: tick %.0f + %.0f ns, order p50 %.0f + %.0f ns"
                                .formatted(
                                        round,
                                        size.rounds(),
                                        measured.tick,
                                        measured.addedToTick,
                                        measured.order,
                                        measured.addedToOrder));
                plainTicks.add(measured.tick);
                addedToTicks.add(measured.addedToTick);
                plainOrders.add(measured.order);
                addedToOrders.add(measured.addedToOrder);
            }
        }
        return List.of(
                Figure.of("checks.tick", "the router's part of a tick, nothing configured", "ns", null, plainTicks),
                Figure.of(
                        "checks.tick.added",
                        "what contracts, worth, limits and alerts add to it",
                        "ns",
                        Target.atMost(TARGET_TICK_NANOS),
                        addedToTicks),
                Figure.of(
                        "checks.order",
                        "a signal to its order and acknowledgement, journaled, nothing configured, p50",
                        "ns",
                        null,
                        plainOrders),
                Figure.of(
                        "checks.order.added",
                        "what contracts, worth and all pre-trade checks add to it, p50",
                        "ns",
                        Target.atMost(TARGET_ORDER_NANOS),
                        addedToOrders));
    }

    private static RouterConfig everything(Path folder) throws IOException {
        Path file = folder.resolve("everything.yaml");
        Files.writeString(file, EVERYTHING.formatted(ServerFiles.PLATFORM, ServerFiles.UNIVERSAL_SYMBOL));
        try {
            return ConfigLoader.load(file).router();
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Opens a pipeline with one tick taken and one position held, and the router's copy that takes the ticks.
     *
     * @param config null for none of it
     */
    private static TickPipeline open(Path folder, RouterConfig config) throws IOException {
        Files.createDirectories(folder);
        TickPipeline pipeline = TickPipeline.open(folder, Settings.defaults(), own -> config == null ? own : config);
        pipeline.tick();
        pipeline.signal(pipeline.nextLimitSignal());
        pipeline.fillLast();
        pipeline.routeTick();
        return pipeline;
    }

    /** What a round found, ns: of ticks the mean, of orders the median. */
    private record Round(double tick, double addedToTick, double order, double addedToOrder) {}

    private Round measure(Path folder, RouterConfig everything) throws IOException {
        try (TickPipeline plain = open(folder.resolve("plain"), null);
                TickPipeline full = open(folder.resolve("full"), everything)) {
            long tickNanos = 0;
            long allTickNanos = 0;
            for (int done = 0; done < size.ticks(); done += TICKS_A_TURN) {
                int turn = Math.min(TICKS_A_TURN, size.ticks() - done);
                tickNanos += routeTicks(plain, turn);
                allTickNanos += routeTicks(full, turn);
            }
            Histogram orderNanos = new Histogram(LONGEST_NANOS, 3);
            Histogram allOrderNanos = new Histogram(LONGEST_NANOS, 3);
            for (int done = 0; done < size.orders(); done += ORDERS_A_TURN) {
                int turn = Math.min(ORDERS_A_TURN, size.orders() - done);
                order(plain, turn, orderNanos);
                order(full, turn, allOrderNanos);
            }
            plain.requireForwarded(size.ticks() + TICKS_AT_OPENING);
            full.requireForwarded(size.ticks() + TICKS_AT_OPENING);
            double tick = tickNanos / (double) size.ticks();
            double order = orderNanos.getValueAtPercentile(MEDIAN);
            return new Round(
                    tick,
                    allTickNanos / (double) size.ticks() - tick,
                    order,
                    allOrderNanos.getValueAtPercentile(MEDIAN) - order);
        }
    }

    private static long routeTicks(TickPipeline pipeline, int count) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            pipeline.routeTick();
        }
        return System.nanoTime() - start;
    }

    private static void order(TickPipeline pipeline, int count, Histogram nanos) {
        for (int i = 0; i < count; i++) {
            pipeline.advance(BETWEEN_ORDERS_NANOS);
            byte[] signal = pipeline.nextLimitSignal();
            long start = System.nanoTime();
            pipeline.signal(signal);
            nanos.recordValue(System.nanoTime() - start);
        }
    }
}
