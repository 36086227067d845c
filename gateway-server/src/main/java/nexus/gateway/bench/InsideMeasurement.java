package nexus.gateway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How long a tick and an order are inside the gateway, from the socket's hand-over to the hand-over to the socket. */
final class InsideMeasurement implements Measurement {
    private static final int TICKS_PER_SECOND = 20_000;
    private static final int SIGNALS_PER_SECOND = 100;
    private static final int NO_SIGNALS = 0;
    private static final int UNLIMITED = 0;
    private static final int WINDOW = 1_000;
    private static final int DIGITS = 3;
    private static final int ANSWER_SECONDS = 60;
    private static final double TARGET_P50_NANOS = 3_000;
    private static final double TARGET_P99_NANOS = 20_000;

    private final Size size;

    /**
     * How much.
     *
     * @param warmUpTicks as fast as they pass
     * @param warmUpTrips signals, one after the other
     * @param rounds of steady load; one with ticks alone follows
     * @param roundSeconds each
     */
    record Size(int warmUpTicks, int warmUpTrips, int rounds, int roundSeconds) {}

    InsideMeasurement(Size size) {
        this.size = size;
    }

    @Override
    public String id() {
        return "inside";
    }

    @Override
    public List<Figure> measure(BenchContext context) throws IOException, InterruptedException {
        try (AskedProgram program = BenchServer.startTimed(context.programs(), ServerFiles.in(context.workFolder()));
                BenchServer gateway = BenchServer.timed("timed", program);
                BenchClients clients = BenchClients.start(context.programs())) {
            clients.connect(gateway);
            context.progress().accept("warming up");
            clients.flood(gateway, size.warmUpTicks(), WINDOW);
            clients.trips(gateway, size.warmUpTrips(), UNLIMITED);
            // The first of these is part of the warm-up.
            Times ticks =
                    new Times("ticks", "tick", "a tick is inside the gateway: received -> handed to NEXUS' socket");
            Times orders = new Times(
                    "orders",
                    "order",
                    "an order is inside the gateway: signal received -> handed to the platform's socket");
            for (int round = 0; round <= size.rounds(); round++) {
                gateway.awaitIdle();
                program.ask("round", ANSWER_SECONDS);
                BenchClients.Steady load =
                        clients.steady(gateway, size.roundSeconds(), TICKS_PER_SECOND, SIGNALS_PER_SECOND);
                Answer seen = program.ask("round", ANSWER_SECONDS);
                if (round > 0) {
                    ticks.add(seen, load);
                    orders.add(seen, load);
                    context.progress()
                            .accept("round %d of %d: tick p50 %.0f ns, order p50 %.0f ns"
                                    .formatted(round, size.rounds(), ticks.lastMedian(), orders.lastMedian()));
                }
            }
            List<Figure> figures = new ArrayList<>();
            ticks.addTo(figures);
            orders.addTo(figures);
            context.progress().accept("allocation");
            addMemory(figures, program, clients, gateway, size.roundSeconds());
            return figures;
        }
    }

    private static void addMemory(
            List<Figure> figures, AskedProgram program, BenchClients clients, BenchServer gateway, int seconds)
            throws IOException, InterruptedException {
        program.ask("round", ANSWER_SECONDS);
        long ticks =
                clients.steady(gateway, seconds, TICKS_PER_SECOND, NO_SIGNALS).ticks();
        Answer seen = program.ask("round", ANSWER_SECONDS);
        figures.add(new Figure(
                "inside.allocation",
                "what the gateway's thread allocates per tick, JeroMQ's part included",
                "bytes",
                List.of(seen.number("allocated") / (double) ticks),
                null,
                List.of(seen.number("collections") + " collections, " + seen.number("collectionMillis")
                        + " ms in all, in " + seconds + " s with " + TICKS_PER_SECOND + " ticks/s"),
                List.of()));
        figures.add(Figure.of("inside.heap", "heap in use after a full collection", "bytes", null, List.of((double)
                program.ask("heap", ANSWER_SECONDS).number("used"))));
    }

    /** The times of one kind of message, over the rounds. */
    private static final class Times {
        private final String key;
        private final String id;
        private final String what;
        private final List<Double> medians = new ArrayList<>();
        private final List<Double> tails = new ArrayList<>();
        private final Histogram all = new Histogram(DIGITS);
        private long ticks;
        private long bursts;

        /**
         * @param key of the histogram in an answer
         * @param id in the figure's id
         * @param what goes on, for a reader
         */
        Times(String key, String id, String what) {
            this.key = key;
            this.id = id;
            this.what = what;
        }

        void add(Answer round, BenchClients.Steady load) throws IOException {
            Histogram nanos = round.histogram(key);
            if (nanos.getTotalCount() == 0) {
                throw new IOException("the gateway has seen no " + key);
            }
            medians.add((double) nanos.getValueAtPercentile(50));
            tails.add((double) nanos.getValueAtPercentile(99));
            all.add(nanos);
            ticks += load.ticks();
            bursts += load.bursts();
        }

        double lastMedian() {
            return medians.get(medians.size() - 1);
        }

        void addTo(List<Figure> figures) {
            List<String> remarks = List.of("%,d ticks/s and %d signals/s, sent %.1f at a time; %,d %s timed"
                    .formatted(
                            TICKS_PER_SECOND, SIGNALS_PER_SECOND, ticks / (double) bursts, all.getTotalCount(), key));
            figures.add(new Figure(
                    "inside." + id + ".p50",
                    "how long " + what + ", p50",
                    "ns",
                    medians,
                    Target.atMost(TARGET_P50_NANOS),
                    remarks,
                    List.of(new Distribution(id, all))));
            figures.add(
                    Figure.of("inside." + id + ".p99", "the same, p99", "ns", Target.atMost(TARGET_P99_NANOS), tails));
        }
    }
}
