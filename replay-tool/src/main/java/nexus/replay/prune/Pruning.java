package nexus.replay.prune;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import nexus.journal.prune.PruneAct;
import nexus.journal.prune.PruneAct.NamedFile;
import nexus.journal.prune.PruneActs;
import nexus.journal.seal.ChainCheck;
import nexus.journal.seal.ChainEntry;
import nexus.journal.seal.SealChain;
import nexus.journal.seal.SealEntry;
import nexus.journal.seal.SealFolder;
import nexus.journal.seal.SealKey;
import nexus.journal.store.DataFolderLock;
import nexus.journal.store.FolderSync;
import nexus.journal.store.Sha256;
import nexus.journal.store.SnapshotReader;

/**
 * Does what an act says. Each step may be done again: an act that was interrupted anywhere is completed by doing all of it
 * once more. A run leaves the journal whole, by one renaming, and only when its removal is sealed and its copy, if it is to
 * have one, is there.
 */
final class Pruning {
    /** Windows lets go of a mapped file when the garbage collector has taken the mapping. */
    private static final int ATTEMPTS = 50;

    private static final long PAUSE_NANOS = 100_000_000L;

    private final Path data;
    private final PruneActs acts;
    private final DataFolderLock lock;
    private final SealKey key;
    private final LongSupplier wallNanos;
    private final Consumer<String> steps;

    /**
     * @param lock of the data folder: no gateway may start meanwhile
     * @param key that the seals are signed with
     * @param steps told what was done
     */
    Pruning(Path data, DataFolderLock lock, SealKey key, LongSupplier wallNanos, Consumer<String> steps) {
        this.data = data;
        this.acts = PruneActs.of(data);
        this.lock = lock;
        this.key = key;
        this.wallNanos = wallNanos;
        this.steps = steps;
    }

    /**
     * Completes an act.
     *
     * @throws IOException if a step cannot be done: what is done by then stays done, and the act can be resumed
     */
    void complete(PruneAct act) throws IOException {
        if (!lock.isHeld()) {
            throw new IllegalStateException("the data folder is not locked");
        }
        seal(act);
        for (PruneAct.Run run : act.runs()) {
            Path folder = data.resolve("journal").resolve(run.folder());
            if (Files.isDirectory(folder)) {
                requireCopy(run);
                requireUnchanged(run);
                moveAway(folder, acts.removing().resolve(run.folder()));
                FolderSync.force(folder.getParent());
            }
            delete(acts.removing().resolve(run.folder()));
            steps.accept(run.folder()
                    + (run.isDeleted()
                            ? ": deleted"
                            : ": archived in " + run.archive().name()));
        }
        for (long sequence : SnapshotReader.of(data).sequences()) {
            if (sequence <= act.last()) {
                Files.deleteIfExists(ActDraft.snapshot(data, sequence));
            }
        }
        acts.markDone(act);
    }

    /** Enters into the chain of seals what is about to be removed; the seals themselves stay. */
    private void seal(PruneAct act) throws IOException {
        Path folder = SealFolder.of(data);
        String mark = "act " + act.number() + ", SHA-256 " + PruneActs.sha256(act);
        Set<String> entered = new HashSet<>();
        try (ChainCheck chain = ChainCheck.open(folder, List.of(), finding -> {})) {
            for (ChainEntry entry = chain.next(); entry != null; entry = chain.next()) {
                if (entry.what() instanceof SealEntry.Prune prune
                        && prune.reason().startsWith(mark)) {
                    entered.add(prune.run());
                }
            }
        }
        SealChain chain = SealChain.open(folder, key);
        for (PruneAct.Run run : act.runs()) {
            if (!entered.contains(run.folder())) {
                chain.append(
                        new SealEntry.Prune(
                                run.folder(), run.first(), run.last(), act.who(), mark + ": " + act.reason()),
                        wallNanos.getAsLong());
            }
        }
    }

    private static void requireCopy(PruneAct.Run run) throws IOException {
        NamedFile archive = run.archive();
        if (archive == null) {
            return;
        }
        Path file = Path.of(archive.name());
        if (!Files.isRegularFile(file) || !Sha256.of(file).equals(archive.sha256())) {
            throw new IOException("the archive " + file + " is not there, or is not what was written: the run "
                    + run.folder() + " stays. Bring it back, then run 'replay prune --resume'");
        }
    }

    private void requireUnchanged(PruneAct.Run run) throws IOException {
        for (NamedFile named : run.files()) {
            Path file = data.resolve(named.name());
            boolean isOfRun = named.name().startsWith("journal/");
            if (isOfRun && !(Files.isRegularFile(file) && Sha256.of(file).equals(named.sha256()))) {
                throw new IOException(file + " is no longer what it was when the act was written: the run stays."
                        + " Keep the folder, and look with 'replay seal verify'");
            }
        }
    }

    private static void moveAway(Path from, Path to) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (FileSystemException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException(
                            "the run " + from.getFileName() + " cannot be moved: another program has its files open"
                                    + " (" + e.getMessage() + "). Stop it, then run 'replay prune --resume'",
                            e);
                }
                // This process has read the files itself, and its mappings may still be there.
                System.gc();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
