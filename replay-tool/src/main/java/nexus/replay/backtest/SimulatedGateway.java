package nexus.replay.backtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import nexus.config.NormalForm;
import nexus.config.RouterConfig;
import nexus.gateway.router.ControlRecords;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.RecoveryFacts;
import nexus.gateway.router.Router;
import nexus.gateway.router.RunFacts;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.JournalWriter;
import nexus.journal.store.Pretoucher;
import nexus.journal.store.Settings;
import nexus.journal.store.SnapshotStore;

/**
 * The gateway without its sockets: appends each input to the journal, routes it at once, appends what the router makes of it
 * as that is made, and hands it over. The time is the caller's.
 */
final class SimulatedGateway implements AutoCloseable {
    private static final long SNAPSHOT_RECORDS = 500_000;
    /** A few megabytes: less than what is touched ahead. */
    private static final long SPACE_CHECK_RECORDS = 16_384;

    private final OutFolder out;
    private final JournalWriter journal;
    private final Pretoucher pretoucher;
    private final SnapshotStore snapshots;
    private final Outbound outbound;
    private final Router router = new Router();
    private final Outputs outputs = new Journaling();
    private final ControlRecords records = new ControlRecords();
    private final JournalRecord record = new JournalRecord();
    private final ContentHash content = new ContentHash();
    private final Tally tally = new Tally();
    private long timeNanos;
    private long snapshotSequence;
    private long spaceCheckSequence;

    /** Gets what the gateway sends. */
    interface Outbound {
        /**
         * Takes one message.
         *
         * @param output borrowed
         */
        void send(Output output, long timeNanos);
    }

    private SimulatedGateway(
            OutFolder out,
            JournalWriter journal,
            Pretoucher pretoucher,
            SnapshotStore snapshots,
            Outbound outbound,
            long timeNanos) {
        this.out = out;
        this.journal = journal;
        this.pretoucher = pretoucher;
        this.snapshots = snapshots;
        this.outbound = outbound;
        this.timeNanos = timeNanos;
    }

    /**
     * Makes the folder and opens the run: RUN, CONFIG, RECOVERY of nothing.
     *
     * @param timeNanos when the run begins, nanoseconds since the epoch
     */
    static SimulatedGateway open(OutFolder out, RunFacts run, RouterConfig config, long timeNanos, Outbound outbound) {
        out.create();
        // As fast here as large blocks, and a folder of many days stays small where files are not sparse.
        Settings settings = Settings.small();
        try {
            SnapshotStore snapshots = SnapshotStore.open(out.path());
            JournalWriter journal = JournalWriter.open(out.path(), run.runId(), 1, () -> timeNanos, settings);
            Pretoucher pretoucher = Pretoucher.start(journal, settings);
            SimulatedGateway gateway = new SimulatedGateway(out, journal, pretoucher, snapshots, outbound, timeNanos);
            gateway.begin(run, config);
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into --out " + out.path() + ": " + e, e);
        }
    }

    private void begin(RunFacts run, RouterConfig config) throws IOException {
        try {
            input(RecordKind.RUN, records.run(run));
            input(RecordKind.CONFIG, records.config(NormalForm.of(config), run.edgeHash()));
            input(RecordKind.CONTROL, records.recovery(RecoveryFacts.ofNothing(run.runId())));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Moves the time on, in nanoseconds since the epoch; never back. */
    void time(long nanos) {
        timeNanos = nanos;
    }

    long timeNanos() {
        return timeNanos;
    }

    /** Writes control records' payloads. */
    ControlRecords records() {
        return records;
    }

    /** Appends an input and routes it, with all that one input could not hold. */
    void input(RecordKind kind, int source, byte[] payload, int offset, int length) {
        route(kind, source, payload, offset, length);
        while (router.wantsContinue()) {
            MapWriter proceed = records.proceed();
            route(RecordKind.CONTROL, 0, proceed.buffer(), proceed.offset(), proceed.length());
        }
    }

    private void route(RecordKind kind, int source, byte[] payload, int offset, int length) {
        long sequence = append(kind, source, 0, payload, offset, length);
        router.route(record.set(sequence, timeNanos, kind, 0, source, 0, payload, offset, length), outputs);
    }

    private void input(RecordKind kind, MapWriter message) {
        input(kind, 0, message.buffer(), message.offset(), message.length());
    }

    /** Appends and routes an input of the gateway's own. */
    void control(MapWriter message) {
        input(RecordKind.CONTROL, message);
    }

    /** CLOCK and CHECKPOINT, and a snapshot if one is due. */
    void clock() {
        control(records.clock(0));
        checkpoint(false);
    }

    private void checkpoint(boolean isLast) {
        MapWriter checkpoint = records.checkpoint(router);
        long sequence =
                append(RecordKind.CHECKPOINT, 0, 0, checkpoint.buffer(), checkpoint.offset(), checkpoint.length());
        if (isLast || sequence - snapshotSequence >= SNAPSHOT_RECORDS) {
            snapshot(sequence);
        }
    }

    private void snapshot(long sequence) {
        byte[] state = router.stateBytes();
        try {
            snapshots.write(sequence, Router.VERSION, state, state.length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a snapshot into --out " + out.path() + ": " + e, e);
        }
        snapshotSequence = sequence;
    }

    /** A remark, which is not routed. */
    void note(String text) {
        MapWriter note = records.note("INFO", "backtest", text);
        append(RecordKind.NOTE, 0, 0, note.buffer(), note.offset(), note.length());
    }

    /** Writes the last checkpoint and the last snapshot. */
    void end() {
        checkpoint(true);
    }

    private long append(RecordKind kind, int source, long cause, byte[] payload, int offset, int length) {
        long sequence = journal.nextSequence();
        if (sequence - spaceCheckSequence >= SPACE_CHECK_RECORDS) {
            spaceCheckSequence = sequence;
            out.requireSpace();
        }
        if (pretoucher.exhausted()) {
            throw noRoom(new IOException("a page could not be had"));
        }
        try {
            journal.append(kind, 0, source, cause, timeNanos, payload, offset, length);
        } catch (IllegalStateException | InternalError e) {
            throw noRoom(new IOException(e));
        }
        content.add(sequence, timeNanos, kind, 0, source, cause, payload, offset, length);
        tally.count(kind);
        return sequence;
    }

    private UncheckedIOException noRoom(IOException cause) {
        return new UncheckedIOException(
                "cannot write into --out " + out.path() + ": its disk is full or failing", cause);
    }

    /** What was written so far. */
    Tally tally() {
        return tally;
    }

    Router router() {
        return router;
    }

    /** SHA-256 over all records; ends it. */
    String contentHash() {
        return content.end();
    }

    @Override
    public void close() throws IOException {
        pretoucher.close();
        journal.close();
    }

    private final class Journaling implements Outputs {
        @Override
        public void output(Output output) {
            if (output.isStored()) {
                append(
                        output.kind(),
                        output.source(),
                        output.cause(),
                        output.buffer(),
                        output.offset(),
                        output.length());
                tally.count(output.role());
            }
            outbound.send(output, timeNanos);
        }

        @Override
        public void note(Level level, long seq, String text) {
            tally.note(level, text);
        }
    }
}
