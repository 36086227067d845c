package nexus.replay.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nexus.gateway.router.Router;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;

/** What the records were that a verification has passed. */
final class Tally {
    private final MapReader reader = new MapReader();
    private final Set<Long> versions = new LinkedHashSet<>();
    private final List<String> tornTails = new ArrayList<>();
    private long version = Router.VERSION;
    private long records;
    private long runs;
    private long inputs;
    private long outputs;
    private long first;
    private long firstNanos;
    private long lastNanos;

    /** Takes in a record that the router is about to see. */
    void add(JournalRecord record) {
        RecordKind kind = record.kind();
        if (records == 0) {
            first = record.sequence();
            firstNanos = record.timeNanos();
            runs = kind == RecordKind.RUN ? 0 : 1;
        }
        records++;
        lastNanos = record.timeNanos();
        if (kind.isInput()) {
            inputs++;
            if (kind == RecordKind.RUN || kind == RecordKind.CONTROL) {
                readControl(record);
            }
        } else if (kind.isOutput()) {
            outputs++;
        }
    }

    private void readControl(JournalRecord record) {
        if (reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) != null) {
            return;
        }
        if (record.kind() == RecordKind.RUN) {
            runs++;
            int field = reader.find(Keys.ROUTER_VERSION);
            if (field != MapReader.ABSENT && reader.isNumber(field)) {
                version = reader.longValue(field);
                versions.add(version);
            }
        } else if (reader.textEquals(reader.find(Keys.TYPE), Types.RECOVERY_UTF8)) {
            int torn = reader.find(Keys.TORN);
            if (torn != MapReader.ABSENT) {
                tornTails.add(reader.textValue(torn) + " (named by record " + record.sequence() + ")");
            }
        }
    }

    long records() {
        return records;
    }

    /** Runs that the records are of. */
    long runs() {
        return runs;
    }

    long inputs() {
        return inputs;
    }

    /** Outputs that the journal holds. */
    long outputs() {
        return outputs;
    }

    /** Version of the router that wrote the last record. */
    long version() {
        return version;
    }

    /** Versions of the routers that wrote the records, in order. */
    Set<Long> versions() {
        return versions.isEmpty() ? Set.of(version) : versions;
    }

    /** What earlier runs left behind, as their successors found it. */
    List<String> tornTails() {
        return tornTails;
    }

    /** Sequence of the first record; 0 before it. */
    long first() {
        return first;
    }

    /** Time of the first record, ns since the epoch; 0 before it. */
    long firstNanos() {
        return firstNanos;
    }

    /** Time of the last record, ns since the epoch; 0 before the first. */
    long lastNanos() {
        return lastNanos;
    }
}
