package nexus.replay.seal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import nexus.journal.seal.ChainCheck;
import nexus.journal.seal.ChainComparison;
import nexus.journal.seal.ChainEntry;
import nexus.journal.seal.SealEntry.Gap;
import nexus.journal.seal.SealEntry.Seal;
import nexus.journal.seal.SealPublicKey;
import nexus.journal.store.JournalReader;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code replay seal status}: how far the journal is sealed; checks nothing. */
@Command(
        name = "status",
        description =
                "How far the journal is sealed, by which key, and how far the copy is. Checks nothing: that is verify.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Told.", "2:Wrong usage, no journal, or no seals.", "4:A fault in this program."})
final class SealStatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SealsOption options;

    @Override
    public Integer call() throws NoJournalException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        long last;
        try (JournalReader journal = options.data().open()) {
            last = journal.lastSequence();
        }
        Path folder = options.seals();
        long seals = 0;
        long entries = 0;
        long gaps = 0;
        long through = 0;
        ChainEntry end = null;
        SealPublicKey key;
        try (ChainCheck chain = ChainCheck.open(folder, List.of(), finding -> {})) {
            for (ChainEntry entry = chain.next(); entry != null; entry = chain.next()) {
                entries++;
                end = entry;
                if (entry.what() instanceof Seal seal) {
                    seals++;
                    through = seal.last();
                } else if (entry.what() instanceof Gap gap) {
                    gaps++;
                    through = gap.next() - 1;
                }
            }
            key = chain.key();
        }
        out.println("seals      " + folder);
        out.printf("entries    %,d, of them %,d seals%n", entries, seals);
        if (end != null) {
            out.println("journal    " + end.journalId());
            out.println("newest     " + Times.iso(end.timeNanos()));
        }
        out.println("key        " + (key == null ? "unknown" : key.id()));
        out.printf("sealed     through record %,d of %,d%n", through, last);
        if (gaps > 0) {
            out.printf("gaps       %,d: see verify%n", gaps);
        }
        if (options.isOutsideCopy() && Files.isDirectory(options.ownSeals())) {
            compare(out, folder);
        }
        out.flush();
        return ExitCodes.OK;
    }

    private void compare(PrintWriter out, Path copy) throws IOException {
        ChainComparison comparison = ChainComparison.of(options.ownSeals(), copy);
        out.println("copy       "
                + (comparison.finding() == null
                        ? (comparison.there() - comparison.copied()) + " entries behind " + options.ownSeals()
                        : comparison.finding().text()));
    }
}
