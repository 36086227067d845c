package nexus.replay.prune;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nexus.journal.prune.PruneAct;
import nexus.journal.prune.PruneActs;
import nexus.journal.seal.SealFolder;
import nexus.journal.seal.SealKey;
import nexus.journal.seal.SealPublicKey;
import nexus.journal.store.DataFolderLock;
import nexus.journal.store.JournalReader;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.JournalId;
import nexus.replay.command.NoJournalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay prune}: takes old runs out of the journal. */
@Command(
        name = "prune",
        description = {
            "Takes runs that are older than the policy out of the journal: compressed into an archive each, or, with"
                    + " --delete, for good.",
            "Only runs that are sealed, exported (--what records or all), and not needed for a start; only from the"
                    + " journal's beginning; only while no gateway runs. Seals stay. The act is written down, sealed, and"
                    + " journaled by the next start.",
            "Begin with --dry-run, which changes nothing and says what and why."
        },
        exitCodeList = {
            "0:Done, or shown.",
            "1:Something that is old enough was refused; the output says why.",
            "2:Wrong usage, no journal, a gateway that runs, or a disk that refuses.",
            "4:A fault in this program."
        })
public final class PruneCommand implements Callable<Integer> {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--keep",
            paramLabel = "SPAN",
            converter = Keep.Converter.class,
            description = "What ended longer ago may go: 7y, 90d, 18mo. Age counts from a run's last record.")
    private Keep keep;

    @Option(names = "--dry-run", description = "Change nothing; say what would happen to each run, and why.")
    private boolean dryRun;

    @Option(names = "--confirm", description = "Do it. Needs --reason.")
    private boolean confirmed;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
    private String reason;

    @Option(names = "--who", paramLabel = "NAME", description = "Who does it. Default: the user.")
    private String who = System.getProperty("user.name");

    @Option(names = "--delete", description = "Do not archive: the records are gone for good.")
    private boolean deletes;

    @Option(
            names = "--below-floor",
            paramLabel = "REASON",
            description = "Allows a --keep of less than 7 years, and says why.")
    private String belowFloor;

    @Option(
            names = "--exports",
            paramLabel = "DIR",
            description = "Where exports are, besides exports in the data folder. May be given several times.")
    private List<Path> exports = List.of();

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description = "Where archives go. Default: archive in the data folder.")
    private Path archives;

    @Option(
            names = "--seal-key",
            paramLabel = "FILE",
            description = "The secret key of the seals, to sign the act. Default: seal.key_secret in the data folder.")
    private Path sealKey;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "The seals' public key as it was handed out. Default: the one that the seals name.")
    private Path publicKey;

    @Option(names = "--resume", description = "Complete an act that was interrupted.")
    private boolean resume;

    @Option(
            names = "--restore",
            paramLabel = "ARCHIVE",
            description = "Unpack an archive into --out, a data folder of its own that every command reads.")
    private Path restore;

    @Option(names = "--out", paramLabel = "DIR", description = "Where --restore unpacks to.")
    private Path restoreInto;

    private PrintWriter out;

    @Override
    public Integer call() throws NoJournalException {
        out = spec.commandLine().getOut();
        try {
            int exitCode = run();
            out.flush();
            return exitCode;
        } catch (IOException e) {
            out.flush();
            throw new NoJournalException(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private int run() throws IOException, NoJournalException {
        if (restore != null) {
            return restore();
        } else if (resume) {
            return resume();
        }
        Instant now = Instant.now();
        requireUsage(now);
        Optional<PruneAct> unfinished = PruneActs.of(data.folder()).unfinished();
        if (unfinished.isPresent()) {
            throw new NoJournalException("a prune was begun and not ended, act "
                    + unfinished.get().number() + ": complete it first, with --resume");
        }
        if (dryRun) {
            return show(plan(now, false));
        }
        SealKey key = key();
        try (DataFolderLock lock = DataFolderLock.acquire(data.folder())) {
            PrunePlan plan = plan(now, lock.isHeld());
            int exitCode = show(plan);
            if (!plan.going().isEmpty()) {
                long nanos = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
                PruneAct act = new ActDraft(places(), archives(), deletes)
                        .write(plan.going(), new ActDraft.Statement(journalId(), who, reason, policy(), nanos));
                complete(act, key, lock);
            }
            return exitCode;
        }
    }

    private void requireUsage(Instant now) {
        if (keep == null) {
            throw usage("say how long records are kept, such as --keep 7y");
        } else if (dryRun == confirmed) {
            throw usage("say --dry-run to see what would happen, or --confirm with --reason to do it");
        } else if (confirmed && (reason == null || reason.isBlank())) {
            throw usage("--confirm needs --reason: it goes into the record");
        } else if (keep.isBelowFloor(now) && (belowFloor == null || belowFloor.isBlank())) {
            throw usage("--keep " + keep + " is below the floor of " + Keep.FLOOR
                    + ": records of trading must often be kept that long. If you know that yours need not, say so with"
                    + " --below-floor REASON");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private SealKey key() throws IOException {
        return SealKey.read(sealKey != null ? sealKey : data.folder().resolve(SealKey.FILE_NAME));
    }

    private Path archives() {
        return archives != null ? archives : data.folder().resolve("archive");
    }

    private PrunePlan.Places places() throws IOException {
        List<SealPublicKey> trusted = publicKey == null ? List.of() : List.of(SealKey.readPublic(publicKey));
        List<Path> folders = new ArrayList<>(exports);
        folders.add(data.folder().resolve("exports"));
        return new PrunePlan.Places(data.folder(), SealFolder.of(data.folder()), trusted, folders);
    }

    private PrunePlan plan(Instant now, boolean holdsLock) throws IOException, NoJournalException {
        try (JournalReader journal = data.open()) {
            String journalId = JournalId.of(journal);
            journal.toStart();
            return PrunePlan.of(places(), journal, journalId, keep.cutoff(now), holdsLock);
        }
    }

    private String journalId() throws NoJournalException {
        try (JournalReader journal = data.open()) {
            return JournalId.of(journal);
        }
    }

    private String policy() {
        return "keep " + keep + (deletes ? ", then delete" : ", then archive")
                + (belowFloor == null ? "" : "; below the floor of " + Keep.FLOOR + ": " + belowFloor);
    }

    private int show(PrunePlan plan) {
        out.println("policy     " + policy() + ": what ended before " + plan.cutoff() + " may go");
        for (Verdict verdict : plan.verdicts()) {
            out.println(verdict.run().name() + "  records " + verdict.run().first() + "–"
                    + verdict.run().last());
            if (verdict.goes()) {
                out.println((dryRun ? "    would be " : "    to be ") + (deletes ? "deleted" : "archived")
                        + ": old enough, sealed, exported by "
                        + String.join(
                                ", ",
                                verdict.exports().stream()
                                        .map(manifest -> manifest.path().toString())
                                        .toList()));
            }
            verdict.reasons().forEach(why -> out.println("    stays: " + why));
        }
        long records = plan.going().stream()
                .mapToLong(v -> v.run().last() - v.run().first() + 1)
                .sum();
        out.println((dryRun ? "would go: " : "to go: ") + plan.going().size() + " of "
                + plan.verdicts().size() + " runs, " + records + " records"
                + (plan.going().isEmpty() ? "" : "; the journal then begins with record " + begins(plan))
                + (plan.refused().isEmpty()
                        ? ""
                        : "; old and refused: " + plan.refused().size()));
        if (dryRun) {
            out.println("dry run: nothing was changed");
        }
        return plan.refused().isEmpty() ? ExitCodes.OK : ExitCodes.DIVERGED;
    }

    private static long begins(PrunePlan plan) {
        return plan.going().get(plan.going().size() - 1).run().last() + 1;
    }

    private void complete(PruneAct act, SealKey key, DataFolderLock lock) throws IOException {
        new Pruning(data.folder(), lock, key, () -> System.currentTimeMillis() * 1_000_000L, out::println)
                .complete(act);
        out.println(act.describe());
        out.println("The act is in " + PruneActs.of(data.folder()).file(act)
                + "; the gateway journals it at its next start.");
    }

    private int resume() throws IOException, NoJournalException {
        Optional<PruneAct> act = PruneActs.of(data.folder()).unfinished();
        if (act.isEmpty()) {
            throw new NoJournalException("there is no act to complete in " + data.folder());
        }
        SealKey key = key();
        try (DataFolderLock lock = DataFolderLock.acquire(data.folder())) {
            out.println("completing act " + act.get().number());
            complete(act.get(), key, lock);
        }
        return ExitCodes.OK;
    }

    private int restore() throws IOException {
        if (restoreInto == null) {
            throw usage("--restore needs --out DIR, which then is a data folder of its own");
        }
        List<String> written = RunArchive.restore(restore, restoreInto);
        out.println(written.size() + " files are as they were, in " + restoreInto + ": read them with --data "
                + restoreInto);
        return ExitCodes.OK;
    }
}
