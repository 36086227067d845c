package nexus.gateway.duty;

import java.io.IOException;
import nexus.journal.message.RecordKind;

/** A journal in front of another, to be changed where a test wants it changed. */
abstract class ForwardingJournal implements JournalAppender {
    private final JournalAppender journal;

    ForwardingJournal(JournalAppender journal) {
        this.journal = journal;
    }

    @Override
    public long append(
            RecordKind kind,
            int flags,
            int source,
            long cause,
            long timeNanos,
            byte[] payload,
            int offset,
            int length) {
        return journal.append(kind, flags, source, cause, timeNanos, payload, offset, length);
    }

    @Override
    public long nextSequence() {
        return journal.nextSequence();
    }

    @Override
    public void sync() throws IOException {
        journal.sync();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
