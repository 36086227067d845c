package nexus.gateway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** How long a signal takes to come back to NEXUS as a fill, through the gateway and through a bare forwarder. */
final class RoundtripMeasurement implements Measurement {
    private static final double TARGET_RATIO = 1.15;
    private static final double MEDIAN = 50;
    /** No pause between two: else one measures how long processors take to wake up. */
    private static final int NO_PAUSE = 0;

    private static final int WINDOW = 1_000;
    private static final int DIGITS = 3;
    private static final int WARM_UP_TURNS = 2;

    private final Size size;

    /**
     * How much.
     *
     * @param warmUpTicks through each server: they warm up what trips have in common with them
     * @param warmUpTrips likewise
     * @param rounds each of as many trips through the forwarder, then through the gateway
     * @param trips of a round
     */
    record Size(int warmUpTicks, int warmUpTrips, int rounds, int trips) {}

    RoundtripMeasurement(Size size) {
        this.size = size;
    }

    @Override
    public String id() {
        return "roundtrip";
    }

    @Override
    public List<Figure> measure(BenchContext context) throws IOException, InterruptedException {
        return ServerPair.use(context, pair -> measure(pair, size, context.progress()));
    }

    private static List<Figure> measure(ServerPair pair, Size size, Consumer<String> progress)
            throws IOException, InterruptedException {
        Side bare = new Side(pair.forwarder(), pair.clients());
        Side real = new Side(pair.gateway(), pair.clients());
        progress.accept("warming up");
        pair.inTurns(
                WARM_UP_TURNS,
                server -> sideOf(server, bare, real)
                        .warmUp(size.warmUpTicks() / WARM_UP_TURNS, size.warmUpTrips() / WARM_UP_TURNS));
        pair.inTurns(size.rounds(), server -> {
            Side side = sideOf(server, bare, real);
            progress.accept("round %d of %d, %s: p50 %.0f µs"
                    .formatted(side.rounds() + 1, size.rounds(), server.name(), side.round(size.trips()) / 1e3));
        });
        return figures(bare, real);
    }

    private static Side sideOf(BenchServer server, Side bare, Side real) {
        return server == bare.server ? bare : real;
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

        int rounds() {
            return medians.size();
        }

        void warmUp(int ticks, int trips) throws IOException, InterruptedException {
            clients.flood(server, ticks, WINDOW);
            clients.trips(server, trips, NO_PAUSE);
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
