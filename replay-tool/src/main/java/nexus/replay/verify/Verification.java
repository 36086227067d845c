package nexus.replay.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import nexus.gateway.router.Divergence;
import nexus.gateway.router.Router;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.NoJournalException;
import nexus.replay.playback.Playback;

/**
 * Runs a router over a journal, slice by slice, up to the first difference. Where the journal is damaged it goes on from
 * the next snapshot behind the damage.
 */
final class Verification {
    /** Between two looks at what else there is to do: some milliseconds. */
    private static final int SLICE_RECORDS = 8_192;

    private final Path dataFolder;
    private final JournalReader journal;
    private final LongConsumer passed;
    private final JournalRecord record = new JournalRecord();
    private final Tally tally = new Tally();
    private final Coverage coverage = new Coverage();
    private final SnapshotProof snapshots;
    private Playback playback;
    private long start;
    private long rangeStart;
    private long lastSequence;
    private long agreedCheckpoint;
    private long checkpointsBefore;
    private Divergence divergence;
    private String brokenInvariant;
    private boolean isStuck;

    /**
     * @param journal its cursor is moved about
     * @param passed told of each record that was passed
     */
    Verification(Path dataFolder, JournalReader journal, LongConsumer passed) {
        this.dataFolder = dataFolder;
        this.journal = journal;
        this.passed = passed;
        this.snapshots = new SnapshotProof(dataFolder, coverage::damage);
    }

    /** Stands at the newest snapshot behind which record {@code from} lies, or before the first record. */
    void begin(long from) {
        try {
            // What cannot be used of the snapshots here is passed later, and told then.
            enter(Playback.before(dataFolder, journal, from, null, problem -> {}));
            start = playback.start();
        } catch (NoJournalException e) {
            coverage.damage(e.getMessage());
            lastSequence = journal.firstSequence() - 1;
            goOnBehind(journal.firstSequence());
        }
    }

    private void enter(Playback next) {
        playback = next;
        rangeStart = next.start() + 1;
        lastSequence = next.start();
        agreedCheckpoint = next.start();
        snapshots.begin(next.start());
    }

    /**
     * Verifies what comes next.
     *
     * @param last the record to end behind
     * @return whether there was anything: if not, all is done up to {@code last} or up to the journal's end of now
     */
    boolean advance(long last) {
        boolean any = false;
        for (int i = 0; i < SLICE_RECORDS && lastSequence < last && !isEnded(); i++) {
            if (!step()) {
                break;
            }
            any = true;
        }
        return any;
    }

    private boolean step() {
        try {
            if (!journal.next(record)) {
                return false;
            }
        } catch (JournalDamageException e) {
            pass(e);
            return true;
        }
        tally.add(record);
        lastSequence = record.sequence();
        passed.accept(lastSequence);
        try {
            playback.accept(record);
        } catch (IllegalStateException e) {
            brokenInvariant = e.getMessage();
            return true;
        }
        divergence = playback.replay().firstDivergence().orElse(null);
        if (divergence == null && record.kind() == RecordKind.CHECKPOINT) {
            agreedCheckpoint = lastSequence;
        }
        if (lastSequence == snapshots.next() && divergence == null) {
            divergence = snapshots.compare(playback.router()).orElse(null);
        }
        return true;
    }

    /** Looks at what lies behind the end: false if that is damage, of which {@link #coverage} then tells. */
    boolean endsSoundly() {
        try {
            if (!isEnded() && journal.next(record)) {
                journal.seek(lastSequence + 1);
            }
            return true;
        } catch (JournalDamageException e) {
            coverage.damage(e.getMessage());
            coverage.unverified(e.sequence(), e.sequence());
            return false;
        }
    }

    private void pass(JournalDamageException damage) {
        coverage.damage(damage.getMessage());
        if (!playback.passOver(damage)) {
            coverage.verified(rangeStart, lastSequence);
            goOnBehind(damage.sequence());
        }
    }

    private void goOnBehind(long sequence) {
        long last = lastSequence;
        Optional<Playback> behind = Playback.behind(dataFolder, journal, sequence, null, snapshots.leftAside()::add);
        if (playback != null) {
            checkpointsBefore += playback.replay().checkpoints();
        }
        if (behind.isPresent()) {
            coverage.unverified(last + 1, behind.get().start());
            enter(behind.get());
        } else {
            coverage.unverified(last + 1, Math.max(sequence, journal.lastSequence()));
            isStuck = true;
        }
    }

    /** Compares the snapshots that have come since with the state that is reached. */
    void compareNewSnapshots() {
        if (!isEnded()) {
            divergence = snapshots.compareNew(playback.router(), lastSequence).orElse(null);
        }
    }

    /** Nothing more is taken: the range that is under way counts as verified so far. */
    void end() {
        if (!isStuck) {
            coverage.verified(rangeStart, isDiverged() ? lastSequence - 1 : lastSequence);
        }
    }

    /** Whether nothing more can be verified: a difference has shown, or no snapshot lies behind the damage. */
    boolean isEnded() {
        return isStuck || isDiverged();
    }

    boolean isDiverged() {
        return divergence != null || brokenInvariant != null;
    }

    /** The first difference, if one has shown. */
    Optional<Divergence> divergence() {
        return Optional.ofNullable(divergence);
    }

    /** Why the router refused to go on at {@link #lastSequence}, or null. */
    String brokenInvariant() {
        return brokenInvariant;
    }

    /** Whether a difference that has shown is one from another version of the router. */
    boolean isAcrossVersions() {
        return recordedVersion() != Router.VERSION;
    }

    /** Version of the router that wrote the record that differs. */
    long recordedVersion() {
        return divergence != null ? divergence.recordedVersion() : tally.version();
    }

    /** What the process ends with if no more comes. */
    int exitCode() {
        if (isDiverged()) {
            return isAcrossVersions() ? ExitCodes.OTHER_VERSION : ExitCodes.DIVERGED;
        }
        return coverage.isDamaged() ? ExitCodes.UNREADABLE : ExitCodes.OK;
    }

    Tally tally() {
        return tally;
    }

    Coverage coverage() {
        return coverage;
    }

    SnapshotProof snapshots() {
        return snapshots;
    }

    /** How many digests of all outputs were compared. */
    long checkpoints() {
        return checkpointsBefore
                + (playback == null || isStuck ? 0 : playback.replay().checkpoints());
    }

    /** The last checkpoint that agreed, or where the range under way began. */
    long agreedCheckpoint() {
        return agreedCheckpoint;
    }

    /** The router, as it stands behind the last record; null if there is none. */
    Router router() {
        return playback == null ? null : playback.router();
    }

    /** Outputs that the router made and the journal's end has not. */
    int pendingOutputs() {
        return playback == null ? 0 : playback.replay().pending().size();
    }

    /** The snapshot where the first range began, 0 for the first record. */
    long start() {
        return start;
    }

    /** The last record looked at. */
    long lastSequence() {
        return lastSequence;
    }

    /** Snapshots that were not compared, with the reasons. */
    List<String> remarks() {
        return snapshots.leftAside();
    }
}
