package nexus.replay.verify;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import nexus.journal.store.JournalReader;
import nexus.replay.command.DataOption;
import nexus.replay.command.Interruption;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay verify}: proves that the router would do exactly the same again. */
@Command(
        name = "verify",
        description = {
            "Runs the router over the journal and compares every output, every checkpoint and every snapshot.",
            "Shows the first difference with its chain of causes, and ends. Reads only; works beside a running gateway.",
            "A damaged journal is verified before the damage, and behind it from the next snapshot on."
        })
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--from",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Begin at this record or time: at the last snapshot before it, for the state is needed."
                    + " Default: the first record.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "End with this record or time (with --follow: this record). Default: the last record at the"
                    + " start.")
    private Moment to;

    @Option(
            names = "--follow",
            description =
                    "Go on as the journal grows and say once a second how far it is identical, until a difference,"
                            + " damage, or Ctrl-C, which ends with the exit code so far.")
    private boolean follow;

    private PrintWriter out;

    @Override
    public Integer call() throws NoJournalException {
        out = spec.commandLine().getOut();
        if (follow && to != null && to.isTime()) {
            throw new ParameterException(spec.commandLine(), "--to takes a sequence with --follow, not a time");
        }
        try (JournalReader journal = data.open();
                Interruption interruption = Interruption.listen()) {
            int exitCode = follow ? follow(journal, interruption) : verify(journal, interruption);
            out.flush();
            spec.commandLine().getErr().flush();
            return exitCode;
        }
    }

    private int verify(JournalReader journal, Interruption interruption) throws NoJournalException {
        long first = first(journal);
        long last = to == null ? journal.lastSequence() : to.last(journal);
        if (first > last) {
            throw new NoJournalException("there is no record from " + from + " on"
                    + (to == null ? "" : " up to " + to) + ": the journal ends with record "
                    + journal.lastSequence());
        }
        long startNanos = System.nanoTime();
        boolean isComplete = false;
        Verification verification;
        VerifyReport report;
        try (Progress progress = Progress.on(spec.commandLine().getErr(), "verifying", first, last)) {
            verification = new Verification(data.folder(), journal, progress::at);
            report = begin(verification, journal, first);
            while (!isComplete && !interruption.hasCome()) {
                isComplete = !verification.advance(last);
            }
        }
        boolean isWhole = isComplete && to == null && verification.endsSoundly();
        verification.end();
        report.counts(System.nanoTime() - startNanos);
        if (isWhole) {
            report.end();
        }
        return finish(verification, report, isComplete);
    }

    private int follow(JournalReader journal, Interruption interruption) {
        Verification verification = new Verification(data.folder(), journal, sequence -> {});
        VerifyReport report = begin(verification, journal, first(journal));
        out.flush();
        new Following(verification, out, Clock.systemUTC()).run(to == null ? Long.MAX_VALUE : to.value(), interruption);
        verification.end();
        report.counts(0);
        interruption.endWith(verification.exitCode());
        return finish(verification, report, false);
    }

    private long first(JournalReader journal) {
        return from == null ? journal.firstSequence() : from.first(journal);
    }

    private VerifyReport begin(Verification verification, JournalReader journal, long first) {
        verification.begin(first);
        VerifyReport report = new VerifyReport(out, verification, journal);
        report.begin(data.folder(), String.valueOf(from), first);
        return report;
    }

    private int finish(Verification verification, VerifyReport report, boolean isComplete) {
        report.result(isComplete);
        out.flush();
        verification
                .coverage()
                .damage()
                .forEach(damage -> spec.commandLine().getErr().println(spec.qualifiedName() + ": " + damage));
        return verification.exitCode();
    }
}
