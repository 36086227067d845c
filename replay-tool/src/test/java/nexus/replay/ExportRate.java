package nexus.replay;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.playback.Playback;

/**
 * How fast an export of full event rows is in each format, beside a bare read of the same journal, and beside a router
 * that is moved over it; in turn, in one process, by the processor time of the thread that does it. Not a test: run it, behind a build, from the repository's folder with
 *
 * <pre>java -cp 'replay-tool/target/test-classes:replay-tool/target/lib/*:replay-tool/target/*' (Chronicle's flags)
 * nexus.replay.ExportRate</pre>
 *
 * <p>and, if wanted, how many rounds (default 5).
 */
final class ExportRate {
    private static final int SIGNALS = 60_000;
    private static final double NANOS_PER_SECOND = 1e9;
    /** What the one thread at work was given: a machine with other work on it says nothing by the clock on the wall. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path folder;
    private final Path data;
    private final long records;

    private ExportRate(Path folder) throws Exception {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.records = journal();
    }

    /** {@code [rounds]}. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Path folder = Files.createTempDirectory("export-rate");
        try {
            ExportRate rate = new ExportRate(folder);
            for (int round = 1; round <= rounds; round++) {
                double bare = rate.records / rate.bare();
                double routed = rate.records / rate.routed();
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %,d records; bare read %,.0f records/s, router alone %,.0f records/s%n",
                        round,
                        rate.records,
                        bare,
                        routed);
                for (String format : List.of("jsonl", "csv", "parquet")) {
                    rate.export(format, bare);
                }
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Signals that become two orders each, which are acknowledged and filled, with all that a row can say. */
    private long journal() throws Exception {
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
            for (int i = 0; i < SIGNALS; i++) {
                String id = "signal-" + i;
                String exec = "e" + i;
                day.signal(
                        id,
                        "NQ",
                        i % 2 == 0 ? "BUY" : "SELL",
                        "1",
                        map -> map.put(Keys.CONFIDENCE, 0.75).put(Keys.TIMESTAMP, day.timeNanos() / NANOS_PER_SECOND));
                day.ack("nt8", id).ack("mt5", id);
                day.fill(
                        "nt8",
                        id,
                        "NQ 03-25",
                        "1",
                        "16250.25",
                        map -> map.put(Keys.EXEC_ID, exec)
                                .put(Keys.COMMISSION, 2.25)
                                .put(Keys.CURRENCY, "USD"));
                day.fill("mt5", id, "NAS100", "2", "16251", map -> map.put(Keys.EXEC_ID, exec));
            }
            return day.lastSequence();
        }
    }

    private double bare() {
        long start = THREADS.getCurrentThreadCpuTime();
        try (JournalReader journal = JournalReader.open(data)) {
            JournalRecord record = new JournalRecord();
            long read = 0;
            while (journal.next(record)) {
                read++;
            }
            if (read != records) {
                throw new IllegalStateException(read + " records read of " + records);
            }
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / NANOS_PER_SECOND;
    }

    private double routed() throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        try (JournalReader journal = JournalReader.open(data)) {
            JournalRecord record = new JournalRecord();
            Playback playback = Playback.before(data, journal, 1, null, System.err::println);
            while (playback.next(record)) {
                record.sequence();
            }
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / NANOS_PER_SECOND;
    }

    private void export(String format, double bare) throws IOException {
        Path out = folder.resolve("out-" + format);
        long wallStart = System.nanoTime();
        long start = THREADS.getCurrentThreadCpuTime();
        CommandRun run = CommandRun.of("export", "--what", "events", "--format", format, "--data", data, "--out", out);
        double seconds = (THREADS.getCurrentThreadCpuTime() - start) / NANOS_PER_SECOND;
        double wallSeconds = (System.nanoTime() - wallStart) / NANOS_PER_SECOND;
        if (run.exitCode() != 0) {
            throw new IllegalStateException(run.err());
        }
        String manifest = Files.readString(out.resolve("_manifest.json"));
        long rows = Long.parseLong(manifest.replaceAll("(?s).*\"rows\":(\\d+),\"files\".*", "$1"));
        double perSecond = rows / seconds;
        System.out.printf(
                Locale.ROOT,
                "  %-8s %,d rows, %,.0f rows/s (%,.0f by the clock on the wall); %,.0f records/s, ratio to the bare read %.3f%n",
                format,
                rows,
                perSecond,
                rows / wallSeconds,
                records / seconds,
                records / seconds / bare);
        delete(out);
    }
}
