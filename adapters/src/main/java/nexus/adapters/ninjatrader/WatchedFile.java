package nexus.adapters.ninjatrader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * A small file that NinjaTrader rewrites at every change. It may be locked or in the middle of being written: then it is
 * read again. A text without a line's end counts once it has read the same twice, 5 ms apart.
 */
final class WatchedFile {
    /** How long after a change it is read again though its time and length stay: times may be coarse. */
    private static final long COARSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    static final long CONFIRM_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path path;
    private FileTime modified;
    private long length;
    private long changedNanos;
    private boolean present;
    private boolean unread;
    private String candidate;
    private long candidateNanos;
    private String text;

    WatchedFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Whether it was there at the last look. */
    boolean isPresent() {
        return present;
    }

    /** Whether a text waits to be read the same again. */
    boolean isUnconfirmed() {
        return candidate != null;
    }

    /** What it says, if that is new and all there; else null. */
    String news(long nowNanos) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            present = true;
            if (!attributes.lastModifiedTime().equals(modified) || attributes.size() != length) {
                modified = attributes.lastModifiedTime();
                length = attributes.size();
                changedNanos = nowNanos;
                unread = true;
            }
            if (!unread && candidate == null && nowNanos - changedNanos > COARSE_NANOS) {
                return null;
            }
            // Not longer than it takes: NinjaTrader may want to write.
            String read = Files.readString(path, StandardCharsets.ISO_8859_1);
            unread = false;
            return confirmed(read, nowNanos);
        } catch (NoSuchFileException gone) {
            present = false;
            modified = null;
            candidate = null;
            text = null;
            return null;
        } catch (IOException locked) {
            unread = true;
            return null;
        }
    }

    private String confirmed(String read, long nowNanos) {
        if (read.isBlank() || read.equals(text)) {
            candidate = null;
            return null;
        }
        if (!read.endsWith("\n")) {
            if (!read.equals(candidate)) {
                candidate = read;
                candidateNanos = nowNanos;
                return null;
            }
            if (nowNanos - candidateNanos < CONFIRM_NANOS) {
                return null;
            }
        }
        candidate = null;
        text = read;
        // A file in UTF-8 may begin with its mark.
        return read.startsWith("\u00ef\u00bb\u00bf") ? read.substring(3) : read;
    }
}
