package nexus.gateway.router;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;

/**
 * Runs a router over recorded inputs and holds its outputs against the recorded ones: recovery, follower and
 * {@code verify} are this class. Feed it every record in order, beginning behind the one that the router's state stands
 * at.
 */
public final class Replay {
    private final Router router;
    private final Outputs listener;
    private final Outputs collector = new Collector();
    private final ArrayDeque<PendingOutput> pending = new ArrayDeque<>();
    private final MapReader reader = new MapReader();
    private int recordedVersion = Router.VERSION;
    private Divergence firstDivergence;
    private long checkpoints;

    /** @param router in the state that the first record to come finds; nobody hears its notes, which were logged live */
    public Replay(Router router) {
        this(router, null);
    }

    /** @param listener hears every output, market data included, and every note; null if nobody wants to */
    public Replay(Router router, Outputs listener) {
        this.router = router;
        this.listener = listener;
    }

    /** Takes the next record of the journal. */
    public void accept(JournalRecord record) {
        RecordKind kind = record.kind();
        if (kind.isInput()) {
            if (kind == RecordKind.RUN || kind == RecordKind.CONTROL) {
                beforeControl(record);
            }
            router.route(record, collector);
        } else if (kind.isOutput()) {
            matchOutput(record);
        } else if (kind == RecordKind.CHECKPOINT) {
            matchCheckpoint(record);
        }
    }

    private void beforeControl(JournalRecord record) {
        if (reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) != null) {
            return;
        }
        if (record.kind() == RecordKind.RUN) {
            recordedVersion = (int) reader.longValue(reader.find(Keys.ROUTER_VERSION));
        } else if (reader.textEquals(reader.find(Keys.TYPE), Types.RECOVERY_UTF8)) {
            long missing = reader.longValue(reader.find(Keys.MISSING));
            if (missing != pending.size()) {
                diverged(
                        record.sequence(),
                        pending.isEmpty() ? 0 : pending.peek().cause(),
                        "the RECOVERY record names another number of missing outputs",
                        pending.size() + " missing",
                        missing + " missing");
            }
            pending.clear();
        }
    }

    private void matchOutput(JournalRecord record) {
        PendingOutput expected = pending.poll();
        if (expected == null) {
            diverged(
                    record.sequence(),
                    record.cause(),
                    "an output that the router did not make",
                    "nothing",
                    text(record));
            return;
        }
        boolean same = expected.source() == record.source()
                && expected.cause() == record.cause()
                && Arrays.equals(
                        expected.message(),
                        0,
                        expected.message().length,
                        record.payload(),
                        record.payloadOffset(),
                        record.payloadOffset() + record.payloadLength());
        if (!same) {
            diverged(
                    record.sequence(),
                    expected.cause(),
                    "another output",
                    "to " + expected.source() + " because of " + expected.cause() + ": "
                            + JsonText.of(expected.message(), 0, expected.message().length),
                    "to " + record.source() + " because of " + record.cause() + ": " + text(record));
        }
    }

    private void matchCheckpoint(JournalRecord record) {
        checkpoints++;
        Checkpoint expected = Checkpoint.of(router);
        Optional<Checkpoint> found = Checkpoint.read(record);
        if (found.isEmpty()) {
            diverged(record.sequence(), 0, "an unreadable checkpoint", expected.toString(), text(record));
        } else if (!found.get().equals(expected)) {
            diverged(
                    record.sequence(),
                    router.lastInput(),
                    "the checkpoint's digest of all outputs differs (market data included)",
                    expected.toString(),
                    found.get().toString());
        } else if (!pending.isEmpty()) {
            PendingOutput first = pending.peek();
            diverged(
                    record.sequence(),
                    first.cause(),
                    "an output is missing",
                    "to " + first.source() + ": " + JsonText.of(first.message(), 0, first.message().length),
                    "nothing up to this checkpoint");
        }
    }

    private void diverged(long sequence, long cause, String what, String expected, String found) {
        if (firstDivergence == null) {
            firstDivergence = new Divergence(sequence, cause, recordedVersion, what, expected, found);
        }
        pending.clear();
    }

    private static String text(JournalRecord record) {
        return JsonText.of(record.payload(), record.payloadOffset(), record.payloadLength());
    }

    /** The first disagreement, if any. Later ones follow from it and are not looked for. */
    public Optional<Divergence> firstDivergence() {
        return Optional.ofNullable(firstDivergence);
    }

    /** Outputs that the router made and the journal has not shown, oldest first: at the end, what a crash cut off. */
    public Collection<PendingOutput> pending() {
        return Collections.unmodifiableCollection(pending);
    }

    /** How many checkpoints were compared. */
    public long checkpoints() {
        return checkpoints;
    }

    /** The router, as it stands behind the last record. */
    public Router router() {
        return router;
    }

    private final class Collector implements Outputs {
        @Override
        public void output(Output output) {
            if (output.isStored()) {
                byte[] message =
                        Arrays.copyOfRange(output.buffer(), output.offset(), output.offset() + output.length());
                pending.add(new PendingOutput(
                        output.role(), output.source(), output.cause(), output.seq(), output.ref(), message));
            }
            if (listener != null) {
                listener.output(output);
            }
        }

        @Override
        public void note(Level level, long seq, String text) {
            if (listener != null) {
                listener.note(level, seq, text);
            }
        }
    }
}
