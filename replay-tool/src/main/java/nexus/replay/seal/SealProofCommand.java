package nexus.replay.seal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import nexus.journal.store.JournalReader;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Interruption;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay seal proof}: proves records to somebody who is not to see the others. */
@Command(
        name = "proof",
        description = {
            "Writes a file that proves that records, or one order's whole life, are among those that were sealed, and"
                    + " discloses no other. Who has the public key checks it with: java SealCheck.java FILE public.key",
            "Reads the journal file up to the seal."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Written.",
            "1:Written, but some of the records are not sealed yet, or some could not be read.",
            "2:Wrong usage, no journal, no seals, no such record or order; or the records are not those that were sealed.",
            "4:A fault in this program."
        })
final class SealProofCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SealsOption options;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Subject subject;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write. It appears when it is whole. Default: standard output.")
    private Path out;

    /** What is to be proved. */
    private static final class Subject {
        @Parameters(arity = "1..*", paramLabel = "SEQ", description = "Sequences of records.")
        private List<Long> sequences;

        @Option(
                names = "--order",
                paramLabel = "ID",
                description = "The order_id of a signal, the ref of an order, or a platform's own id of one.")
        private String order;
    }

    @Override
    public Integer call() throws NoJournalException, IOException {
        if (out != null) {
            return prove(out, spec.commandLine().getOut());
        }
        // Whole or not at all, also here; what is said about it does not belong in it.
        Path target = Files.createTempFile("proof", ".jsonl");
        try {
            int exitCode = prove(target, spec.commandLine().getErr());
            spec.commandLine().getOut().print(Files.readString(target));
            spec.commandLine().getOut().flush();
            return exitCode;
        } finally {
            Files.deleteIfExists(target);
        }
    }

    private int prove(Path target, PrintWriter say) throws NoJournalException, IOException {
        ProofFile file;
        long last;
        try (JournalReader journal = options.data().open()) {
            last = journal.lastSequence();
        }
        if (subject.order != null) {
            try (Interruption interruption = Interruption.listen();
                    Progress progress = Progress.on(spec.commandLine().getErr(), "searching", 1, last)) {
                file = ProofFile.ofOrder(
                        options.dataFolder(), options.seals(), subject.order, target, progress, interruption);
            }
        } else {
            file = ProofFile.of(
                    options.dataFolder(),
                    options.seals(),
                    "records " + subject.sequences.toString().replaceAll("[\\[\\]]", ""),
                    subject.sequences,
                    target);
        }
        say.println((out == null ? "" : out + ": ") + file.records() + " records proved");
        if (!file.unsealed().isEmpty()) {
            say.println("not sealed yet, so not in it: " + file.unsealed());
        }
        file.doubts().forEach(doubt -> say.println("something may be missing: " + doubt));
        say.flush();
        return file.unsealed().isEmpty() && file.doubts().isEmpty() ? ExitCodes.OK : ExitCodes.DIVERGED;
    }
}
