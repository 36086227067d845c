package nexus.gateway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What sealing costs the hot path: two gateways, one that seals as shipped and one that does not, under the same steady load
 * and then flooded, in turns within one run.
 */
final class SealsMeasurement implements Measurement {
    private static final int TICKS_PER_SECOND = 20_000;
    private static final int SIGNALS_PER_SECOND = 100;
    private static final int UNLIMITED = 0;
    private static final int WINDOW = 8_000;
    private static final int ANSWER_SECONDS = 60;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double TARGET_MEDIAN = 1.1;
    private static final double TARGET_TAIL = 1.25;
    private static final double TARGET_THROUGHPUT = 0.95;

    private final Size size;

    /**
     * How much.
     *
     * @param warmUpTicks through each gateway, as fast as they pass
     * @param warmUpTrips signals through each, one after the other
     * @param rounds each of a steady load and a flood through either
     * @param roundSeconds of steady load
     * @param floodTicks of a flood
     */
    record Size(int warmUpTicks, int warmUpTrips, int rounds, int roundSeconds, int floodTicks) {}

    SealsMeasurement(Size size) {
        this.size = size;
    }

    @Override
    public String id() {
        return "seals";
    }

    @Override
    public List<Figure> measure(BenchContext context) throws IOException, InterruptedException {
        ServerFiles unsealed = ServerFiles.in(context.workFolder().resolve("without"), "seals: { enabled: false }\n");
        ServerFiles sealed = ServerFiles.in(context.workFolder().resolve("with"));
        try (AskedProgram plain = BenchServer.startTimed(context.programs(), unsealed);
                AskedProgram sealing = BenchServer.startTimed(context.programs(), sealed);
                BenchServer without = BenchServer.timed("without", plain);
                BenchServer with = BenchServer.timed("with", sealing);
                BenchClients clients = BenchClients.start(context.programs())) {
            List<Side> sides = List.of(new Side(plain, without, clients), new Side(sealing, with, clients));
            context.progress().accept("warming up");
            for (Side side : sides) {
                clients.connect(side.server);
                clients.flood(side.server, size.warmUpTicks(), WINDOW);
                clients.trips(side.server, size.warmUpTrips(), UNLIMITED);
            }
            // The first of these is part of the warm-up.
            for (int round = 0; round <= size.rounds(); round++) {
                for (Side side : sides) {
                    side.round(size, round > 0);
                }
                context.progress()
                        .accept("round %d of %d: %s; %s"
                                .formatted(
                                        round,
                                        size.rounds(),
                                        sides.get(0).last(),
                                        sides.get(1).last()));
            }
            return figures(sides.get(0), sides.get(1));
        }
    }

    private List<Figure> figures(Side without, Side with) {
        List<Figure> figures = new ArrayList<>();
        String load = "%,d ticks/s and %d signals/s for %d s a round; a seal per 10,000 records"
                .formatted(TICKS_PER_SECOND, SIGNALS_PER_SECOND, size.roundSeconds());
        add(
                figures,
                "tick.p50",
                "a tick is inside, p50",
                "ns",
                Target.atMost(TARGET_MEDIAN),
                load,
                s -> s.tickMedians,
                without,
                with);
        add(
                figures,
                "tick.p99",
                "a tick is inside, p99",
                "ns",
                Target.atMost(TARGET_TAIL),
                "",
                s -> s.tickTails,
                without,
                with);
        add(
                figures,
                "order.p50",
                "an order is inside, p50",
                "ns",
                Target.atMost(TARGET_MEDIAN),
                "",
                s -> s.orderMedians,
                without,
                with);
        add(
                figures,
                "order.p99",
                "an order is inside, p99",
                "ns",
                Target.atMost(TARGET_TAIL),
                "",
                s -> s.orderTails,
                without,
                with);
        String flood = "%,d ticks a round, as fast as they pass".formatted(size.floodTicks());
        add(
                figures,
                "ticks",
                "ticks pass",
                "ticks/s",
                Target.atLeast(TARGET_THROUGHPUT),
                flood,
                s -> s.perSecond,
                without,
                with);
        if (!with.cpuNanos.isEmpty() && with.cpuNanos.size() == without.cpuNanos.size()) {
            List<Double> more = new ArrayList<>();
            for (int i = 0; i < with.cpuNanos.size(); i++) {
                more.add(with.cpuNanos.get(i) - without.cpuNanos.get(i));
            }
            figures.add(Figure.of(
                    "seals.cpu", "processor time that sealing takes per record, on another thread", "ns", null, more));
        }
        return figures;
    }

    /** One value a round of one side. */
    private interface Values {
        List<Double> of(Side side);
    }

    private static void add(
            List<Figure> figures,
            String id,
            String what,
            String unit,
            Target target,
            String remark,
            Values values,
            Side without,
            Side with) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < values.of(with).size(); i++) {
            ratios.add(values.of(with).get(i) / values.of(without).get(i));
        }
        figures.add(new Figure(
                "seals." + id + ".ratio",
                what + ": with seals / without",
                "ratio",
                ratios,
                target,
                remark.isEmpty() ? List.of() : List.of(remark),
                List.of()));
        figures.add(Figure.of("seals." + id + ".with", what + ", with seals", unit, null, values.of(with)));
        figures.add(Figure.of("seals." + id + ".without", what + ", without", unit, null, values.of(without)));
    }

    /** One of the two gateways, and what came of it, one value a round. */
    private static final class Side {
        private final AskedProgram program;
        private final BenchServer server;
        private final BenchClients clients;
        private final List<Double> tickMedians = new ArrayList<>();
        private final List<Double> tickTails = new ArrayList<>();
        private final List<Double> orderMedians = new ArrayList<>();
        private final List<Double> orderTails = new ArrayList<>();
        private final List<Double> perSecond = new ArrayList<>();
        private final List<Double> cpuNanos = new ArrayList<>();

        Side(AskedProgram program, BenchServer server, BenchClients clients) {
            this.program = program;
            this.server = server;
            this.clients = clients;
        }

        void round(Size size, boolean counts) throws IOException, InterruptedException {
            server.awaitIdle();
            program.ask("round", ANSWER_SECONDS);
            clients.steady(server, size.roundSeconds(), TICKS_PER_SECOND, SIGNALS_PER_SECOND);
            Answer seen = program.ask("round", ANSWER_SECONDS);
            server.awaitIdle();
            Optional<Long> before = server.cpuNanos();
            long nanos = clients.flood(server, size.floodTicks(), WINDOW);
            server.awaitIdle();
            Optional<Long> after = server.cpuNanos();
            if (counts) {
                Histogram ticks = seen.histogram("ticks");
                Histogram orders = seen.histogram("orders");
                tickMedians.add((double) ticks.getValueAtPercentile(50));
                tickTails.add((double) ticks.getValueAtPercentile(99));
                orderMedians.add((double) orders.getValueAtPercentile(50));
                orderTails.add((double) orders.getValueAtPercentile(99));
                perSecond.add(size.floodTicks() * NANOS_PER_SECOND / nanos);
                if (before.isPresent() && after.isPresent()) {
                    cpuNanos.add((after.get() - before.get()) / (double) size.floodTicks());
                }
            }
        }

        String last() {
            int last = perSecond.size() - 1;
            return last < 0
                    ? server.name() + " warm"
                    : "%s tick p50 %.0f ns, p99 %.0f ns, %,.0f ticks/s"
                            .formatted(server.name(), tickMedians.get(last), tickTails.get(last), perSecond.get(last));
        }
    }
}
