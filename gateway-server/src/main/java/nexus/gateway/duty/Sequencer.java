package nexus.gateway.duty;

import java.io.IOException;
import nexus.gateway.router.Router;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;

/**
 * Gives inputs their place: appends each to the journal as it comes, and routes them in that order. Nothing reaches the
 * router that is not in the journal.
 *
 * <p>With durability {@code power} a batch is synced once before it is routed, unless it holds nothing but ticks,
 * heartbeats and the clock.
 */
final class Sequencer {
    /** CONTINUE records per {@link #routeAll}, so that the sockets are served in between. */
    private static final int MAX_CONTINUES = 4;

    private final JournalAppender journal;
    private final JournalClock clock;
    private final Router router;
    private final OutputDispatcher outputs;
    private final ControlRecords records;
    private final boolean syncBeforeRoute;
    private final FrameTriage triage = new FrameTriage();
    private final InputBatch batch = new InputBatch();
    private final JournalRecord record = new JournalRecord();
    private boolean syncDue;

    /** @param syncBeforeRoute whether inputs that matter must be on the disk before they are routed */
    Sequencer(
            JournalAppender journal,
            JournalClock clock,
            Router router,
            OutputDispatcher outputs,
            ControlRecords records,
            boolean syncBeforeRoute) {
        this.journal = journal;
        this.clock = clock;
        this.router = router;
        this.outputs = outputs;
        this.records = records;
        this.syncBeforeRoute = syncBeforeRoute;
    }

    /** Appends an input; the payload is copied, it is routed later. Returns its sequence. */
    long append(RecordKind kind, int flags, int source, byte[] payload, int offset, int length) {
        long timeNanos = clock.nanos();
        long sequence = journal.append(kind, flags, source, 0, timeNanos, payload, offset, length);
        batch.add(sequence, timeNanos, kind, flags, source, payload, offset, length);
        if (syncBeforeRoute && !syncDue) {
            syncDue = kind != RecordKind.PLATFORM_IN || !triage.isRoutine(payload, offset, length);
        }
        return sequence;
    }

    /** Appends an input of the gateway's own. Returns its sequence. */
    long append(RecordKind kind, MapWriter message) {
        return append(kind, 0, 0, message.buffer(), message.offset(), message.length());
    }

    /** Appends the clock's tick, which needs no sync of its own. */
    void appendClock() {
        boolean due = syncDue;
        append(RecordKind.CONTROL, records.clock(clock.wallOffsetNanos()));
        syncDue = due;
    }

    /** Routes what was appended, and what comes of that: refused sends, and outputs that one input could not hold. */
    void routeAll() throws IOException {
        routeBatch();
        for (int i = 0; i < MAX_CONTINUES && router.wantsContinue(); i++) {
            append(RecordKind.CONTROL, records.proceed());
            routeBatch();
        }
    }

    /** Whether there is more to route although nothing new has come. */
    boolean wantsContinue() {
        return router.wantsContinue();
    }

    private void routeBatch() throws IOException {
        while (batch.size() > 0) {
            if (syncDue) {
                journal.sync();
                syncDue = false;
            }
            for (int i = 0; i < batch.size(); i++) {
                router.route(batch.view(i, record), outputs);
            }
            batch.clear();
            outputs.flush();
            if (outputs.hasRefusals()) {
                appendRefusals();
            }
        }
    }

    private void appendRefusals() {
        if (outputs.isNexusRefused()) {
            append(RecordKind.CONTROL, records.nexusRefused(outputs.refusedFromSeq(), outputs.refusedTicks()));
            outputs.clearNexusRefusal();
        }
        for (OutputDispatcher.Refusal refusal : outputs.takeRefusals()) {
            append(
                    RecordKind.CONTROL,
                    records.sendRefused(refusal.source(), refusal.ref(), refusal.cancel(), refusal.reason()));
        }
    }

    /** Appends the digest of all outputs so far. Everything appended must have been routed. Returns its sequence. */
    long checkpoint() {
        return appendAside(RecordKind.CHECKPOINT, records.checkpoint(router));
    }

    /** Appends a remark, which is not routed. */
    void note(String level, String who, String text) {
        appendAside(RecordKind.NOTE, records.note(level, who, text));
    }

    private long appendAside(RecordKind kind, MapWriter message) {
        return journal.append(kind, 0, 0, 0, clock.nanos(), message.buffer(), message.offset(), message.length());
    }

    /** Sequence of the last record, routed or not. */
    long lastSequence() {
        return journal.nextSequence() - 1;
    }
}
