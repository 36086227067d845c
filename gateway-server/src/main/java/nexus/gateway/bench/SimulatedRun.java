package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import nexus.config.ConfigException;
import nexus.config.EdgeConfig;
import nexus.config.GatewayConfig;
import nexus.gateway.clock.ClockWatch;
import nexus.gateway.duty.Gateway;
import nexus.gateway.duty.Surroundings;
import nexus.gateway.edge.Edge;
import nexus.journal.store.Settings;

/**
 * Days of trading at full speed: the gateway itself, with its journal, follower, snapshots and disk watch, but with
 * simulated time and simulated peers in place of clocks and sockets. What it leaves is a journal like any other.
 *
 * <p>The same seed makes the same ticks and the same signals; what comes of them may differ a little, for the follower
 * and the disk keep their own time.
 */
final class SimulatedRun {
    /** Long past, so that a real gateway on the same folder continues the journal's time. */
    private static final Instant BEGIN = Instant.parse("2024-01-01T06:00:00Z");

    private static final String FREE_PORT = "tcp://127.0.0.1:0";
    private static final int SECONDS_PER_DAY = 86_400;
    private static final long SMALL_DISK_BYTES = 1 << 20;
    private static final long DEFAULT_BEHIND = 4_000_000;
    private static final int PROGRESS_LINES = 20;
    private static final int STRETCHES = 10;
    private static final long BYTES_PER_MB = 1_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Path dataFolder;
    private final Plan plan;
    private final GatewayConfig config;
    private final Settings settings;
    private final SimulatedTime time = new SimulatedTime(TimeUnit.SECONDS.toNanos(BEGIN.getEpochSecond()));
    private final SimulatedPeers peers;
    private final List<MemorySample> memory = new ArrayList<>();
    private Consumer<String> progress;
    private long ticksNanos;
    private long samplingNanos;
    private long nextLineTick;
    private long nextSampleTick;
    private long lastLineTick;
    private long lastLineNanos;

    /**
     * What is to happen.
     *
     * @param ticks in all, 1 or more
     * @param orders in all
     * @param days of 24 hours over which the ticks are spread, 1 or more
     * @param restarts how often the gateway is stopped and started again, the last time after the last tick
     * @param samples of memory, each of which collects garbage; 0 for none
     * @param mostBehind records that the follower may fall behind before the platforms are held back
     * @param seed of everything that is left to chance
     */
    record Plan(long ticks, int orders, int days, int restarts, int samples, long mostBehind, long seed) {
        long tickDueNanos(long tick) {
            return (long) ((double) tick / ticks * TimeUnit.DAYS.toNanos(days));
        }
    }

    /**
     * Prepares a run.
     *
     * @param dataFolder empty or not there yet
     * @param config one of {@link #config}
     */
    SimulatedRun(Path dataFolder, Plan plan, GatewayConfig config, Settings settings) {
        this.dataFolder = dataFolder;
        this.plan = plan;
        this.config = config;
        this.settings = settings;
        SimulatedOrders orders = new SimulatedOrders(plan.orders(), new Random(plan.seed()));
        TickTimes tickTimes = new TickTimes(Math.max(1, plan.ticks() / STRETCHES));
        peers = new SimulatedPeers(
                new SimulatedPlatforms(time, orders, tickTimes, plan::tickDueNanos, new Random(plan.seed() + 1)),
                new SimulatedNexus(time, orders, new Random(plan.seed() + 2)),
                new FollowerWatch(plan.mostBehind()),
                orders,
                tickTimes,
                plan.ticks(),
                plan.orders());
        nextSampleTick = plan.samples() == 0 ? Long.MAX_VALUE : plan.ticks() / plan.samples();
    }

    /**
     * One for a journal to work on: one run of the gateway, which ends in good order, with as many snapshots as usual for
     * so many records.
     */
    static SimulatedRun of(Path dataFolder, long ticks, int orders, int days, long seed) {
        Plan plan = new Plan(ticks, orders, days, 0, 0, DEFAULT_BEHIND, seed);
        EdgeConfig standard = EdgeConfig.standard();
        GatewayConfig config = config(SMALL_DISK_BYTES, standard.snapshotRecords(), TimeUnit.DAYS.toMillis(1));
        return new SimulatedRun(dataFolder, plan, config, Settings.defaults());
    }

    /**
     * A configuration with the simulated platforms, and with endpoints that are opened for a moment only.
     *
     * @param diskBytes the reserve, and what must be free beside it
     * @param snapshotRecords a snapshot after so many; days pass too fast for one every few minutes
     * @param forgetIdsAfterMillis how long ended orders are remembered, in simulated time
     */
    static GatewayConfig config(long diskBytes, int snapshotRecords, long forgetIdsAfterMillis) {
        EdgeConfig standard = EdgeConfig.standard();
        EdgeConfig edge = new EdgeConfig(
                FREE_PORT,
                FREE_PORT,
                FREE_PORT,
                standard.durability(),
                standard.maxFrameBytes(),
                standard.maxQueuedMessages(),
                diskBytes,
                diskBytes,
                snapshotRecords,
                SECONDS_PER_DAY);
        return new GatewayConfig(edge, SimulatedPlatforms.config(forgetIdsAfterMillis));
    }

    /**
     * Runs to the end, on this thread.
     *
     * @throws IOException if the data folder has a journal already or cannot be used
     */
    SimulatedResult run(Consumer<String> progressLines) throws IOException {
        if (Files.exists(dataFolder.resolve("journal"))) {
            throw new IOException("a simulated run needs an empty data folder, " + dataFolder + " has a journal");
        }
        Files.createDirectories(dataFolder);
        progress = progressLines;
        lastLineNanos = System.nanoTime();
        for (int i = 1; i <= plan.restarts(); i++) {
            runGateway(new SimulatedPeers.Until(plan.ticks() * i / plan.restarts(), false));
        }
        runGateway(new SimulatedPeers.Until(plan.ticks(), true));
        return result();
    }

    private void runGateway(SimulatedPeers.Until until) throws IOException {
        SimulatedEdge edge = new SimulatedEdge(time, peers, until, this::betweenTurns);
        UnaryOperator<Edge> inPlaceOfSockets = sockets -> {
            sockets.close();
            return edge;
        };
        Surroundings surroundings = new Surroundings(
                time::wallNanos,
                time::elapsedNanos,
                settings,
                UnaryOperator.identity(),
                inPlaceOfSockets,
                UnaryOperator.identity(),
                clock -> ClockWatch.silent());
        try (Gateway gateway = Gateway.open(config, dataFolder, SimulatedRun::noReload, surroundings)) {
            edge.stopsBy(gateway::stop);
            time.hold();
            if (!gateway.run()) {
                peers.orders().problem("the gateway did not end cleanly");
            }
        }
        ticksNanos += edge.ticksNanos();
    }

    private static GatewayConfig noReload() throws ConfigException {
        throw new ConfigException(List.of("a simulated run has no configuration file"));
    }

    private void betweenTurns() {
        long ticks = peers.platforms().ticksSent();
        if (ticks >= nextSampleTick) {
            nextSampleTick += plan.ticks() / plan.samples();
            long began = System.nanoTime();
            memory.add(MemorySample.take(ticks));
            samplingNanos += System.nanoTime() - began;
        }
        if (ticks >= nextLineTick) {
            nextLineTick += Math.max(1, plan.ticks() / PROGRESS_LINES);
            tellProgress(ticks);
        }
    }

    private void tellProgress(long ticks) {
        long now = System.nanoTime();
        double rate = (ticks - lastLineTick) * NANOS_PER_SECOND / Math.max(1, now - lastLineNanos);
        lastLineTick = ticks;
        lastLineNanos = now;
        String heap = memory.isEmpty()
                ? ""
                : ", heap " + memory.get(memory.size() - 1).heapBytes() / BYTES_PER_MB + " MB";
        progress.accept(String.format(
                Locale.ROOT,
                "%s: %,d of %,d ticks, %,.0f a second, follower at most %,d records behind%s",
                Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(time.wallNanos())),
                ticks,
                plan.ticks(),
                rate,
                peers.watch().furthestBehind(),
                heap));
    }

    private SimulatedResult result() {
        SimulatedOrders orders = peers.orders();
        TickTimes times = peers.tickTimes();
        if (times.forwarded() != times.expected()) {
            orders.problem(times.forwarded() + " ticks were forwarded, not the " + times.expected()
                    + " that came while NEXUS was up");
        }
        return new SimulatedResult(
                plan.seed(),
                peers.watch().records(),
                peers.platforms().ticksSent(),
                times.forwarded(),
                orders.ordersReceived(),
                orders.acknowledgements(),
                orders.fills(),
                orders.fillsTold(),
                plan.restarts(),
                peers.nexus().sessions(),
                ticksNanos - samplingNanos,
                peers.watch().heldNanos(),
                peers.watch().furthestBehind(),
                List.copyOf(memory),
                times.stretches(),
                orders.problems());
    }
}
