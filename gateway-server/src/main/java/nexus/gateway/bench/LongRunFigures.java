package nexus.gateway.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What a long run comes to. "First" is where it has become steady: for latency the second tenth, in which all is
 * compiled; for memory the tenth behind the day after which orders are forgotten again. "Last" is the last tenth.
 */
final class LongRunFigures {
    private static final double MOST_HEAP_BYTES = 512L << 20;
    private static final double MOST_RESTART_MILLIS = 1_000;
    private static final double TENTH = 0.1;
    private static final double PERCENT = 100;
    private static final double P50 = 50;
    private static final double P99 = 99;
    private static final double P9999 = 99.99;

    private final SimulatedResult result;
    private final int days;

    LongRunFigures(SimulatedResult result, int days) {
        this.result = result;
        this.days = days;
    }

    /** What went through, and how fast. */
    List<Figure> ofRun() {
        String books = String.format(
                Locale.ROOT,
                "%,d ticks, %,d orders, %,d executions in %d simulated days; %d comings of NEXUS, %d restarts;"
                        + " every order was sent once, every execution told once (%d of them in an ORDER_STATUS,"
                        + " to a v0 NEXUS). Seed %d.",
                result.ticks(),
                result.orders(),
                result.fills(),
                days,
                result.nexusSessions(),
                result.restarts(),
                result.fills() - result.fillsTold(),
                result.seed());
        String held = result.heldNanos() == 0
                ? "The follower kept up by itself."
                : String.format(
                        Locale.ROOT,
                        "For %.0f %% of the time the platforms were held back until the follower had caught up: more than"
                                + " this rate cannot be sustained.",
                        PERCENT * result.heldNanos() / result.ticksNanos());
        return List.of(
                new Figure(
                        "long.rate",
                        "long run: ticks through all of the gateway but its sockets",
                        "ticks/s",
                        List.of(result.rate()),
                        null,
                        List.of(books, held),
                        List.of()),
                figure(
                        "long.behind",
                        "long run: the most that the follower was behind",
                        "records",
                        (double) result.furthestBehind(),
                        null));
    }

    /** Whether memory stays flat. */
    List<Figure> ofMemory() {
        List<Figure> figures = new ArrayList<>();
        if (result.memory().isEmpty()) {
            return figures;
        }
        double steady = days > 2 * LongRunProcess.REMEMBERED_DAYS ? (double) LongRunProcess.REMEMBERED_DAYS / days : 0;
        figures.add(figure(
                "long.heap.first",
                "long run: heap in use after a collection, no snapshot under way, first tenth",
                "bytes",
                smallestHeap(steady, steady + TENTH),
                null));
        figures.add(figure(
                "long.heap.last",
                "long run: heap in use after a collection, no snapshot under way, last tenth",
                "bytes",
                smallestHeap(1 - TENTH, 1),
                null));
        double most = result.memory().stream()
                .mapToDouble(MemorySample::heapBytes)
                .max()
                .orElse(0);
        figures.add(new Figure(
                "long.heap.most",
                "long run: heap in use after a collection, the most of all samples",
                "bytes",
                List.of(most),
                Target.atMost(MOST_HEAP_BYTES),
                List.of("Ended orders are remembered for " + LongRunProcess.REMEMBERED_DAYS
                        + " simulated day here; the default is 7 days."),
                List.of()));
        if (result.memory().get(0).residentBytes() >= 0) {
            figures.add(figure(
                    "long.native.first",
                    "long run: resident memory that is neither heap nor mapped file, first tenth",
                    "bytes",
                    medianNative(steady, steady + TENTH),
                    null));
            figures.add(figure(
                    "long.native.last",
                    "long run: resident memory that is neither heap nor mapped file, last tenth",
                    "bytes",
                    medianNative(1 - TENTH, 1),
                    null));
        }
        return figures;
    }

    /** A snapshot under way adds its size to some samples; the smallest one has none. */
    private double smallestHeap(double from, double to) {
        return between(from, to)[0].heapBytes();
    }

    /** What the heap has grown to on the way is the collector's choice, up to its limit: it does not count here. */
    private double medianNative(double from, double to) {
        long[] bytes = Arrays.stream(between(from, to))
                .mapToLong(sample -> sample.residentBytes() - sample.committedBytes())
                .sorted()
                .toArray();
        return bytes[bytes.length / 2];
    }

    /** The samples in a part of the run, from 0 to 1, by heap in use; all if that part has none. */
    private MemorySample[] between(double from, double to) {
        Comparator<MemorySample> byHeap = Comparator.comparingLong(MemorySample::heapBytes);
        MemorySample[] inside = result.memory().stream()
                .filter(sample -> sample.tick() >= from * result.ticks() && sample.tick() <= to * result.ticks())
                .sorted(byHeap)
                .toArray(MemorySample[]::new);
        return inside.length > 0
                ? inside
                : result.memory().stream().sorted(byHeap).toArray(MemorySample[]::new);
    }

    /** Whether latency drifts. */
    List<Figure> ofLatency() {
        List<Histogram> stretches = result.tickTimes();
        if (stretches.size() < 2) {
            return List.of();
        }
        List<Distribution> distributions = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i++) {
            distributions.add(new Distribution("tenth " + (i + 1) + " of the run", stretches.get(i)));
        }
        String course = course(stretches);
        Histogram first = stretches.get(1);
        Histogram last = stretches.get(stretches.size() - 1);
        return List.of(
                figure(
                        "long.p99.first",
                        "long run: tick inside the gateway, saturated, p99, second tenth",
                        "ns",
                        (double) first.getValueAtPercentile(P99),
                        null),
                new Figure(
                        "long.p99.last",
                        "long run: tick inside the gateway, saturated, p99, last tenth",
                        "ns",
                        List.of((double) last.getValueAtPercentile(P99)),
                        null,
                        List.of(course),
                        distributions));
    }

    private static String course(List<Histogram> stretches) {
        List<String> texts = new ArrayList<>();
        for (Histogram stretch : stretches) {
            texts.add(String.format(
                    Locale.ROOT,
                    "%.1f/%.0f/%.0f",
                    stretch.getValueAtPercentile(P50) / 1e3,
                    stretch.getValueAtPercentile(P99) / 1e3,
                    stretch.getValueAtPercentile(P9999) / 1e3));
        }
        return "p50/p99/p99.99 in µs, tenth by tenth: " + String.join(", ", texts);
    }

    /**
     * What the journal is like to live with.
     *
     * @param journalBytes on the disk
     * @param verifiedPerSecond records that {@code replay verify} took
     * @param emptyMillis from a gateway's start on an empty folder to its ports, one value a round
     * @param fullMillis the same on the folder of the run, in the same rounds
     */
    List<Figure> ofJournal(
            long journalBytes, double verifiedPerSecond, List<Double> emptyMillis, List<Double> fullMillis) {
        List<Double> beyond = new ArrayList<>();
        for (int i = 0; i < fullMillis.size(); i++) {
            beyond.add(fullMillis.get(i) - emptyMillis.get(i));
        }
        return List.of(
                figure(
                        "long.journal",
                        "long run: journal on the disk, everything in it, per tick",
                        "bytes",
                        (double) journalBytes / result.ticks(),
                        null),
                figure(
                        "long.verify",
                        "long run: replay verify, JVM start included; identical",
                        "records/s",
                        verifiedPerSecond,
                        null),
                Figure.of("long.restart", "long run: process start to ports on its journal", "ms", null, fullMillis),
                Figure.of(
                        "long.restart.beyond",
                        "long run: the same beyond a start on an empty folder",
                        "ms",
                        Target.atMost(MOST_RESTART_MILLIS),
                        beyond));
    }

    private static Figure figure(String id, String what, String unit, double value, Target target) {
        return Figure.of(id, what, unit, target, List.of(value));
    }
}
