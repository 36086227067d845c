package nexus.replay.why;

import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;

/** A copy of a journal record. The fields are those of {@link JournalRecord}. */
record KeptRecord(long sequence, long timeNanos, RecordKind kind, int flags, int source, long cause, Message message) {
    static KeptRecord of(JournalRecord record) {
        return new KeptRecord(
                record.sequence(),
                record.timeNanos(),
                record.kind(),
                record.flags(),
                record.source(),
                record.cause(),
                new Message(record.copyPayload()));
    }
}
