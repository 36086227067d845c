package nexus.gateway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** How many ticks a second pass from a platform to NEXUS, through the gateway and through a bare forwarder. */
final class TicksMeasurement implements Measurement {
    private static final double TARGET_RATIO = 0.85;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Ticks under way, at the most. */
    private static final int WINDOW = 8_000;
    /** The client is warmed up by the first server; so each gets its turn twice. */
    private static final int WARM_UP_TURNS = 2;

    private final Size size;

    /**
     * How much.
     *
     * @param warmUp ticks through each server before the first round
     * @param rounds each of as many ticks through the forwarder, then through the gateway
     * @param ticks of a round
     */
    record Size(int warmUp, int rounds, int ticks) {
        long total() {
            return warmUp + (long) rounds * ticks;
        }
    }

    TicksMeasurement(Size size) {
        this.size = size;
    }

    @Override
    public String id() {
        return "ticks";
    }

    @Override
    public List<Figure> measure(BenchContext context) throws IOException, InterruptedException {
        return ServerPair.use(context, pair -> measure(pair, size, context.progress()));
    }

    private static List<Figure> measure(ServerPair pair, Size size, Consumer<String> progress)
            throws IOException, InterruptedException {
        BenchClients clients = pair.clients();
        Side bare = new Side(pair.forwarder(), clients);
        Side real = new Side(pair.gateway(), clients);
        progress.accept("warming up");
        pair.inTurns(WARM_UP_TURNS, server -> sideOf(server, bare, real).warmUp(size.warmUp() / WARM_UP_TURNS));
        Optional<Long> clientsBefore = clients.cpuNanos();
        pair.inTurns(size.rounds(), server -> {
            Side side = sideOf(server, bare, real);
            progress.accept("round %d of %d, %s: %,.0f ticks/s"
                    .formatted(side.rounds() + 1, size.rounds(), server.name(), side.round(size.ticks())));
        });
        List<Figure> figures = figures(bare, real, size, clients.tickBytes());
        Optional<Long> clientsAfter = clients.cpuNanos();
        if (clientsBefore.isPresent() && clientsAfter.isPresent()) {
            long ticks = 2L * size.rounds() * size.ticks();
            figures.add(Figure.of(
                    "ticks.cpu.clients",
                    "processor time of platform and NEXUS together per tick: what both servers share a processor with",
                    "ns",
                    null,
                    List.of((clientsAfter.get() - clientsBefore.get()) / (double) ticks)));
        }
        return figures;
    }

    private static Side sideOf(BenchServer server, Side bare, Side real) {
        return server == bare.server ? bare : real;
    }

    private static List<Figure> figures(Side bare, Side real, Size size, long tickBytes) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < size.rounds(); i++) {
            ratios.add(real.perSecond.get(i) / bare.perSecond.get(i));
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(
                "ticks.ratio",
                "ticks through the gateway, per tick through a bare forwarder",
                "ratio",
                ratios,
                Target.atLeast(TARGET_RATIO),
                List.of(
                        "platform -> server -> NEXUS over loopback, ticks of " + tickBytes + " bytes, at most " + WINDOW
                                + " under way; both clients in one process, on "
                                + Runtime.getRuntime().availableProcessors() + " processors",
                        "lost: 0 of " + size.total() + " through each; all in order"),
                List.of()));
        figures.add(Figure.of(
                "ticks.gateway",
                "through the gateway: journaled, decoded, translated",
                "ticks/s",
                null,
                real.perSecond));
        figures.add(Figure.of(
                "ticks.forwarder", "through a bare JeroMQ forwarder, same clients", "ticks/s", null, bare.perSecond));
        for (Side side : List.of(real, bare)) {
            side.addCosts(figures, size);
        }
        return figures;
    }

    /** One of the two servers, and what came of it. */
    private static final class Side {
        private final BenchServer server;
        private final BenchClients clients;
        private final List<Double> perSecond = new ArrayList<>();
        private final List<Double> cpuNanosPerTick = new ArrayList<>();

        Side(BenchServer server, BenchClients clients) {
            this.server = server;
            this.clients = clients;
        }

        int rounds() {
            return perSecond.size();
        }

        void warmUp(int ticks) throws IOException, InterruptedException {
            clients.flood(server, ticks, WINDOW);
            server.awaitIdle();
        }

        double round(int ticks) throws IOException, InterruptedException {
            Optional<Long> cpuBefore = server.cpuNanos();
            double rate = ticks * NANOS_PER_SECOND / clients.flood(server, ticks, WINDOW);
            perSecond.add(rate);
            server.awaitIdle();
            // After it has become idle: what it does for a tick afterwards is a cost of the tick, too.
            Optional<Long> cpuAfter = server.cpuNanos();
            if (cpuBefore.isPresent() && cpuAfter.isPresent()) {
                cpuNanosPerTick.add((cpuAfter.get() - cpuBefore.get()) / (double) ticks);
            }
            return rate;
        }

        void addCosts(List<Figure> figures, Size size) {
            if (!cpuNanosPerTick.isEmpty()) {
                figures.add(Figure.of(
                        "ticks.cpu." + server.name(),
                        "processor time of the " + server.name() + " per tick, all its threads and the kernel's part",
                        "ns",
                        null,
                        cpuNanosPerTick));
            }
            GcLog.Totals gc = server.gc();
            figures.add(new Figure(
                    "ticks.allocation." + server.name(),
                    "what the " + server.name() + " allocates per tick, all its threads, the library's part included",
                    "bytes",
                    List.of(gc.allocatedBytes() / (double) size.total()),
                    null,
                    List.of("%d collections, %.0f ms in all for %d ticks; at most %d MB left in use by one"
                            .formatted(gc.pauses(), gc.pauseMillis(), size.total(), gc.largestLeftBytes() >> 20)),
                    List.of()));
        }
    }
}
