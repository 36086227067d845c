package nexus.adapters.nexus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * Where NEXUS stands in the gateway's order events: the {@code seq} of the last that was taken, and of the one that was
 * being handed over, kept in a file if there is one. {@link #giving} is on disk before an event is handed over, {@link
 * #taken} once it was: after a kill at any moment one event at most is uncertain, and it is known which.
 *
 * <pre>
 * two records of 64 bytes, written in turn; the valid one with the greater number counts:
 *   number ' ' taken ' ' giving ' ' CRC-32 of all before, 8 digits ' '… '\n'      -1: none
 * </pre>
 *
 * {@code giving} is synced, which puts the {@code taken} before it on disk as well. One process has the file at a time.
 * The client in Python has the same file. Used by one thread.
 */
final class Place implements AutoCloseable {
    private static final int RECORD_LENGTH = 64;
    private static final long NONE = NexusSettings.LIVE_ONLY;

    private final FileChannel file;
    private final boolean syncs;
    private long number;
    private long seq;
    private long uncertain = NONE;

    private Place(FileChannel file, boolean syncs, long seq) {
        this.file = file;
        this.syncs = syncs;
        this.seq = seq;
    }

    /**
     * Reads the file if there is one, else begins at {@code otherwise}.
     *
     * @param path null keeps the place in memory alone
     * @param otherwise a seq, or {@link NexusSettings#LIVE_ONLY}
     * @param syncs whether the file survives the death of the machine, too
     * @throws IOException if the file holds no place, or another process has it
     */
    static Place open(Path path, long otherwise, boolean syncs) throws IOException {
        if (path == null) {
            return new Place(null, false, otherwise);
        }
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean opened = false;
        try {
            lock(file, path);
            Place place = new Place(file, syncs, otherwise);
            place.read(path);
            opened = true;
            return place;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    private static void lock(FileChannel file, Path path) throws IOException {
        FileLock lock;
        try {
            // Beyond what is written: on Windows a lock keeps others from reading.
            lock = file.tryLock(1 << 12, 1, false);
        } catch (OverlappingFileLockException e) {
            throw new IOException(path + " is in use by another client of this process", e);
        }
        if (lock == null) {
            throw new IOException(path + " is in use by another NEXUS: one process has a place at a time");
        }
    }

    private void read(Path path) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(2 * RECORD_LENGTH);
        int length;
        do {
            length = file.read(content, content.position());
        } while (length > 0);
        String text = new String(content.array(), 0, content.position(), StandardCharsets.ISO_8859_1);
        boolean any = false;
        for (int at = 0; at < text.length(); at += RECORD_LENGTH) {
            any |= take(text.substring(at, Math.min(text.length(), at + RECORD_LENGTH)));
        }
        if (!any && text.chars().anyMatch(c -> c != 0)) {
            throw new IOException(path + " holds no place: delete it to begin anew");
        }
    }

    /** Takes over a record if it is whole and newer than what is known. Returns whether it is whole. */
    private boolean take(String record) {
        String text = record.stripTrailing();
        int end = text.lastIndexOf(' ') + 1;
        if (!text.substring(end).equals(checksum(text.substring(0, end)))) {
            return false;
        }
        String[] fields = text.split(" ", -1);
        long its = Long.parseLong(fields[0]);
        if (its > number) {
            number = its;
            seq = Long.parseLong(fields[1]);
            uncertain = Long.parseLong(fields[2]);
        }
        return true;
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return String.format("%08x", crc.getValue());
    }

    /** The event that was taken last, or {@link NexusSettings#LIVE_ONLY}. */
    long seq() {
        return seq;
    }

    /** Whether the process before this one was killed while it handled this event. */
    boolean isUncertain(long eventSeq) {
        return uncertain != NONE && eventSeq == uncertain;
    }

    /** This event is about to be handed over. */
    void giving(long eventSeq) throws IOException {
        write(seq, eventSeq);
        if (syncs) {
            file.force(false);
        }
    }

    /** This event, and with it all before it, was taken. */
    void taken(long eventSeq) throws IOException {
        write(eventSeq, NONE);
        seq = eventSeq;
    }

    private void write(long taken, long giving) throws IOException {
        if (file == null) {
            return;
        }
        number++;
        String body = number + " " + taken + " " + giving + " ";
        String line = String.format("%-" + (RECORD_LENGTH - 1) + "s", body + checksum(body)) + "\n";
        ByteBuffer record = ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1), 0, RECORD_LENGTH);
        long at = number % 2 * RECORD_LENGTH;
        while (record.hasRemaining()) {
            file.write(record, at + record.position());
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
