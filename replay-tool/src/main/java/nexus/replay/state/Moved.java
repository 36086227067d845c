package nexus.replay.state;

import java.nio.file.Path;
import java.util.function.Consumer;
import nexus.gateway.router.Router;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.Interruption;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import nexus.replay.playback.Playback;

/**
 * A router that was moved to a record.
 *
 * @param sequence of that record, the last that it has seen
 * @param timeNanos of that record, ns since the epoch
 * @param start the snapshot where it began, 0 for the first record
 */
record Moved(Router router, long sequence, long timeNanos, long start) {

    /**
     * Moves a router behind record {@code target}, from the newest snapshot at or before it.
     *
     * @param problems told of snapshots that cannot be used, of damage that could be passed, and of differences
     * @return null if it was interrupted
     * @throws NoJournalException if there is no snapshot and the journal's first runs are missing
     * @throws JournalDamageException if a record on the way is damaged or missing
     * @throws IllegalStateException if the router refuses to go on
     */
    static Moved to(
            Path dataFolder,
            JournalReader journal,
            long target,
            Progress progress,
            Interruption interruption,
            Consumer<String> problems)
            throws NoJournalException {
        Playback playback = Playback.before(dataFolder, journal, target + 1, null, problems);
        JournalRecord record = new JournalRecord();
        long timeNanos = 0;
        if (playback.start() == target && journal.previous(record) && journal.next(record)) {
            timeNanos = record.timeNanos();
        }
        long sequence = playback.start();
        while (sequence < target && !interruption.hasCome()) {
            try {
                if (!playback.next(record)) {
                    break;
                }
                sequence = record.sequence();
                timeNanos = record.timeNanos();
                progress.at(sequence);
            } catch (JournalDamageException e) {
                if (!playback.passOver(e)) {
                    throw e;
                }
                problems.accept(e.getMessage());
            }
        }
        playback.replay()
                .firstDivergence()
                .ifPresent(divergence -> problems.accept("the router no longer does what the journal says, from record "
                        + divergence.sequence() + " on (" + divergence.what() + "): this is the router's state; run"
                        + " replay verify"));
        return interruption.hasCome() ? null : new Moved(playback.router(), sequence, timeNanos, playback.start());
    }
}
