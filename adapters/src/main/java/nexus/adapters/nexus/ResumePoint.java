package nexus.adapters.nexus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The highest {@code seq} of an order event that was processed, kept in a file if there is one. The file is replaced as
 * a whole, so it always holds one or the other number. Used by one thread.
 */
final class ResumePoint {
    private final Path file;
    private long seq;
    private long savedSeq;

    private ResumePoint(Path file, long seq) {
        this.file = file;
        this.seq = seq;
        this.savedSeq = seq;
    }

    /**
     * Reads the file if there is one, else begins at {@code otherwise}.
     *
     * @param file may be null, or missing
     * @throws IOException if the file cannot be read or holds no number
     */
    static ResumePoint open(Path file, long otherwise) throws IOException {
        if (file == null) {
            return new ResumePoint(null, otherwise);
        }
        try {
            String text = Files.readString(file).strip();
            return new ResumePoint(file, Long.parseLong(text));
        } catch (NoSuchFileException e) {
            return new ResumePoint(file, otherwise);
        } catch (NumberFormatException e) {
            throw new IOException(file + " holds no seq: delete it to begin anew", e);
        }
    }

    /** The point, or {@link NexusSettings#LIVE_ONLY}. */
    long seq() {
        return seq;
    }

    /** An event was processed; a lower seq than the highest changes nothing. */
    void processed(long eventSeq) {
        seq = Math.max(seq, eventSeq);
    }

    /** Writes the file if the point has moved. */
    void save() throws IOException {
        if (file == null || seq == savedSeq) {
            return;
        }
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(next, seq + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        savedSeq = seq;
    }
}
