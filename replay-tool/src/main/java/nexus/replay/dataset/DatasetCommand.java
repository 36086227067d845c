package nexus.replay.dataset;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Interruption;
import nexus.replay.command.JournalId;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import nexus.replay.command.Times;
import nexus.replay.seal.CoveringSeals;
import nexus.replay.table.Manifest;
import nexus.replay.table.ManifestFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay dataset}: recorded days for those who train NEXUS. */
@Command(
        name = "dataset",
        description = {
            "Writes what was recorded as partitioned Parquet for learning: trades, quotes, signals, orders, fills, and"
                    + " apart from them the outcomes, each with the time at which it was known.",
            "Run again on the same folder, it adds what is new and rewrites nothing. See docs/learning.md."
        },
        footer = {
            "",
            "Examples:",
            "  replay dataset --out /data/learning",
            "  replay dataset --out /data/nq --symbols NQ --from 2026-11-23T00:00:00Z"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "2:Wrong usage, no journal, a folder or disk that cannot be written; or a damaged journal: then it goes up"
                    + " to the damage, and the manifest says so.",
            "4:A fault in this program.",
            "130:Ctrl-C: nothing was added."
        })
public final class DatasetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "A new folder, or one of an earlier run, which is then continued.")
    private Path out;

    @Option(
            names = "--from",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description =
                    "Where a new folder begins: a record's sequence, or a time (ISO 8601 with zone, or ns since the"
                            + " epoch). Default: the journal's first record.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Where it ends. Default: the journal's last record.")
    private Moment to;

    @Option(
            names = "--symbols",
            paramLabel = "SYMBOL",
            split = ",",
            description = "Only these universal symbols. Default: all, and rows that name none.")
    private List<String> symbols = List.of();

    @Override
    @SuppressWarnings("try") // the lock is only held
    public Integer call() throws NoJournalException {
        if (Files.isRegularFile(out)) {
            throw refusal("is a file");
        }
        // Two runs at once would each write the manifest without the other's files.
        try (JournalReader journal = data.open();
                Interruption interruption = Interruption.listen();
                DatasetLock lock = DatasetLock.take(out)) {
            int exitCode = write(journal, interruption);
            interruption.endWith(exitCode);
            return exitCode;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to --out " + out + ": " + e.getMessage(), e);
        }
    }

    private int write(JournalReader journal, Interruption interruption) throws IOException, NoJournalException {
        String journalId = JournalId.of(journal);
        String wanted = DatasetRun.listed(new LinkedHashSet<>(symbols));
        EarlierRuns earlier = earlier(journalId, wanted);
        long last = to == null ? journal.lastSequence() : to.last(journal);
        long first = earlier != null
                ? earlier.lastSequence() + 1
                : from == null ? journal.firstSequence() : from.first(journal);
        if (earlier != null && first < journal.firstSequence()) {
            throw refusal("goes up to record " + earlier.lastSequence() + ", the journal begins with record "
                    + journal.firstSequence() + " by now: there would be a gap");
        }
        if (first > last) {
            if (earlier != null) {
                spec.commandLine()
                        .getOut()
                        .println("nothing new: " + out + " goes up to record " + earlier.lastSequence()
                                + " already, the range ends with record " + last);
                return ExitCodes.OK;
            }
            throw new NoJournalException("there is nothing to write: the range would begin with record " + first
                    + " and end with record " + last);
        }
        if (earlier == null) {
            // From here on a file that no manifest names is known to be left by a run that was killed.
            nothing(journalId, wanted, first).write(out.toAbsolutePath());
        }
        DatasetFiles.removeUnnamed(out.toAbsolutePath().normalize(), earlier == null ? List.of() : earlier.files());
        long begin = begin(journal, first, earlier);
        DatasetRun run;
        List<ManifestFile> added;
        Partitions partitions = new Partitions(out, Partitions.MOST_BYTES);
        try (Progress progress = Progress.on(spec.commandLine().getErr(), "writing", begin, last)) {
            long firstOfAll = earlier == null ? first : earlier.firstSequence();
            run = new DatasetRun(partitions, new LinkedHashSet<>(symbols), firstOfAll, first);
            run.read(data.folder(), journal, begin, last, progress::at, interruption::hasCome, problem -> {});
            if (interruption.hasCome()) {
                return ExitCodes.INTERRUPTED;
            }
            if (run.lastRead() < first) {
                throw new NoJournalException("no record of the range can be read: " + run.problem());
            }
            added = partitions.finish();
            manifest(journalId, wanted, earlier, first, run, added).write(out.toAbsolutePath());
        }
        return tell(added, first, run);
    }

    /** Where everything is known that rows from {@code first} on need: prices, and orders that are still open. */
    private static long begin(JournalReader journal, long first, EarlierRuns earlier) {
        long sinceNanos = earlier == null ? timeOf(journal, first) : earlier.openSinceNanos();
        long begin = new Moment(true, sinceNanos - DatasetRun.PRICE_AGE_NANOS).first(journal);
        return Math.max(journal.firstSequence(), Math.min(first, begin));
    }

    private static long timeOf(JournalReader journal, long sequence) {
        JournalRecord record = new JournalRecord();
        return journal.seek(sequence) && journal.next(record) ? record.timeNanos() : DatasetRun.PRICE_AGE_NANOS;
    }

    private EarlierRuns earlier(String journalId, String wanted) throws IOException {
        EarlierRuns earlier;
        try {
            earlier = EarlierRuns.in(out);
        } catch (IllegalArgumentException e) {
            throw refusal("holds a " + Manifest.NAME + " that is not one of learning data (" + e.getMessage() + ")");
        }
        if (earlier == null) {
            if (DatasetFiles.isAny(out)) {
                throw refusal("holds learning data, but no " + Manifest.NAME);
            }
            return null;
        }
        if (earlier.lastSequence() < earlier.firstSequence()) {
            // The first run did not come to its end: this one is the first.
            return null;
        }
        if (from != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from is for a new folder: " + out + " is continued behind record " + earlier.lastSequence());
        }
        if (!earlier.journalId().equals(journalId)) {
            throw refusal("is of journal " + earlier.journalId() + ", this one is " + journalId);
        }
        if (!earlier.symbols().equals(wanted)) {
            throw refusal("was made with --symbols '" + earlier.symbols() + "', not '" + wanted + "'");
        }
        String missing = earlier.missing(out);
        if (missing != null) {
            throw refusal("lacks " + missing + ", or it is not what was written");
        }
        return earlier;
    }

    private ParameterException refusal(String what) {
        return new ParameterException(spec.commandLine(), "--out " + out + " " + what + ": name a new folder");
    }

    /** The manifest of a folder where nothing is yet. */
    private static Manifest nothing(String journalId, String wanted, long first) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(EarlierRuns.SYMBOLS, wanted);
        settings.put(EarlierRuns.OPEN_SINCE, "0");
        Manifest.Covered none = new Manifest.Covered(first, first - 1, 0, 0, null);
        return new Manifest(EarlierRuns.KIND, settings, journalId, none, List.of(), List.of(), List.of());
    }

    private Manifest manifest(
            String journalId,
            String wanted,
            EarlierRuns earlier,
            long first,
            DatasetRun run,
            List<ManifestFile> added) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(EarlierRuns.SYMBOLS, wanted);
        settings.put(EarlierRuns.OPEN_SINCE, Long.toString(run.openSinceNanos()));
        List<ManifestFile> files = new ArrayList<>(earlier == null ? List.of() : earlier.files());
        files.addAll(added);
        Manifest.Covered covered = new Manifest.Covered(
                earlier == null ? first : earlier.firstSequence(),
                run.lastRead(),
                earlier == null ? run.firstNanos() : earlier.firstTimeNanos(),
                run.lastNanos(),
                run.problem());
        List<String> notices = new ArrayList<>();
        List<Manifest.Seal> seals = CoveringSeals.of(data.folder(), covered, notices::add);
        return new Manifest(EarlierRuns.KIND, settings, journalId, covered, files, seals, notices);
    }

    private int tell(List<ManifestFile> added, long first, DatasetRun run) {
        PrintWriter output = spec.commandLine().getOut();
        output.printf(Locale.ROOT, "records %d to %d, up to %s%n", first, run.lastRead(), Times.iso(run.lastNanos()));
        Map<String, long[]> tables = new TreeMap<>();
        for (ManifestFile file : added) {
            long[] sums = tables.computeIfAbsent(file.schema(), name -> new long[3]);
            sums[0]++;
            sums[1] += file.rows();
            sums[2] += file.bytes();
        }
        tables.forEach((name, sums) -> output.printf(
                Locale.ROOT, "%-9s %,12d rows in %,d new files, %,d bytes%n", name, sums[1], sums[0], sums[2]));
        output.println("in " + out + ", with " + Manifest.NAME);
        output.flush();
        if (run.problem() != null) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + run.problem());
            return ExitCodes.UNREADABLE;
        }
        return ExitCodes.OK;
    }
}
