package nexus.journal.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import nexus.journal.message.RecordKind;

/**
 * Appends to one run of the journal: a Chronicle Queue in a folder of its own, one file a day (UTC, by the records'
 * times), which no later run writes again.
 *
 * <p>For one thread at a time. After an error in {@link #append} or {@link #sync} the writer refuses every further append: what
 * the file then holds behind the last record is unknown, and the reader takes it for a torn tail.
 */
public final class JournalWriter implements AutoCloseable {
    static {
        ChronicleSetup.ensure();
    }

    /** How often the position is published for {@link Pretoucher}, which is megabytes ahead. */
    private static final long PUBLISH_BYTES = 64 << 10;

    private final Path folder;
    private final int maxPayloadBytes;
    private final RecordFormat format = new RecordFormat();
    private final JournalSync sync;
    private byte[] scratch = new byte[4096];
    private long nextSequence;
    private long timeNanos;
    private ChronicleQueue queue;
    private ExcerptAppender appender;
    private MappedFile file;
    private long endPosition;
    private Throwable failure;
    private boolean closed;
    private volatile Progress progress = new Progress(null, 0);

    /** Where the writer is: the mapped file (null before the first record) and the position in it, in bytes. */
    record Progress(MappedFile file, long position) {}

    private JournalWriter(Path folder, long firstSequence, long timeNanos, Settings settings) {
        this.folder = folder;
        this.nextSequence = firstSequence;
        this.timeNanos = timeNanos;
        this.maxPayloadBytes = settings.maxPayloadBytes();
        this.sync = new JournalSync(folder);
    }

    /**
     * Opens a new run: makes {@code journal/<first sequence>-<run id>/} under the data folder.
     *
     * @param runId 1–64 of letters, digits, {@code . _ -}
     * @param firstSequence sequence of the first record to come: last of the journal + 1, from 1
     * @param timeNanos the gateway's clock, nanoseconds since the epoch; asked once, the records bring their own time
     * @throws FileAlreadyExistsException if the run's folder exists
     */
    public static JournalWriter open(
            Path dataFolder, String runId, long firstSequence, LongSupplier timeNanos, Settings settings)
            throws IOException {
        Path folder = RunFolder.path(dataFolder, firstSequence, runId);
        Files.createDirectories(folder.getParent());
        Files.createDirectory(folder);
        JournalWriter writer = new JournalWriter(folder, firstSequence, timeNanos.getAsLong(), settings);
        writer.openQueue(settings);
        return writer;
    }

    private void openQueue(Settings settings) {
        queue = SingleChronicleQueueBuilder.binary(folder.toFile())
                .rollCycle(RollCycles.FAST_DAILY)
                .timeProvider(() -> TimeUnit.NANOSECONDS.toMillis(timeNanos))
                .blockSize(settings.blockBytes())
                // JournalSync does it: Chronicle's own would also write whole blocks at each roll and only log errors.
                .syncMode(SyncMode.NONE)
                .build();
        appender = queue.createAppender();
        // The gateway opens the run on one thread and may work on another; never on both at once.
        appender.singleThreadedCheckDisabled(true);
    }

    /**
     * Appends and returns the sequence. On return the record is in the page cache: it outlives this process, not the
     * machine; see {@link #sync}.
     *
     * @param flags 0–65535, see {@link JournalRecord#flags()}
     * @param cause sequence of the input behind an output, else 0
     * @param timeNanos nanoseconds since the epoch, not before the last record's
     * @param length of the payload in bytes, up to an eighth of a block and 8 MiB
     * @throws IllegalArgumentException if an argument is out of range; nothing is written then
     * @throws IllegalStateException if the writer is closed or has failed before
     */
    public long append(
            RecordKind kind,
            int flags,
            int source,
            long cause,
            long timeNanos,
            byte[] payload,
            int offset,
            int length) {
        requireUsable();
        requireArguments(kind, flags, timeNanos, payload, offset, length);
        if (scratch.length < RecordFormat.HEADER_BYTES + length) {
            scratch = new byte[Integer.highestOneBit(RecordFormat.HEADER_BYTES + length) << 1];
        }
        long sequence = nextSequence;
        int bytes = format.encode(scratch, kind, flags, source, sequence, timeNanos, cause, payload, offset, length);
        this.timeNanos = timeNanos;
        write(bytes);
        nextSequence = sequence + 1;
        if (endPosition - progress.position() >= PUBLISH_BYTES) {
            progress = new Progress(file, endPosition);
        }
        return sequence;
    }

    private void requireArguments(RecordKind kind, int flags, long timeNanos, byte[] payload, int offset, int length) {
        Objects.requireNonNull(kind, "kind");
        Objects.checkFromIndexSize(offset, length, payload.length);
        if (length > maxPayloadBytes) {
            throw new IllegalArgumentException(
                    "payload of " + length + " bytes, the limit is " + maxPayloadBytes + " bytes");
        }
        if (flags < 0 || flags > 0xffff) {
            throw new IllegalArgumentException("flags " + flags + ", expected 0–65535");
        }
        if (timeNanos < this.timeNanos) {
            throw new IllegalArgumentException(
                    "time " + timeNanos + " ns of record " + nextSequence + " is before " + this.timeNanos + " ns");
        }
    }

    // Not try-with-resources: closing commits, and after an error nothing may be committed. The excerpt stays open,
    // which is what a torn tail is.
    @SuppressWarnings("MustBeClosedChecker")
    private void write(int length) {
        try {
            DocumentContext document = appender.writingDocument();
            Bytes<?> bytes = document.wire().bytes();
            bytes.write(scratch, 0, length);
            long end = bytes.writePosition();
            MappedFile now = ((MappedBytes) bytes).mappedFile();
            document.close();
            if (now != file) {
                enterFile(now);
            }
            endPosition = end;
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        }
    }

    private void enterFile(MappedFile now) {
        sync.rolled(endPosition, now.file().toPath());
        file = now;
        progress = new Progress(now, 0);
    }

    /** Sequence that the next append will return. */
    public long nextSequence() {
        return nextSequence;
    }

    /** Offset behind the last record in its day's file, in bytes; 0 before the first. */
    public long endOffset() {
        return endPosition;
    }

    /** The folder of this run. */
    public Path folder() {
        return folder;
    }

    /**
     * Returns when every record appended so far is on the disk.
     *
     * @throws IOException if the disk refuses; the writer is unusable then
     */
    public void sync() throws IOException {
        requireUsable();
        try {
            sync.upTo(endPosition);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    Progress progress() {
        return progress;
    }

    private void requireUsable() {
        if (closed) {
            throw new IllegalStateException("the journal writer of " + folder + " is closed");
        }
        if (failure != null) {
            throw new IllegalStateException("the journal writer of " + folder + " has failed before", failure);
        }
    }

    /** Releases the files. Does not sync. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        progress = new Progress(null, 0);
        try {
            queue.close();
        } finally {
            sync.close();
        }
    }
}
