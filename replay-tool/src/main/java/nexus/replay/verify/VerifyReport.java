package nexus.replay.verify;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import nexus.gateway.router.Divergence;
import nexus.gateway.router.Router;
import nexus.journal.prune.PruneActs;
import nexus.journal.store.JournalReader;
import nexus.replay.command.Times;

/** Says what a verification has found. */
final class VerifyReport {
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter out;
    private final Verification verification;
    private final JournalReader journal;

    VerifyReport(PrintWriter out, Verification verification, JournalReader journal) {
        this.out = out;
        this.verification = verification;
        this.journal = journal;
    }

    /** What is read, and from where. */
    void begin(Path dataFolder, String asked, long from) {
        field("journal", dataFolder.toString());
        PruneActs.of(dataFolder).before(journal.firstSequence()).forEach(act -> field("pruned", act));
        long start = verification.start();
        boolean isEarlier = start + 1 < from;
        if (start > 0 && start == journal.firstSequence() - 1) {
            field("start", "record " + (start + 1) + ", with the state that the prune has left");
        } else if (start > 0) {
            field("start", "the snapshot of record " + start + (isEarlier ? ", the last before " + asked : ""));
        } else if (isEarlier && verification.router() != null) {
            field("start", "record 1: there is no snapshot before " + asked + " that can be used");
        }
    }

    /** @param tookNanos how long it took; 0 if it waited for records most of the time */
    void counts(long tookNanos) {
        Tally tally = verification.tally();
        field(
                "records",
                String.format(
                        Locale.ROOT,
                        "%,d in %,d runs, %s, router version %s (this one: %d)",
                        tally.records(),
                        tally.runs(),
                        tally.records() == 0 ? "none" : tally.first() + "–" + verification.lastSequence(),
                        tally.versions(),
                        Router.VERSION));
        if (tally.records() > 0) {
            field(
                    "time",
                    Times.iso(tally.firstNanos()) + " to " + Times.iso(tally.lastNanos()) + " ("
                            + Times.length(tally.lastNanos() - tally.firstNanos()) + ")");
        }
        field("inputs", String.format(Locale.ROOT, "%,d", tally.inputs()));
        Router router = verification.router();
        field(
                "outputs",
                String.format(
                        Locale.ROOT,
                        "%,d compared byte for byte; %,d since the journal began, market data included, by %,d"
                                + " checkpoints",
                        tally.outputs(),
                        router == null ? 0 : router.digest().count(),
                        verification.checkpoints()));
        field(
                "snapshots",
                String.format(
                        Locale.ROOT,
                        "%,d compared byte for byte",
                        verification.snapshots().compared()));
        if (tookNanos > 0) {
            field(
                    "rate",
                    String.format(
                            Locale.ROOT,
                            "%,.0f records/s (%s)",
                            tally.records() * NANOS_PER_SECOND / tookNanos,
                            Times.length(tookNanos)));
        }
        tally.tornTails().forEach(tail -> field("torn tail", tail));
        verification.remarks().forEach(remark -> field("remark", remark));
    }

    /** How the journal ends, if it ended before all was there. */
    void end() {
        if (verification.pendingOutputs() > 0) {
            field(
                    "end",
                    "unfinished: " + verification.pendingOutputs()
                            + " outputs are not in the journal yet; the next run names them");
        }
        if (!verification.coverage().isDamaged()) {
            journal.tornTail().ifPresent(tail -> field("end", "unfinished: " + tail));
        }
    }

    /**
     * What it comes to, in one line or, with a difference or damage, some more.
     *
     * @param isComplete whether all was looked at that was asked for
     */
    void result(boolean isComplete) {
        Coverage coverage = verification.coverage();
        coverage.damage().forEach(damage -> field("damage", damage));
        if (!coverage.unverified().isEmpty()) {
            field("unverified", text(coverage.unverified()) + ": no snapshot that a replay could begin at");
        }
        if (verification.isDiverged()) {
            divergence();
        } else if (!coverage.isDamaged() && isComplete) {
            out.println("identical");
        } else if (coverage.verified().isEmpty()) {
            out.println("nothing could be verified");
        } else {
            out.println(
                    "identical " + (isComplete ? "where it can be read" : "so far") + ": " + text(coverage.verified()));
        }
    }

    private static String text(List<Coverage.Range> ranges) {
        return ranges.stream().map(Coverage.Range::toString).collect(Collectors.joining(", "));
    }

    private void divergence() {
        boolean across = verification.isAcrossVersions();
        String word = across ? "DIFFERS" : "DIVERGED";
        long sequence = verification.lastSequence();
        long cause = 0;
        if (verification.brokenInvariant() != null) {
            out.println(word + ": the router stopped at record " + sequence + ": " + verification.brokenInvariant());
        } else {
            Divergence divergence = verification.divergence().orElseThrow();
            sequence = divergence.sequence();
            cause = divergence.cause();
            out.println(word + " at record " + sequence + ": " + divergence.what());
            field("expected", divergence.expected());
            field("found", divergence.found());
        }
        field(
                "before",
                "identical up to record " + (sequence - 1) + "; the last checkpoint that agreed: "
                        + (verification.agreedCheckpoint() == 0 ? "none" : verification.agreedCheckpoint()));
        CauseChain.of(journal, verification.router().view(), sequence, cause)
                .forEach(link -> field(link.label(), link.line()));
        if (across) {
            out.println("Router version " + verification.recordedVersion()
                    + " wrote this record, and this is version " + Router.VERSION
                    + ": the difference may be on purpose.");
        }
    }

    private void field(String name, String value) {
        out.printf("%-10s %s%n", name, value);
    }
}
