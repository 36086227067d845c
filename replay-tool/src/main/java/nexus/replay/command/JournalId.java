package nexus.replay.command;

import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;

/** What a journal calls itself: the same in all of its runs. */
public final class JournalId {
    private JournalId() {}

    /**
     * By the first record that is there, which opens a run; empty if it cannot be read, which is told when the record
     * itself is wanted. The reader stands elsewhere behind this.
     */
    public static String of(JournalReader journal) {
        JournalRecord record = new JournalRecord();
        try {
            boolean isRun =
                    journal.seek(journal.firstSequence()) && journal.next(record) && record.kind() == RecordKind.RUN;
            String id = isRun ? new RecordFields().of(record).text(Keys.JOURNAL_ID) : null;
            return id == null ? "" : id;
        } catch (JournalDamageException e) {
            return "";
        }
    }
}
