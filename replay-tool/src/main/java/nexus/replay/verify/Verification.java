package nexus.replay.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nexus.gateway.router.Divergence;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;

/**
 * Runs a new router over a journal from its first record, up to the first difference or the last record that was there
 * at the start.
 */
final class Verification {
    private final JournalReader journal;
    private final Replay replay = new Replay(new Router());
    private final MapReader reader = new MapReader();
    private final Set<Long> versions = new LinkedHashSet<>();
    private final List<String> tornTails = new ArrayList<>();
    private long records;
    private long runs;
    private long inputs;
    private long outputs;
    private long firstNanos;
    private long lastNanos;
    private long lastSequence;
    private String brokenInvariant;

    /** @param journal its cursor is moved to the start, and stays behind the last record that was looked at */
    Verification(JournalReader journal) {
        this.journal = journal;
    }

    /**
     * Does the work.
     *
     * @throws nexus.journal.store.JournalDamageException if the journal is damaged before a difference shows
     */
    void run() {
        long end = journal.lastSequence();
        JournalRecord record = new JournalRecord();
        journal.toStart();
        while (lastSequence < end && !isDiverged() && journal.next(record)) {
            count(record);
            try {
                replay.accept(record);
            } catch (IllegalStateException e) {
                brokenInvariant = e.getMessage();
            }
        }
    }

    private void count(JournalRecord record) {
        if (records == 0) {
            firstNanos = record.timeNanos();
        }
        records++;
        lastNanos = record.timeNanos();
        lastSequence = record.sequence();
        if (record.kind().isInput()) {
            inputs++;
        } else if (record.kind().isOutput()) {
            outputs++;
        }
        if (record.kind() == RecordKind.RUN || record.kind() == RecordKind.CONTROL) {
            readControl(record);
        }
    }

    private void readControl(JournalRecord record) {
        if (reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) != null) {
            return;
        }
        if (record.kind() == RecordKind.RUN) {
            runs++;
            int version = reader.find(Keys.ROUTER_VERSION);
            if (version != MapReader.ABSENT && reader.isNumber(version)) {
                versions.add(reader.longValue(version));
            }
        } else if (reader.textEquals(reader.find(Keys.TYPE), Types.RECOVERY_UTF8)) {
            int torn = reader.find(Keys.TORN);
            if (torn != MapReader.ABSENT) {
                tornTails.add(reader.textValue(torn) + " (named by record " + record.sequence() + ")");
            }
        }
    }

    /** Whether a difference has shown, or the router has stopped. */
    boolean isDiverged() {
        return brokenInvariant != null || replay.firstDivergence().isPresent();
    }

    /** The first difference, if one has shown. */
    Optional<Divergence> divergence() {
        return replay.firstDivergence();
    }

    /** Why the router refused to go on at {@link #lastSequence}, or null. */
    String brokenInvariant() {
        return brokenInvariant;
    }

    long records() {
        return records;
    }

    long runs() {
        return runs;
    }

    long inputs() {
        return inputs;
    }

    /** How many outputs the journal holds, up to the last record looked at. */
    long outputs() {
        return outputs;
    }

    /** How many digests of all outputs agreed or not. */
    long checkpoints() {
        return replay.checkpoints();
    }

    /** How many outputs the router made, market data included. */
    long routedOutputs() {
        return replay.router().digest().count();
    }

    /** Outputs that the router made and the journal's end has not. */
    int pendingOutputs() {
        return replay.pending().size();
    }

    /** Router versions that wrote the journal, in order. */
    Set<Long> versions() {
        return versions;
    }

    /** What earlier runs left behind, as their successors found it. */
    List<String> tornTails() {
        return tornTails;
    }

    long firstNanos() {
        return firstNanos;
    }

    long lastNanos() {
        return lastNanos;
    }

    /** The last record looked at. */
    long lastSequence() {
        return lastSequence;
    }
}
