package nexus.gateway.router;

import java.util.ArrayList;
import java.util.List;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;

/** A journal in memory: inputs, stored outputs and checkpoints in order, sequences gap-free from 1. */
final class Recording {
    private final List<Entry> entries = new ArrayList<>();

    /** One record; see {@link JournalRecord}. */
    record Entry(long sequence, long timeNanos, RecordKind kind, int flags, int source, long cause, byte[] payload) {
        JournalRecord toRecord() {
            return new JournalRecord().set(sequence, timeNanos, kind, flags, source, cause, payload, 0, payload.length);
        }

        Entry withPayload(byte[] other) {
            return new Entry(sequence, timeNanos, kind, flags, source, cause, other);
        }
    }

    Entry append(long timeNanos, RecordKind kind, int flags, int source, long cause, byte[] payload) {
        Entry entry = new Entry(entries.size() + 1L, timeNanos, kind, flags, source, cause, payload);
        entries.add(entry);
        return entry;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Runs a replay over these records. */
    static Replay replay(List<Entry> entries) {
        Replay replay = new Replay(new Router());
        entries.forEach(entry -> replay.accept(entry.toRecord()));
        return replay;
    }

    /** Takes outputs and notes and does nothing with them: the router's digest and state say enough. */
    static final class Silent implements Outputs {
        @Override
        public void output(Output output) {
            // Counted by the router's own digest.
        }

        @Override
        public void note(Level level, long seq, String text) {
            // No part of what is compared.
        }
    }
}
