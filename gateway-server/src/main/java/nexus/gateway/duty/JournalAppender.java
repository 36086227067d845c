package nexus.gateway.duty;

import java.io.IOException;
import nexus.journal.message.RecordKind;

/** Where the duty cycle writes: the journal, or in tests one that fails on purpose. */
public interface JournalAppender extends AutoCloseable {
    /**
     * Appends and returns the sequence. Arguments as in {@link nexus.journal.store.JournalWriter#append}.
     *
     * @throws RuntimeException or an error if the record may not be in the journal: nothing must be routed or sent then
     */
    long append(
            RecordKind kind, int flags, int source, long cause, long timeNanos, byte[] payload, int offset, int length);

    /** Sequence that the next append will return. */
    long nextSequence();

    /** Returns when every record appended so far is on the disk. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
}
