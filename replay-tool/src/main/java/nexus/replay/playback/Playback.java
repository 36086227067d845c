package nexus.replay.playback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nexus.gateway.router.Checkpoint;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.prune.PruneActs;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Snapshot;
import nexus.journal.store.SnapshotReader;
import nexus.replay.command.NoJournalException;

/**
 * A router that is moved along a journal, from the newest snapshot that fits or from the first record; from the state
 * that a prune has left, where the first runs were taken out. What it passes
 * is held against the recorded outputs.
 */
public final class Playback {
    private final JournalReader journal;
    private final Replay replay;
    private final long start;

    private Playback(JournalReader journal, Replay replay, long start) {
        this.journal = journal;
        this.replay = replay;
        this.start = start;
    }

    /**
     * Stands at the newest snapshot behind which record {@code target} lies, or before the journal's first record. A
     * snapshot counts if it is sound, of this router version, and the checkpoint that it was taken at has the digest
     * that the snapshot has.
     *
     * @param listener hears every output and note from there on; may be null
     * @param problems told of snapshots that cannot be used
     * @throws NoJournalException if there is no snapshot and the journal's first runs are missing
     */
    public static Playback before(
            Path dataFolder, JournalReader journal, long target, Outputs listener, Consumer<String> problems)
            throws NoJournalException {
        try {
            Iterable<Snapshot> snapshots = SnapshotReader.of(dataFolder).newestFirst(target - 1, problems);
            for (Snapshot snapshot : snapshots) {
                Optional<Router> router = router(snapshot, journal, problems);
                if (router.isPresent() && journal.seek(snapshot.sequence() + 1)) {
                    return new Playback(journal, new Replay(router.get(), listener), snapshot.sequence());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the snapshots in " + dataFolder + ": " + e.getMessage(), e);
        }
        long first = journal.firstSequence();
        Router router = first == 1 ? new Router() : behindPruned(dataFolder, first, target);
        journal.toStart();
        return new Playback(journal, new Replay(router, listener), first - 1);
    }

    /** In the state that a prune has left in front of the first record. */
    private static Router behindPruned(Path dataFolder, long first, long target) throws NoJournalException {
        PruneActs acts = PruneActs.of(dataFolder);
        List<String> pruned = acts.before(first);
        String problem;
        try {
            Optional<Snapshot> base = acts.base(first);
            if (base.isPresent()) {
                return Router.ofState(base.get().state());
            }
            problem = "no snapshot before record " + target + " can be used";
        } catch (IOException | IllegalArgumentException e) {
            problem = e.getMessage();
        }
        throw new NoJournalException("the journal in " + dataFolder + " begins with record " + first + ": "
                + (pruned.isEmpty() ? "earlier runs are missing" : String.join("; ", pruned)) + ", and " + problem);
    }

    /**
     * Stands at the oldest snapshot of a record or a later one; empty if there is none. Behind damage that is where a
     * replay can go on.
     *
     * @param listener hears every output and note from there on; may be null
     * @param problems told of snapshots that cannot be used
     */
    public static Optional<Playback> behind(
            Path dataFolder, JournalReader journal, long sequence, Outputs listener, Consumer<String> problems) {
        SnapshotReader snapshots = SnapshotReader.of(dataFolder);
        for (long candidate : sequences(dataFolder, snapshots)) {
            Optional<Playback> playback =
                    candidate < sequence ? Optional.empty() : at(snapshots, candidate, journal, listener, problems);
            if (playback.isPresent()) {
                return playback;
            }
        }
        return Optional.empty();
    }

    /** Stands at this snapshot; empty if it is not there or does not count, of which {@code problems} is told. */
    public static Optional<Playback> at(
            Path dataFolder, JournalReader journal, long sequence, Consumer<String> problems) {
        return at(SnapshotReader.of(dataFolder), sequence, journal, null, problems);
    }

    private static Optional<Playback> at(
            SnapshotReader snapshots,
            long sequence,
            JournalReader journal,
            Outputs listener,
            Consumer<String> problems) {
        return Optional.ofNullable(snapshots.read(sequence, problems))
                .flatMap(snapshot -> router(snapshot, journal, problems))
                .filter(router -> journal.seek(sequence + 1))
                .map(router -> new Playback(journal, new Replay(router, listener), sequence));
    }

    private static List<Long> sequences(Path dataFolder, SnapshotReader snapshots) {
        try {
            return snapshots.sequences();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the snapshots in " + dataFolder + ": " + e.getMessage(), e);
        }
    }

    private static Optional<Router> router(Snapshot snapshot, JournalReader journal, Consumer<String> problems) {
        String problem = null;
        JournalRecord record = new JournalRecord();
        if (snapshot.routerVersion() != Router.VERSION) {
            problem = "router version " + snapshot.routerVersion() + ", this is " + Router.VERSION;
        } else if (!journal.seek(snapshot.sequence()) || !journal.next(record)) {
            problem = "the journal has no such record";
        } else {
            try {
                Router router = Router.ofState(snapshot.state());
                if (Checkpoint.read(record)
                        .filter(Checkpoint.of(router)::equals)
                        .isPresent()) {
                    return Optional.of(router);
                }
                problem = "that record is no checkpoint with its digest of all outputs";
            } catch (IllegalArgumentException e) {
                problem = e.getMessage();
            }
        }
        problems.accept("snapshot " + snapshot.sequence() + " is left aside: " + problem);
        return Optional.empty();
    }

    /**
     * Moves over one record and shows it.
     *
     * @return false at the end of the journal
     * @throws JournalDamageException if the record is damaged or missing
     * @throws IllegalStateException if the router refuses to go on: an invariant is broken
     */
    public boolean next(JournalRecord into) {
        if (!journal.next(into)) {
            return false;
        }
        accept(into);
        return true;
    }

    /**
     * Takes a record that its user has read from the journal: the one behind the last.
     *
     * @throws IllegalStateException if the router refuses to go on: an invariant is broken
     */
    public void accept(JournalRecord record) {
        replay.accept(record);
    }

    /**
     * Passes a damaged place that holds no record: the one that {@link #next} looked for is sound, and comes next.
     *
     * @return false if that record itself is damaged or missing: this playback ends before it
     */
    public boolean passOver(JournalDamageException damage) {
        return journal.seek(damage.sequence());
    }

    /** What was compared on the way. */
    public Replay replay() {
        return replay;
    }

    /** From where on this router does not do what was recorded, for people; empty if it does. */
    public Optional<String> divergence() {
        return replay.firstDivergence()
                .map(divergence -> "From record " + divergence.sequence()
                        + " on, this router does not do what was recorded (" + divergence.what() + ")");
    }

    /** As it stands behind the last record. */
    public Router router() {
        return replay.router();
    }

    /** Sequence of the snapshot where it began; the one before the journal's first record where it began there. */
    public long start() {
        return start;
    }
}
