package nexus.replay.seal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import nexus.journal.seal.ChainComparison;
import nexus.journal.seal.SealCounts;
import nexus.journal.seal.SealFinding;
import nexus.journal.seal.SealPublicKey;
import nexus.journal.seal.SealVerification;
import nexus.journal.store.JournalReader;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import nexus.replay.command.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code replay seal verify}: whether every record is what was sealed. */
@Command(
        name = "verify",
        description = {
            "Holds every record of the journal against the seals: each seal's signature, its link to the one before, and the"
                    + " root of its tree, worked out anew from the records. Reads only; works beside a running gateway.",
            "Each finding says what it is and the first record that may be concerned. With --seals and a copy that was kept"
                    + " elsewhere, that copy counts, and the data folder's own seals are held against it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every sealed record is what was sealed. Records behind the last seal are counted, and not proved.",
            "1:Something is not as it was sealed.",
            "2:Wrong usage, no journal, or no seals.",
            "4:A fault in this program."
        })
final class SealVerifyCommand implements Callable<Integer> {
    /** What is printed; all are counted. */
    private static final int MAX_SHOWN = 100;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SealsOption options;

    private PrintWriter out;
    private long findings;
    private long firstBad = Long.MAX_VALUE;

    @Override
    public Integer call() throws NoJournalException, IOException {
        out = spec.commandLine().getOut();
        long first;
        long last;
        try (JournalReader journal = options.data().open()) {
            first = journal.firstSequence();
            last = journal.lastSequence();
        }
        Path seals = options.seals();
        List<SealPublicKey> keys = options.keys();
        out.println("journal    " + options.dataFolder());
        out.println("seals      " + seals);
        SealCounts counts;
        try (Progress progress = Progress.on(spec.commandLine().getErr(), "checking", first, last)) {
            counts = SealVerification.of(options.dataFolder(), seals, keys, this::show, progress::at);
        }
        if (options.isOutsideCopy() && Files.isDirectory(options.ownSeals())) {
            compare(seals);
        }
        print(counts, keys.isEmpty());
        out.flush();
        return findings == 0 ? ExitCodes.OK : ExitCodes.DIVERGED;
    }

    private void compare(Path copy) throws IOException {
        ChainComparison comparison = ChainComparison.of(options.ownSeals(), copy);
        if (comparison.finding() != null) {
            show(comparison.finding());
        } else if (comparison.there() > comparison.copied()) {
            out.printf("copy       lags %,d entries behind%n", comparison.there() - comparison.copied());
        }
    }

    private void show(SealFinding finding) {
        findings++;
        firstBad = Math.min(firstBad, finding.firstBad());
        if (findings <= MAX_SHOWN) {
            out.println("FOUND      " + finding.fault().words() + ", first bad record " + finding.firstBad() + ": "
                    + finding.text()
                    + (finding.number() == 0 ? "" : " [entry " + finding.number() + "]")
                    + (finding.file().isEmpty() ? "" : " [" + finding.file() + "]"));
        }
    }

    private void print(SealCounts counts, boolean believesChain) {
        out.printf("entries    %,d, of them %,d seals%n", counts.entries(), counts.seals());
        out.println(
                "key        " + (counts.key() == null ? "unknown" : counts.key().id())
                        + (believesChain ? " (by the seals' own word: compare it with the one handed out)" : ""));
        out.printf("proved     %,d records of journal %s%n", counts.proved(), counts.journalId());
        counts.prunes()
                .forEach(prune -> out.printf(
                        "pruned     records %d–%d, on purpose, by %s: %s%n",
                        prune.first(), prune.last(), prune.who(), prune.reason()));
        if (counts.lastSealNanos() != 0) {
            out.println("newest     seal of " + Times.iso(counts.lastSealNanos()));
        }
        out.printf("unsealed   %,d records behind the last seal%n", counts.unsealedTail());
        if (counts.isTorn()) {
            out.println("unfinished the last line of the seals: the sealer was stopped while it wrote it");
        }
        if (findings > MAX_SHOWN) {
            out.printf("more       %,d further findings%n", findings - MAX_SHOWN);
        }
        out.println(findings == 0 ? "sound" : "NOT SOUND: first bad record " + firstBad);
    }
}
