package nexus.gateway.duty;

import java.io.IOException;
import java.nio.file.Path;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalWriter;
import nexus.journal.store.Pretoucher;
import nexus.journal.store.Settings;

/** The journal on disk: one run's writer, and the thread that brings its pages in ahead of it. */
final class StoredJournal implements JournalAppender {
    private final JournalWriter writer;
    private final Pretoucher pretoucher;

    private StoredJournal(JournalWriter writer, Pretoucher pretoucher) {
        this.writer = writer;
        this.pretoucher = pretoucher;
    }

    /** Opens a new run that begins with {@code firstSequence}. */
    static StoredJournal open(Path dataFolder, String runId, long firstSequence, JournalClock clock, Settings settings)
            throws IOException {
        JournalWriter writer = JournalWriter.open(dataFolder, runId, firstSequence, clock::nanos, settings);
        return new StoredJournal(writer, Pretoucher.start(writer, settings));
    }

    /** @throws IllegalStateException also if the disk had no page for what comes next */
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
        if (pretoucher.exhausted()) {
            throw new IllegalStateException("the disk is full: no more pages for the journal");
        }
        return writer.append(kind, flags, source, cause, timeNanos, payload, offset, length);
    }

    @Override
    public long nextSequence() {
        return writer.nextSequence();
    }

    @Override
    public void sync() throws IOException {
        writer.sync();
    }

    @Override
    public void close() throws IOException {
        pretoucher.close();
        writer.close();
    }
}
