package nexus.gateway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How long a signal takes to come back to NEXUS as a fill, through the gateway and through a bare forwarder. */
final class RoundtripMeasurement implements Measurement {
    private static final double TARGET_RATIO = 1.15;
    private static final double MEDIAN = 50;
    /** No pause between two: else one measures how long processors take to wake up. */
    private static final int NO_PAUSE = 0;

    private static final int UNLIMITED = 0;
    private static final int WINDOW = 1_000;
    private static final int DIGITS = 3;
    private static final int WARM_UP_TURNS = 2;

    private final Size full;
    private final Size quick;

    /**
     * How much.
     *
     * @param warmUpTicks through each server: they warm up what trips have in common with them
     * @param warmUpTrips likewise
     * @param rounds each of as many trips through the forwarder, then through the gateway
     * @param trips of a round
     */
    record Size(int warmUpTicks, int warmUpTrips, int rounds, int trips) {}

    RoundtripMeasurement() {
        this(new Size(500_000, 30_000, 7, 3_000), new Size(100_000, 5_000, 3, 1_000));
    }

    /** As above, in sizes of one's own. */
    RoundtripMeasurement(Size full, Size quick) {
        this.full = full;
        this.quick = quick;
    }

    @Override
    public String id() {
        return "roundtrip";
    }

    @Override
    public List<Figure> measure(BenchContext context) throws IOException, InterruptedException {
        Size size = context.quick() ? quick : full;
        try (BenchServer forwarder = BenchServer.forwarder(context.programs());
                BenchServer gateway = BenchServer.gateway(context.programs(), ServerFiles.in(context.workFolder()));
                BenchClients clients = BenchClients.start(context.programs())) {
            Side bare = new Side(forwarder, clients);
            Side real = new Side(gateway, clients);
            List<Side> sides = List.of(bare, real);
            for (Side side : sides) {
                clients.connect(side.server);
            }
            for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
                for (Side side : sides) {
                    context.progress().accept("roundtrip: warming up the " + side.server.name());
                    side.warmUp(size.warmUpTicks() / WARM_UP_TURNS, size.warmUpTrips() / WARM_UP_TURNS);
                }
            }
            for (int round = 1; round <= size.rounds(); round++) {
                for (Side side : sides) {
                    double median = side.round(size.trips());
                    context.progress()
                            .accept("roundtrip: round %d of %d, %s: p50 %.0f µs"
                                    .formatted(round, size.rounds(), side.server.name(), median / 1e3));
                }
            }
            return figures(bare, real);
        }
    }

    private static List<Figure> figures(Side bare, Side real) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < real.medians.size(); i++) {
            ratios.add(real.medians.get(i) / bare.medians.get(i));
        }
        return List.of(
                new Figure(
                        "roundtrip.ratio",
                        "signal -> order -> fill -> NEXUS through the gateway, per the same through a bare forwarder, p50",
                        "ratio",
                        ratios,
                        Target.atMost(TARGET_RATIO),
                        List.of("one at a time, the next at once; the platform fills at once. Through the forwarder the"
                                + " platform gets the signal itself"),
                        List.of(new Distribution("gateway", real.all), new Distribution("forwarder", bare.all))),
                Figure.of("roundtrip.gateway", "round trip through the gateway, p50", "ns", null, real.medians),
                Figure.of("roundtrip.forwarder", "round trip through a bare forwarder, p50", "ns", null, bare.medians));
    }

    /** One of the two servers, and what came of it. */
    private static final class Side {
        private final BenchServer server;
        private final BenchClients clients;
        private final List<Double> medians = new ArrayList<>();
        private final Histogram all = new Histogram(DIGITS);

        Side(BenchServer server, BenchClients clients) {
            this.server = server;
            this.clients = clients;
        }

        void warmUp(int ticks, int trips) throws IOException, InterruptedException {
            clients.flood(server, ticks, WINDOW);
            clients.trips(server, trips, UNLIMITED);
            server.awaitIdle();
        }

        double round(int trips) throws IOException, InterruptedException {
            Histogram nanos = clients.trips(server, trips, NO_PAUSE);
            double median = nanos.getValueAtPercentile(MEDIAN);
            medians.add(median);
            all.add(nanos);
            server.awaitIdle();
            return median;
        }
    }
}
