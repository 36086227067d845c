package nexus.gateway.duty;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import nexus.gateway.router.Checkpoint;
import nexus.gateway.router.Router;
import nexus.journal.prune.PruneActs;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Snapshot;
import nexus.journal.store.SnapshotStore;

/**
 * Where a replay begins.
 *
 * @param router in the state behind {@code sequence}
 * @param sequence of the checkpoint that the snapshot was taken at, 0 for the beginning of the journal
 * @param timeNanos time of that record, 0 for the beginning
 */
record SnapshotChoice(Router router, long sequence, long timeNanos) {

    /**
     * The newest sound snapshot of this router version that belongs to this journal, which its checkpoint proves: the
     * digest of all outputs is in both. The beginning of the journal if there is none.
     */
    static SnapshotChoice newestThatFits(
            SnapshotStore snapshots, JournalReader reader, String journalId, long lastSequence) throws IOException {
        JournalRecord record = new JournalRecord();
        for (Snapshot snapshot : snapshots
                .reader()
                .newestFirst(
                        Long.MAX_VALUE, problem -> RouterLog.GATEWAY.warn("a snapshot cannot be used: {}", problem))) {
            String problem = problem(snapshot, lastSequence);
            if (problem == null && !(reader.seek(snapshot.sequence()) && reader.next(record))) {
                problem = "the journal has no such record";
            }
            if (problem == null) {
                try {
                    Router router = Router.ofState(snapshot.state());
                    problem = mismatch(router, record, journalId);
                    if (problem == null) {
                        return new SnapshotChoice(router, snapshot.sequence(), record.timeNanos());
                    }
                } catch (IllegalArgumentException e) {
                    problem = e.getMessage();
                }
            }
            RouterLog.GATEWAY.warn("snapshot {} is left aside: {}", snapshot.sequence(), problem);
        }
        return new SnapshotChoice(new Router(), 0, 0);
    }

    /**
     * The state that a prune has left in front of the journal's first record, whichever router version's it is.
     *
     * @throws IOException if there is none: then nothing is known of what came before
     */
    static SnapshotChoice behindPruned(Path dataFolder, long firstSequence) throws IOException {
        Optional<Snapshot> base = PruneActs.of(dataFolder).base(firstSequence);
        if (base.isEmpty()) {
            throw new IllegalStateException("it begins with record " + firstSequence
                    + ", and there is no snapshot that a replay could begin at");
        }
        return new SnapshotChoice(Router.ofState(base.get().state()), firstSequence - 1, 0);
    }

    private static String problem(Snapshot snapshot, long lastSequence) {
        if (snapshot.routerVersion() != Router.VERSION) {
            return "router version " + snapshot.routerVersion() + ", this is " + Router.VERSION;
        }
        return snapshot.sequence() > lastSequence ? "the journal ends at " + lastSequence : null;
    }

    private static String mismatch(Router router, JournalRecord record, String journalId) {
        if (!router.journalId().equals(journalId)) {
            return "it is of journal " + router.journalId() + ", this is " + journalId;
        }
        Optional<Checkpoint> checkpoint = Checkpoint.read(record);
        if (checkpoint.isEmpty()) {
            return "that record is no checkpoint";
        }
        return checkpoint.get().equals(Checkpoint.of(router))
                ? null
                : "its digest of all outputs is not the checkpoint's";
    }
}
