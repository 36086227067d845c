package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nexus.journal.store.Settings;
import org.HdrHistogram.Histogram;

/**
 * How late a tick is done at a steady rate, timed from the moment that it was due: alone, with a follower, with a new
 * day in the middle, without pages touched ahead; and what an idle thread sees that only waits for the same moments.
 * All take turns in one run.
 */
final class SteadyMeasurement implements Measurement {
    private static final int TICKS_PER_SECOND = 200_000;
    private static final long INTERVAL_NANOS = 1_000_000_000L / TICKS_PER_SECOND;
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final double TAIL_PERCENTILE = 99.99;
    private static final double TAIL_TARGET_NANOS = 150_000;

    private final Size size;

    /** How much: ticks a turn, and as fast as they pass before the first. */
    record Size(int warmUp, int rounds, int ticks) {}

    /** What differs from turn to turn. */
    private enum Case {
        IDLE("idle", "an idle thread"),
        PLAIN("pipeline", "the pipeline"),
        FOLLOWER("follower", "the pipeline with a follower"),
        ROLL("roll", "the pipeline at a daily roll"),
        UNTOUCHED("untouched", "the pipeline, no pages touched ahead");

        private final String id;
        private final String text;

        Case(String id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    /** What one case showed in all its turns. */
    private static final class Seen {
        private final Histogram all = new Histogram(LONGEST_NANOS, 3);
        private final List<Double> medians = new ArrayList<>();
        private final List<Double> tails = new ArrayList<>();
        private final List<Double> maxima = new ArrayList<>();

        void add(Histogram round) {
            all.add(round);
            medians.add((double) round.getValueAtPercentile(50));
            tails.add((double) round.getValueAtPercentile(TAIL_PERCENTILE));
            maxima.add((double) round.getMaxValue());
        }
    }

    SteadyMeasurement(Size size) {
        this.size = size;
    }

    @Override
    public String id() {
        return "steady";
    }

    @Override
    public List<Figure> measure(BenchContext context) throws IOException {
        int rounds = size.rounds();
        int ticks = size.ticks();
        Settings settings = Settings.defaults();
        Map<Case, Seen> seen = new EnumMap<>(Case.class);
        for (Case turn : Case.values()) {
            seen.put(turn, new Seen());
        }
        try (TickPipeline touched = TickPipeline.open(context.workFolder().resolve("touched"), settings);
                TickPipeline untouched = TickPipeline.open(
                        context.workFolder().resolve("untouched"), new Settings(settings.blockBytes(), 0))) {
            context.progress().accept("warming up");
            warmUp(touched, size.warmUp());
            warmUp(untouched, size.warmUp() / 10);
            for (int round = 1; round <= rounds; round++) {
                for (Case turn : Case.values()) {
                    context.progress().accept("round " + round + " of " + rounds + ": " + turn.text);
                    TickPipeline pipeline = turn == Case.UNTOUCHED ? untouched : touched;
                    seen.get(turn).add(take(turn, pipeline, context, ticks));
                }
            }
        }
        return figures(seen, ticks);
    }

    private static void warmUp(TickPipeline pipeline, int ticks) {
        for (int i = 0; i < ticks; i++) {
            pipeline.tick();
        }
        pace(pipeline::tick, ticks / 10);
    }

    private static Histogram take(Case turn, TickPipeline pipeline, BenchContext context, int ticks) {
        return switch (turn) {
            case IDLE -> pace(() -> {}, ticks);
            case FOLLOWER -> followed(pipeline, context.workFolder().resolve("touched"), ticks);
            case ROLL -> rolled(pipeline, ticks);
            case PLAIN, UNTOUCHED -> pace(pipeline::tick, ticks);
        };
    }

    private static Histogram followed(TickPipeline pipeline, Path folder, int ticks) {
        long last = pipeline.journal().nextSequence() - 1;
        try (ReplayBehind follower = ReplayBehind.start(folder, pipeline.copyOfRouter(), last)) {
            Histogram histogram = pace(pipeline::tick, ticks);
            requireFollowed(follower, last);
            return histogram;
        }
    }

    private static Histogram rolled(TickPipeline pipeline, int ticks) {
        Histogram histogram = pace(pipeline::tick, ticks / 2);
        pipeline.advance(DAY_NANOS);
        histogram.add(pace(pipeline::tick, ticks / 2));
        return histogram;
    }

    private static void requireFollowed(ReplayBehind follower, long from) {
        if (follower.sequence() <= from) {
            throw new IllegalStateException("the follower read nothing behind record " + from);
        }
    }

    /** Does the work at a steady rate; a turn that comes late delays those behind it, and all are timed when due. */
    private static Histogram pace(Runnable work, int times) {
        Histogram lateness = new Histogram(LONGEST_NANOS, 3);
        long due = System.nanoTime() + INTERVAL_NANOS;
        for (int i = 0; i < times; i++) {
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            work.run();
            lateness.recordValue(System.nanoTime() - due);
            due += INTERVAL_NANOS;
        }
        return lateness;
    }

    private static List<Figure> figures(Map<Case, Seen> seen, int ticks) {
        List<Figure> figures = new ArrayList<>();
        Seen plain = seen.get(Case.PLAIN);
        List<Distribution> distributions = new ArrayList<>();
        for (Case turn : Case.values()) {
            distributions.add(new Distribution(turn.text, seen.get(turn).all));
        }
        figures.add(Figure.of("steady.p50", "200,000 ticks/s, from when due: p50", "ns", null, plain.medians));
        figures.add(new Figure(
                "steady.p9999",
                "200,000 ticks/s, from when due: p99.99",
                "ns",
                plain.tails,
                Target.atMost(TAIL_TARGET_NANOS),
                List.of(ticks + " ticks a round, all cases in turns; compare with what an idle thread sees"),
                distributions));
        for (Case turn : Case.values()) {
            Seen its = seen.get(turn);
            if (turn != Case.PLAIN) {
                figures.add(Figure.of("steady." + turn.id + ".p9999", turn.text + ": p99.99", "ns", null, its.tails));
            }
            figures.add(Figure.of("steady." + turn.id + ".max", turn.text + ": maximum", "ns", null, its.maxima));
        }
        return figures;
    }
}
