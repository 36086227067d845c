package nexus.replay.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import nexus.gateway.router.Divergence;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.SnapshotReader;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.RecordText;
import nexus.replay.playback.Playback;

/**
 * A router that is moved to any record, forward and back. On the way it keeps states, so that the way back is short: from
 * the last one before the goal, of its own or of the data folder's snapshots, at most about {@code spacing} records are
 * routed again. What has been shown is kept too, and shown again without any routing.
 */
final class Machine {
    /** On a long way, routing has so many times the time that states take. */
    private static final int REST_FACTOR = 4;

    /** So many spacings before a goal they are taken whatever they cost. */
    private static final int DENSE = 1;

    /** Steps that are kept, in bytes. */
    private static final long MAX_STEP_BYTES = 16L << 20;

    /** Where a way back leads to a record, so many before it are shown too: they are asked for next. */
    private static final int STEPS_BEFORE = 32;

    /** With fewer than these more are made ready. */
    private static final int STEPS_READY = 8;

    private final Path dataFolder;
    private final JournalReader journal;
    private final States states;
    private final long spacing;
    private final LongSupplier nanoClock;
    private final Ear ear = new Ear();
    private final RecordText recordText = new RecordText();
    private final RecordIds recordIds = new RecordIds();
    private final JournalRecord record = new JournalRecord();
    private final StepCache steps = new StepCache(MAX_STEP_BYTES);
    private Replay replay;
    private long position;
    private long positionNanos;
    private boolean isStopped;
    private boolean skipsOutputs;
    private long savedAt;
    private long savedNanos;
    private long saveTookNanos;
    private long routed;

    /**
     * Stands before the first record.
     *
     * @param spacing records between two states, where routing is not slower than keeping them
     * @param nanoClock {@link System#nanoTime}
     */
    Machine(Path dataFolder, JournalReader journal, States states, long spacing, LongSupplier nanoClock) {
        this.dataFolder = dataFolder;
        this.journal = journal;
        this.states = states;
        this.spacing = spacing;
        this.nanoClock = nanoClock;
    }

    /**
     * Moves the router behind a record.
     *
     * @throws NoJournalException if it cannot get there: earlier runs are missing
     * @throws nexus.journal.store.JournalDamageException if a record on the way is damaged
     * @throws IllegalStateException if the router refuses a record on the way
     */
    void moveBehind(long sequence) throws NoJournalException {
        long nearest = nearestState(sequence);
        boolean mustJump = replay == null || isStopped || sequence < position || nearest > position + spacing;
        if (mustJump) {
            jump(nearest, sequence);
        } else if (journal.nextSequence() != position + 1) {
            seek(position + 1);
        }
        while (position < sequence) {
            if (!read()) {
                throw new NoJournalException("there is no record " + sequence + ": the journal ends with " + position);
            }
            route(false);
            // Close to the goal whatever it costs: from there one goes back.
            saveIfDue(sequence - position <= DENSE * spacing);
        }
    }

    private long nearestState(long sequence) {
        Map.Entry<Long, byte[]> kept = states.floor(sequence);
        return kept == null ? 0 : kept.getKey();
    }

    private void jump(long nearest, long sequence) throws NoJournalException {
        // Before the next one is made: two at once may be more than there is memory for.
        replay = null;
        isStopped = false;
        skipsOutputs = false;
        if (nearest > 0 && nearest >= nearestSnapshot(sequence)) {
            start(Router.ofState(states.floor(nearest).getValue()), nearest);
        } else {
            Playback playback = Playback.before(dataFolder, journal, sequence + 1, null, problem -> {});
            start(playback.router(), playback.start());
        }
        if (position > 0) {
            seek(position);
            positionNanos = read() ? record.timeNanos() : 0;
        }
    }

    private long nearestSnapshot(long sequence) {
        try {
            return SnapshotReader.of(dataFolder).sequences().stream()
                    .filter(snapshot -> snapshot <= sequence)
                    .reduce(0L, Math::max);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the snapshots in " + dataFolder + ": " + e.getMessage(), e);
        }
    }

    private void start(Router router, long at) {
        replay = new Replay(router, ear);
        position = at;
        positionNanos = 0;
        savedAt = at;
        savedNanos = nanoClock.getAsLong();
    }

    private void seek(long sequence) {
        if (!journal.seek(sequence)) {
            throw new IllegalStateException("record " + sequence + " was there and is no longer");
        }
    }

    private boolean read() {
        return journal.next(record);
    }

    /** Routes the record that was read; returns the difference that shows at it. */
    private Optional<Divergence> route(boolean listens) {
        ear.begin(listens);
        boolean isInput = record.kind().isInput();
        skipsOutputs &= !isInput;
        if (!(skipsOutputs && record.kind().isOutput())) {
            isStopped = true;
            replay.accept(record);
            isStopped = false;
            routed++;
        }
        position = record.sequence();
        positionNanos = record.timeNanos();
        Optional<Divergence> divergence = replay.firstDivergence();
        if (divergence.isPresent()) {
            // The next one may be of its own: looked for from the next input on.
            replay = new Replay(replay.router(), ear);
            skipsOutputs = true;
        }
        return divergence;
    }

    private void saveIfDue(boolean atAnyCost) {
        if (position - savedAt < spacing || !replay.pending().isEmpty() || skipsOutputs) {
            return;
        }
        long now = nanoClock.getAsLong();
        if (atAnyCost || now - savedNanos >= REST_FACTOR * saveTookNanos) {
            states.add(position, replay.router().stateBytes());
            savedAt = position;
            savedNanos = nanoClock.getAsLong();
            saveTookNanos = savedNanos - now;
        }
    }

    /** Shows a record and what it does. Throws as {@link #moveBehind}. */
    Step step(long sequence) throws NoJournalException {
        Step known = steps.get(sequence);
        if (known != null) {
            return known;
        }
        boolean isWayBack = replay != null && sequence <= position;
        long from = isWayBack ? Math.max(journal.firstSequence(), sequence - STEPS_BEFORE) : sequence;
        moveBehind(from - 1);
        for (long each = from; each < sequence; each++) {
            steps.add(show());
        }
        Step step = show();
        steps.add(step);
        return step;
    }

    /**
     * Uses the time in which nobody asks for anything: has the records before this one ready to be shown, and the router
     * behind it. Throws as {@link #moveBehind}.
     */
    void prepareBack(long sequence) throws NoJournalException {
        long first = journal.firstSequence();
        boolean isReady = true;
        for (long each = Math.max(first, sequence - STEPS_READY); each < sequence; each++) {
            isReady &= steps.has(each);
        }
        if (!isReady) {
            moveBehind(Math.max(first, sequence - STEPS_BEFORE) - 1);
            while (position < sequence) {
                steps.add(show());
            }
        }
    }

    /** Routes the record behind the router. */
    private Step show() throws NoJournalException {
        long beforeNanos = positionNanos;
        if (!read()) {
            throw new NoJournalException(
                    "there is no record " + (position + 1) + ": the journal ends with " + position);
        }
        boolean isInput = record.kind().isInput();
        Set<String> ids = isInput ? recordIds.of(record) : Set.of();
        Image before = isInput ? Image.of(replay.router().view(), ids) : null;
        Optional<Divergence> divergence = route(true);
        saveIfDue(false);
        List<Change> changes = List.of();
        if (isInput) {
            ids.addAll(before.refs());
            changes = Image.of(replay.router().view(), ids).since(before);
        }
        return new Step(
                record.sequence(),
                record.timeNanos(),
                beforeNanos == 0 ? 0 : record.timeNanos() - beforeNanos,
                title(),
                recordText.message(record),
                made(divergence),
                changes);
    }

    private String title() {
        String title = record.kind().toString();
        if (record.source() != 0) {
            title += (record.kind().isInput() ? " from connection " : " to connection ") + record.source();
        }
        return record.cause() == 0 ? title : title + ", made by record " + record.cause();
    }

    private List<String> made(Optional<Divergence> divergence) {
        if (divergence.isPresent()) {
            Divergence one = divergence.get();
            return List.of(
                    "DIVERGES: " + one.what(),
                    "  the router makes  " + one.expected(),
                    "  the journal has   " + one.found());
        }
        if (record.kind().isInput()) {
            return ear.texts();
        }
        boolean isCompared = record.kind().isOutput() || record.kind() == RecordKind.CHECKPOINT;
        if (!isCompared) {
            return List.of();
        }
        return List.of(skipsOutputs ? "not compared: it follows a divergence" : "just as the router makes it");
    }

    /** What a search looks for in the records that the router passes. */
    interface Goal {
        /**
         * Whether it is this one.
         *
         * @param record borrowed
         * @param ear what the router made of it
         */
        boolean isReached(JournalRecord record, Ear ear, boolean diverges);
    }

    /** Whether a search is to be given up; asked for each record. */
    interface Patience {
        boolean isOver(long sequence);
    }

    /**
     * Moves the router forward, up to the next record that is wanted.
     *
     * @return its sequence; 0 if there is none, or patience ended
     */
    long search(long from, Goal goal, Patience patience) throws NoJournalException {
        moveBehind(from);
        while (!patience.isOver(position) && read()) {
            boolean diverges = route(false).isPresent();
            saveIfDue(false);
            if (goal.isReached(record, ear, diverges)) {
                return position;
            }
        }
        return 0;
    }

    /** The router, behind the record that it was moved to. */
    Router router() {
        return replay.router();
    }

    /** The last record that the router has taken. */
    long position() {
        return position;
    }

    /** How many records were routed so far, those that were routed again included. */
    long routed() {
        return routed;
    }
}
