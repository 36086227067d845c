package nexus.replay.export;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import nexus.journal.seal.SealFolder;
import nexus.journal.store.JournalReader;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Interruption;
import nexus.replay.command.JournalId;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import nexus.replay.command.Times;
import nexus.replay.seal.CoveringSeals;
import nexus.replay.seal.ProofFile;
import nexus.replay.table.Manifest;
import nexus.replay.table.ManifestFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay export}: the journal as files for other programs and for people. */
@Command(
        name = "export",
        description = {
            "Writes what happened as CSV, JSON Lines or Parquet, with a manifest that says what each file holds and its"
                    + " SHA-256. The same journal and the same options give the same bytes."
        },
        footerHeading = "%nWhat:%n",
        footer = {
            "  events       the life cycle of signals and orders, one row an event",
            "  orders       of these, what concerns orders, also refused ones",
            "  fills        of these, executions and corrections",
            "  signals      of these, signals and cancels, and what came of them",
            "  market-data  every tick that was taken",
            "  records      every journal record; 'raw' is its payload, byte for byte, in base64",
            "  all          events, market-data and records",
            "",
            "Examples:",
            "  replay export --what all --format jsonl --out /backup/2026-11-23 --from 2026-11-23T00:00:00Z",
            "  replay export --what fills --format csv --out /tmp/fills --symbols NQ,ES",
            "  replay export --order 1732380000123 --proof --out order.proof"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:--order: written, but some of its records are not sealed yet, or some could not be read.",
            "2:Wrong usage, no journal, a folder or disk that cannot be written; or a damaged journal: then the export"
                    + " goes up to the damage, and its manifest says so.",
            "4:A fault in this program.",
            "130:Ctrl-C: nothing was written."
        })
public final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @ArgGroup(multiplicity = "1")
    private Wanted wanted;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "A new folder, or that of the same export, which is then made again. With --order: a file.")
    private Path out;

    @Option(
            names = "--from",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Where it begins: a record's sequence, or a time (ISO 8601 with zone, or ns since the epoch)."
                    + " Default: the journal's first record.")
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
            description = "Only these universal symbols; rows that name none stay.")
    private List<String> symbols = List.of();

    @Option(
            names = "--platforms",
            paramLabel = "NAME",
            split = ",",
            description = "Only these platforms; rows that name none, such as signals, stay.")
    private List<String> platforms = List.of();

    @Override
    public Integer call() throws NoJournalException {
        try (JournalReader journal = data.open();
                Interruption interruption = Interruption.listen()) {
            int exitCode = wanted.order == null
                    ? export(journal, options(), interruption)
                    : prove(journal, wanted.order.id, interruption);
            interruption.endWith(exitCode);
            return exitCode;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to --out " + out + ": " + e.getMessage(), e);
        }
    }

    private ExportOptions options() {
        What what = wanted.tables.what;
        Selection selection = new Selection(symbols, platforms);
        if (!selection.isAll() && what.tables().contains(What.RECORDS)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--symbols and --platforms cannot be used for records, which are never left out");
        }
        return new ExportOptions(
                what, wanted.tables.format, Optional.ofNullable(from), Optional.ofNullable(to), selection);
    }

    private int prove(JournalReader journal, String id, Interruption interruption)
            throws IOException, NoJournalException {
        boolean isRange = from != null || to != null || !symbols.isEmpty() || !platforms.isEmpty();
        if (isRange) {
            throw new ParameterException(
                    spec.commandLine(), "--order is one order's whole life: no range, symbols or platforms with it");
        }
        ProofFile file;
        try (Progress progress = Progress.on(
                spec.commandLine().getErr(), "searching", journal.firstSequence(), journal.lastSequence())) {
            file = ProofFile.ofOrder(data.folder(), SealFolder.of(data.folder()), id, out, progress, interruption);
        }
        PrintWriter output = spec.commandLine().getOut();
        output.println(out + ": " + file.records() + " records proved");
        if (!file.unsealed().isEmpty()) {
            output.println("not sealed yet, so not in it: " + file.unsealed());
        }
        file.doubts().forEach(doubt -> output.println("something may be missing: " + doubt));
        output.flush();
        return file.unsealed().isEmpty() && file.doubts().isEmpty() ? ExitCodes.OK : ExitCodes.DIVERGED;
    }

    private int export(JournalReader journal, ExportOptions options, Interruption interruption)
            throws IOException, NoJournalException {
        long last = to == null ? journal.lastSequence() : to.last(journal);
        long first = from == null ? journal.firstSequence() : from.first(journal);
        if (first > last) {
            throw new NoJournalException("there is nothing to export: the range would begin with record " + first
                    + " and end with record " + last);
        }
        Manifest question = options.question(JournalId.of(journal));
        ExportFolder folder = new ExportFolder(out);
        Optional<String> problem = folder.problem(question, options.fileNames(), data.folder());
        if (problem.isPresent()) {
            throw new ParameterException(spec.commandLine(), problem.get());
        }
        Optional<Manifest> manifest = write(journal, options, question, folder, interruption, first, last);
        return manifest.isEmpty() ? ExitCodes.INTERRUPTED : tell(manifest.get(), folder.path());
    }

    /** Empty if it was interrupted: nothing is written then. */
    private Optional<Manifest> write(
            JournalReader journal,
            ExportOptions options,
            Manifest question,
            ExportFolder folder,
            Interruption interruption,
            long first,
            long last)
            throws IOException, NoJournalException {
        boolean isDone = false;
        folder.create();
        try (Tables tables = Tables.open(data.folder(), options, folder.path());
                Progress progress = Progress.on(spec.commandLine().getErr(), "exporting", first, last)) {
            ExportRun run = new ExportRun(data.folder(), journal, tables, progress::at, interruption::hasCome);
            if (options.needsRouter()) {
                run.routed(first, last);
            } else {
                run.bare(first, last);
            }
            if (run.wasStopped()) {
                return Optional.empty();
            }
            Manifest.Covered covered = run.covered()
                    .orElseThrow(() -> new NoJournalException("no record of the range can be read: " + run.problem()));
            Manifest manifest = folder.finish(tables.files(), files -> answer(question, covered, files, run.notices()));
            isDone = true;
            return Optional.of(manifest);
        } finally {
            if (!isDone) {
                folder.giveUp();
            }
        }
    }

    private Manifest answer(
            Manifest question, Manifest.Covered covered, List<ManifestFile> files, List<String> runNotices) {
        List<String> notices = new ArrayList<>(runNotices);
        List<Manifest.Seal> seals = CoveringSeals.of(data.folder(), covered, notices::add);
        return new Manifest(question.kind(), question.settings(), question.journalId(), covered, files, seals, notices);
    }

    private int tell(Manifest manifest, Path folder) {
        PrintWriter output = spec.commandLine().getOut();
        Manifest.Covered covered = manifest.covered();
        output.printf(
                Locale.ROOT,
                "records %d to %d, %s to %s%n",
                covered.firstSequence(),
                covered.lastSequence(),
                Times.iso(covered.firstTimeNanos()),
                Times.iso(covered.lastTimeNanos()));
        for (ManifestFile file : manifest.files()) {
            output.printf(Locale.ROOT, "%-24s %,d rows, %,d bytes%n", file.path(), file.rows(), file.bytes());
        }
        output.println("in " + folder + ", with " + Manifest.NAME);
        output.flush();
        PrintWriter err = spec.commandLine().getErr();
        manifest.notices().forEach(notice -> err.println(spec.qualifiedName() + ": " + notice));
        if (covered.problem() != null) {
            err.println(spec.qualifiedName() + ": " + covered.problem());
            return ExitCodes.UNREADABLE;
        }
        return ExitCodes.OK;
    }
}
