package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.config.GatewayConfig;
import nexus.gateway.programs.Programs;
import nexus.journal.store.Settings;

/**
 * How long a start takes on a long journal: after a clean stop, whose snapshot is at the very end, and after a kill, when
 * nearly as many records as lie between two snapshots are to be replayed.
 */
final class RestartMeasurement implements Measurement {
    private static final Target MILLIS = Target.atMost(1_000);
    /** Of the last interval, what is left of it at the end: so much is replayed, less what chance takes or gives. */
    private static final double LAST_INTERVAL = 0.9;

    private static final int DAYS = 1;
    /** A clock record and a checkpoint a second. */
    private static final int RECORDS_OF_THE_CLOCK = 2 * 86_400;
    /** From the SIGNAL to the last fill. */
    private static final int RECORDS_PER_ORDER = 7;

    private static final long MOST_BEHIND = 20_000;
    private static final long SEED = 20_241_122;

    private final Size size;

    /**
     * How much.
     *
     * @param records in the journal
     * @param interval records from snapshot to snapshot
     * @param orders among what is recorded
     * @param rounds starts of each kind
     */
    record Size(int records, int interval, int orders, int rounds) {}

    RestartMeasurement(Size size) {
        this.size = size;
    }

    @Override
    public String id() {
        return "restart";
    }

    @Override
    public List<Figure> measure(BenchContext context) throws IOException, InterruptedException {
        Path data = context.workFolder().resolve("restart").resolve("data");
        makeJournal(context, data);
        takeAwayLastSnapshot(data);
        int rounds = size.rounds();
        context.progress().accept(rounds + " starts after kill -9, then as many after a clean stop");
        Starts killed = starts(context.programs(), data, rounds, false);
        Starts clean = starts(context.programs(), data, rounds, true);
        return List.of(
                figure("restart.clean", "start on a long journal after a clean stop, beyond a bare JVM", clean),
                figure("restart.killed", "start on a long journal after kill -9, beyond a bare JVM", killed));
    }

    /** What the rounds of one kind gave. */
    private record Starts(List<Double> beyondJvmMillis, long records, long replayed) {}

    private static Figure figure(String id, String what, Starts starts) {
        return new Figure(
                id,
                what,
                "ms",
                starts.beyondJvmMillis(),
                MILLIS,
                List.of(
                        String.format(
                                "%,d records in the journal, %,d replayed behind the snapshot",
                                starts.records(), starts.replayed()),
                        "process start to ports open, warm-up included, less start.jvm of the same round; the page cache is"
                                + " warm, for emptying it takes root"),
                List.of());
    }

    private void makeJournal(BenchContext context, Path data) throws IOException {
        int records = size.records();
        int interval = size.interval();
        int orders = size.orders();
        long ticks =
                records + (long) (interval * LAST_INTERVAL) - RECORDS_OF_THE_CLOCK - RECORDS_PER_ORDER * (long) orders;
        context.progress().accept(String.format("making a journal of %,d records", records));
        SimulatedRun.Plan plan = new SimulatedRun.Plan(ticks, orders, DAYS, 0, 0, MOST_BEHIND, SEED);
        GatewayConfig config = SimulatedRun.config(1 << 20, interval, TimeUnit.DAYS.toMillis(7));
        SimulatedResult made = new SimulatedRun(data, plan, config, Settings.defaults()).run(context.progress());
        if (!made.problems().isEmpty()) {
            throw new IOException("the journal is not as it ought to be: " + made.problems());
        }
    }

    /** As if the gateway had not been stopped but killed: the snapshot of a clean stop is not there. */
    static void takeAwayLastSnapshot(Path data) throws IOException {
        TreeSet<Path> snapshots = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data.resolve("snapshots"), "*.snapshot")) {
            files.forEach(snapshots::add);
        }
        if (snapshots.size() < 2) {
            throw new IOException("there are " + snapshots.size() + " snapshots in " + data + ", 2 or more expected");
        }
        Files.delete(snapshots.last());
    }

    /** One start to begin with, which is not measured, then the rounds. */
    private static Starts starts(Programs programs, Path data, int rounds, boolean isClean)
            throws IOException, InterruptedException {
        List<Double> beyondJvm = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double jvmMillis = StartMeasurement.emptyMillis(programs);
            try (LaunchedGateway gateway = LaunchedGateway.on(programs, data)) {
                if (round > 0) {
                    beyondJvm.add(gateway.millisToPorts() - jvmMillis);
                }
                if (isClean) {
                    gateway.stop();
                }
                gateway.printedTo(printed::add);
            }
        }
        Recovered recovered = Recovered.last(printed);
        return new Starts(beyondJvm, recovered.records(), recovered.replayed());
    }

    /**
     * What the gateway says at its start.
     *
     * @param records in the journal
     * @param replayed of them, behind the snapshot
     */
    record Recovered(long records, long replayed) {
        private static final Pattern LINE =
                Pattern.compile(".* recovered (\\d+) records, replayed from (?:snapshot (\\d+)|the first),.*");

        /** Of the last start that these lines tell of. */
        static Recovered last(List<String> printed) throws IOException {
            Matcher line = printed.stream()
                    .map(LINE::matcher)
                    .filter(Matcher::matches)
                    .reduce((earlier, later) -> later)
                    .orElseThrow(() -> new IOException("the gateway does not say what it recovered: " + printed));
            long records = Long.parseLong(line.group(1));
            long snapshot = line.group(2) == null ? 0 : Long.parseLong(line.group(2));
            return new Recovered(records, records - snapshot);
        }
    }
}
