package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Days of trading at full speed, see {@link SimulatedRun}, in a process with the flags of {@code gateway run}: whether
 * memory stays flat, whether latency drifts, whether the books are right. Then {@code replay verify} must find the
 * journal identical, and a gateway must start on it in time.
 */
final class LongRun implements Measurement {
    private static final List<String> FLAGS_OF_RUN = List.of("-Xms64m", "-Xmx512m");
    private static final long SEED = 20_261_122;
    /** When all ticks are sent: memory is that of one gateway from the first tick to the last. */
    private static final int RESTARTS = 1;

    private static final int START_ROUNDS = 3;
    private static final long BYTES_PER_TICK = 180;
    private static final long BYTES_FOR_THE_REST = 2L << 30;
    private static final double BYTES_PER_GIB = 1 << 30;
    /** Far below what any machine does: beyond that, something hangs. */
    private static final int SLOWEST_PER_SECOND = 20_000;

    private static final int LEAST_SECONDS = 600;
    private static final int LAST_LINES = 10;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String VERDICT = "identical";

    private final long ticks;
    private final int orders;
    private final int days;

    /**
     * Sets the size.
     *
     * @param ticks 1,000 or more
     * @param orders 0 or more
     * @param days simulated ones over which both are spread, 1 or more
     */
    LongRun(long ticks, int orders, int days) {
        if (ticks < 1_000 || orders < 0 || days < 1) {
            throw new IllegalArgumentException(
                    "a long run of " + ticks + " ticks, " + orders + " orders, " + days + " days");
        }
        this.ticks = ticks;
        this.orders = orders;
        this.days = days;
    }

    @Override
    public String id() {
        return "long";
    }

    /**
     * Runs, verifies and restarts.
     *
     * @throws IOException also if the books are wrong or the journal does not replay to the same
     */
    @Override
    public List<Figure> measure(BenchContext context) throws IOException, InterruptedException {
        Path folder = context.workFolder();
        Path data = folder.resolve(LongRunProcess.DATA);
        long freeBytes = requireSpace(folder);
        SimulatedResult result = run(context);
        long journalBytes = freeBytes - freeBytes(folder) - bytesBesideJournal(folder);
        double verifiedPerSecond = verify(context, data, result.records());
        List<Double> emptyMillis = new ArrayList<>();
        List<Double> fullMillis = new ArrayList<>();
        for (int i = 0; i < START_ROUNDS; i++) {
            emptyMillis.add(startMillis(context, folder.resolve("empty-" + i).resolve(LongRunProcess.DATA)));
            fullMillis.add(startMillis(context, data));
        }
        LongRunFigures figures = new LongRunFigures(result, days);
        List<Figure> all = new ArrayList<>(figures.ofRun());
        all.addAll(figures.ofMemory());
        all.addAll(figures.ofLatency());
        all.addAll(figures.ofJournal(journalBytes, verifiedPerSecond, emptyMillis, fullMillis));
        return all;
    }

    private long requireSpace(Path folder) throws IOException {
        long needed = ticks * BYTES_PER_TICK + BYTES_FOR_THE_REST;
        long free = freeBytes(folder);
        if (free < needed) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "a long run of %,d ticks takes %.1f GiB of disk, %s has %.1f GiB: free some, or take another folder",
                    ticks,
                    needed / BYTES_PER_GIB,
                    folder,
                    free / BYTES_PER_GIB));
        }
        return free;
    }

    private static long freeBytes(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Of logs, snapshots and the reserve. The journal's own files are sparse, so their lengths say nothing. */
    private static long bytesBesideJournal(Path folder) throws IOException {
        Path journal = folder.resolve(LongRunProcess.DATA).resolve("journal");
        long bytes = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                bytes += Files.isRegularFile(file) && !file.startsWith(journal) ? Files.size(file) : 0;
            }
        }
        return bytes;
    }

    private SimulatedResult run(BenchContext context) throws IOException, InterruptedException {
        Path folder = context.workFolder();
        List<String> arguments = List.of(
                folder.toString(),
                Long.toString(ticks),
                Integer.toString(orders),
                Integer.toString(days),
                Integer.toString(RESTARTS),
                Long.toString(SEED));
        ArrayDeque<String> last = new ArrayDeque<>();
        Process process = context.programs().startClass(FLAGS_OF_RUN, LongRunProcess.class, arguments, line -> {
            keep(last, line);
            if (line.startsWith(LongRunProcess.LINE)) {
                context.progress().accept(line.substring(LongRunProcess.LINE.length()));
            }
        });
        try {
            long seconds = LEAST_SECONDS + ticks / SLOWEST_PER_SECOND;
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IOException("the long run did not end within " + seconds + " s; it printed: " + text(last));
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        "the long run ended with exit code " + process.exitValue() + "; it printed: " + text(last));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        SimulatedResult result = ResultFile.read(folder.resolve(LongRunProcess.RESULT));
        if (!result.problems().isEmpty()) {
            throw new IOException("the books of the long run, seed " + result.seed() + ", are wrong: "
                    + String.join("; ", result.problems()));
        }
        return result;
    }

    private static void keep(ArrayDeque<String> last, String line) {
        synchronized (last) {
            if (last.size() == LAST_LINES) {
                last.remove();
            }
            last.add(line);
        }
    }

    private static String text(ArrayDeque<String> last) {
        synchronized (last) {
            return String.join(" | ", last);
        }
    }

    private static double verify(BenchContext context, Path data, long records) throws IOException {
        context.progress().accept(String.format(Locale.ROOT, "replay verify of %,d records", records));
        ArrayDeque<String> last = new ArrayDeque<>();
        int seconds = LEAST_SECONDS + Math.toIntExact(records / SLOWEST_PER_SECOND);
        long began = System.nanoTime();
        int exitCode = context.programs()
                .replay(List.of("verify", "--data", data.toString()), line -> keep(last, line), seconds);
        double taken = (System.nanoTime() - began) / NANOS_PER_SECOND;
        if (exitCode != 0 || !text(last).endsWith(VERDICT)) {
            throw new IOException(
                    "replay verify of the long run ended with exit code " + exitCode + " and printed: " + text(last));
        }
        return records / taken;
    }

    private static double startMillis(BenchContext context, Path data) throws IOException, InterruptedException {
        context.progress().accept("start on " + data);
        try (LaunchedGateway gateway = LaunchedGateway.on(context.programs(), data)) {
            double millis = gateway.millisToPorts();
            gateway.stop();
            return millis;
        }
    }
}
