package nexus.gateway.duty;

import java.io.IOException;
import nexus.gateway.clock.ClockReading;
import nexus.gateway.router.ControlRecords;
import nexus.gateway.router.Router;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;

/**
 * Gives inputs their place: appends each to the journal as it comes, and routes it at once. Nothing reaches the router
 * that is not in the journal.
 *
 * <p>With durability {@code power} what comes of an input waits in {@link OutputDispatcher} until {@link #settle}, which
 * syncs input and outputs together, once, before anything is sent. Ticks, heartbeats and the clock wait for no disk.
 */
final class Sequencer {
    /** CONTINUE records per {@link #settle}, so that the sockets are served in between. */
    private static final int MAX_CONTINUES = 4;

    private final JournalAppender journal;
    private final JournalClock clock;
    private final Router router;
    private final OutputDispatcher outputs;
    private final ControlRecords records;
    private final boolean syncInputs;
    private final FrameTriage triage = new FrameTriage();
    private final JournalRecord record = new JournalRecord();
    private boolean syncDue;

    /** @param syncInputs whether inputs that matter must be on the disk soon, also where nothing is sent */
    Sequencer(
            JournalAppender journal,
            JournalClock clock,
            Router router,
            OutputDispatcher outputs,
            ControlRecords records,
            boolean syncInputs) {
        this.journal = journal;
        this.clock = clock;
        this.router = router;
        this.outputs = outputs;
        this.records = records;
        this.syncInputs = syncInputs;
    }

    /** Appends an input and routes it. Returns its sequence. */
    long append(RecordKind kind, int flags, int source, byte[] payload, int offset, int length) {
        long timeNanos = clock.nanos();
        long sequence = journal.append(kind, flags, source, 0, timeNanos, payload, offset, length);
        router.route(record.set(sequence, timeNanos, kind, flags, source, 0, payload, offset, length), outputs);
        outputs.inputRouted();
        if (syncInputs && !syncDue) {
            syncDue = kind != RecordKind.PLATFORM_IN || !triage.isRoutine(payload, offset, length);
        }
        return sequence;
    }

    /** Appends an input of the gateway's own and routes it. Returns its sequence. */
    long append(RecordKind kind, MapWriter message) {
        return append(kind, 0, 0, message.buffer(), message.offset(), message.length());
    }

    /** Appends and routes the clock's tick, which needs no sync of its own. */
    void appendClock() {
        boolean due = syncDue;
        append(RecordKind.CONTROL, records.clock(clock.wallOffsetNanos()));
        syncDue = due;
    }

    /**
     * Completes what the inputs so far began: outputs that wait for the disk, refused sends, and outputs that one input
     * could not hold.
     *
     * @throws IOException if the journal cannot be synced
     */
    void settle() throws IOException {
        flush();
        for (int i = 0; i < MAX_CONTINUES && router.wantsContinue(); i++) {
            append(RecordKind.CONTROL, records.proceed());
            flush();
        }
    }

    /** Whether the last input was a message that cannot be read, or that its sender may not send. */
    boolean wasOffended() {
        return router.wasOffended();
    }

    /** Whether there is more to route although nothing new has come. */
    boolean wantsContinue() {
        return router.wantsContinue();
    }

    private void flush() throws IOException {
        do {
            if (syncDue || outputs.isWaitingForDisk()) {
                journal.sync();
                syncDue = false;
                outputs.sendSynced();
            }
            if (outputs.hasRefusals()) {
                appendRefusals();
            }
        } while (syncDue || outputs.isWaitingForDisk() || outputs.hasRefusals());
    }

    private void appendRefusals() {
        if (outputs.isNexusRefused()) {
            MapWriter refused = records.nexusRefused(outputs.refusedFromSeq(), outputs.refusedTicks());
            outputs.clearNexusRefusal();
            append(RecordKind.CONTROL, refused);
        }
        for (OutputDispatcher.Refusal refusal : outputs.takeRefusals()) {
            append(
                    RecordKind.CONTROL,
                    records.sendRefused(refusal.source(), refusal.ref(), refusal.cancel(), refusal.reason()));
        }
    }

    /** Appends the digest of all outputs so far. Returns its sequence. */
    long checkpoint() {
        return appendAside(RecordKind.CHECKPOINT, records.checkpoint(router));
    }

    /** Appends a remark, which is not routed. */
    void note(String level, String who, String text) {
        appendAside(RecordKind.NOTE, records.note(level, who, text));
    }

    /** Appends what a time service says of the wall clock, which is not routed: no output depends on it. */
    void clockSync(ClockReading reading) {
        long journalNanos = clock.nanos();
        long wallNanos = journalNanos + clock.wallOffsetNanos();
        appendAside(RecordKind.NOTE, records.clockSync(wallNanos, journalNanos, reading::putInto));
    }

    private long appendAside(RecordKind kind, MapWriter message) {
        return journal.append(kind, 0, 0, 0, clock.nanos(), message.buffer(), message.offset(), message.length());
    }

    /** Sequence of the last record, routed or not. */
    long lastSequence() {
        return journal.nextSequence() - 1;
    }
}
