package nexus.journal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts on the disk what the writer appended: the range since the last sync, through a mapping of its own (the pages are
 * the same), so that pages which only {@link Pretoucher} has seen stay out of it; for a new file its name and folder
 * too.
 *
 * <p>Errors are thrown: Chronicle's own sync would log them and go on.
 */
final class JournalSync implements AutoCloseable {
    private static final long WINDOW_BYTES = 256L << 20;

    private final Path folder;
    private final List<Path> unsyncedFiles = new ArrayList<>();
    private Path file;
    private FileChannel channel;
    private MappedByteBuffer window;
    private long windowStart;
    private long syncedTo;

    JournalSync(Path folder) {
        this.folder = folder;
    }

    /** The writer left its file at {@code endPosition} for {@code next}. Touches no disk. */
    void rolled(long endPosition, Path next) {
        if (file != null && syncedTo < endPosition) {
            unsyncedFiles.add(file);
        }
        file = next;
        syncedTo = 0;
    }

    /** Returns when everything before {@code endPosition} of the current file, and all of earlier ones, is on disk. */
    void upTo(long endPosition) throws IOException {
        while (!unsyncedFiles.isEmpty()) {
            forceWhole(unsyncedFiles.get(0));
            unsyncedFiles.remove(0);
        }
        if (file == null || syncedTo >= endPosition) {
            return;
        }
        if (syncedTo == 0) {
            enterFile(endPosition);
        } else {
            forceRange(syncedTo, endPosition);
        }
        syncedTo = endPosition;
    }

    private void enterFile(long endPosition) throws IOException {
        close();
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        forceRange(0, endPosition);
        // The file's own name, then the run folder's.
        FolderSync.force(folder);
        FolderSync.force(folder.getParent());
    }

    private void forceRange(long from, long to) throws IOException {
        long start = from;
        while (start < to) {
            long inWindow = Math.floorDiv(start, WINDOW_BYTES) * WINDOW_BYTES;
            long end = Math.min(to, inWindow + WINDOW_BYTES);
            if (window == null || windowStart != inWindow || end > inWindow + window.capacity()) {
                long length = Math.min(WINDOW_BYTES, channel.size() - inWindow);
                window = channel.map(MapMode.READ_WRITE, inWindow, length);
                windowStart = inWindow;
            }
            try {
                window.force((int) (start - inWindow), (int) (end - start));
            } catch (UncheckedIOException e) {
                throw new IOException("cannot sync " + file + " at " + start + ": " + e.getMessage(), e);
            }
            start = end;
        }
    }

    private static void forceWhole(Path path) throws IOException {
        try (FileChannel whole = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            whole.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        window = null;
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
