package nexus.gateway.router;

import nexus.journal.store.JournalRecord;

/** What can be wrong with a message before its bytes are looked at. */
final class Frames {
    private Frames() {}

    /** Null, or why the record's frames are no message. */
    static String problem(JournalRecord record) {
        if ((record.flags() & JournalRecord.FLAG_OVERSIZE) != 0) {
            return "the frame exceeds the size limit";
        }
        if ((record.flags() & JournalRecord.FLAG_MULTIPART) != 0) {
            return "the message has several frames, one is expected";
        }
        return null;
    }
}
