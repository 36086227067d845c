package nexus.replay.verify;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import nexus.gateway.router.Divergence;
import nexus.gateway.router.Router;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.RecordText;
import nexus.replay.command.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code replay verify}: proves that the router would do exactly the same again. */
@Command(
        name = "verify",
        description = "Runs the router over the whole journal and compares every output and every digest.")
public final class VerifyCommand implements Callable<Integer> {
    private static final double NANOS_PER_SECOND = 1e9;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    private final RecordText text = new RecordText();
    private PrintWriter out;

    @Override
    public Integer call() throws NoJournalException {
        out = spec.commandLine().getOut();
        try (JournalReader journal = data.open()) {
            if (journal.firstSequence() != 1) {
                throw new NoJournalException("the journal in " + data.folder() + " begins with record "
                        + journal.firstSequence() + ": earlier runs are missing, and the router starts from nothing");
            }
            Verification verification = new Verification(journal);
            long startNanos = System.nanoTime();
            verification.run();
            print(verification, System.nanoTime() - startNanos);
            int exitCode = verification.isDiverged() ? printDivergence(verification, journal) : ExitCodes.OK;
            if (exitCode == ExitCodes.OK) {
                journal.tornTail().ifPresent(tail -> field("end", "unfinished: " + tail));
                out.println("identical");
            }
            out.flush();
            return exitCode;
        }
    }

    private void print(Verification verification, long tookNanos) {
        field("journal", data.folder().toString());
        field(
                "records",
                String.format(
                        Locale.ROOT,
                        "%,d in %,d runs, router version %s (this one: %d)",
                        verification.records(),
                        verification.runs(),
                        verification.versions(),
                        Router.VERSION));
        field(
                "time",
                Times.iso(verification.firstNanos()) + " to " + Times.iso(verification.lastNanos()) + " ("
                        + Times.length(verification.lastNanos() - verification.firstNanos()) + ")");
        field("inputs", String.format(Locale.ROOT, "%,d", verification.inputs()));
        field(
                "outputs",
                String.format(
                        Locale.ROOT,
                        "%,d compared byte for byte; %,d, market data included, by %,d checkpoints",
                        verification.outputs(),
                        verification.routedOutputs(),
                        verification.checkpoints()));
        field(
                "rate",
                String.format(
                        Locale.ROOT,
                        "%,.0f records/s (%s)",
                        verification.records() * NANOS_PER_SECOND / Math.max(1, tookNanos),
                        Times.length(tookNanos)));
        verification.tornTails().forEach(tail -> field("torn tail", tail));
        if (!verification.isDiverged() && verification.pendingOutputs() > 0) {
            field(
                    "end",
                    "unfinished: " + verification.pendingOutputs()
                            + " outputs are not in the journal yet; the next run names them");
        }
    }

    private int printDivergence(Verification verification, JournalReader journal) {
        if (verification.brokenInvariant() != null) {
            out.println("DIVERGED: the router stopped at record " + verification.lastSequence() + ": "
                    + verification.brokenInvariant());
            printRecord("record", journal, verification.lastSequence());
            return ExitCodes.DIVERGED;
        }
        Divergence divergence = verification.divergence().orElseThrow();
        boolean across = divergence.isAcrossVersions();
        out.println(
                (across ? "DIFFERS" : "DIVERGED") + " at record " + divergence.sequence() + ": " + divergence.what());
        field("expected", divergence.expected());
        field("found", divergence.found());
        printRecord("record", journal, divergence.sequence());
        printRecord("cause", journal, divergence.cause());
        if (across) {
            out.println("Router version " + divergence.recordedVersion() + " wrote this record, and this is version "
                    + Router.VERSION + ": the difference may be on purpose.");
        }
        return across ? ExitCodes.OTHER_VERSION : ExitCodes.DIVERGED;
    }

    private void printRecord(String label, JournalReader journal, long sequence) {
        JournalRecord record = new JournalRecord();
        if (sequence > 0 && journal.seek(sequence) && journal.next(record)) {
            field(label, text.line(record).strip());
        }
    }

    private void field(String name, String value) {
        out.printf("%-10s %s%n", name, value);
    }
}
