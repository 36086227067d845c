package nexus.adapters.metatrader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import nexus.adapters.metatrader.DwxText.DwxObject;

/**
 * A file that the EA writes over and over, in place. While it is being written it may be empty, cut or locked: then it is
 * read again. It is opened only when it has changed, for the EA cannot write while it is open.
 */
final class DwxFile {
    /** How long after a change it is read again though its time and length stay: times may be coarse. */
    private static final long COARSE_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private final Path path;
    private FileTime modified;
    private long length;
    private long changedNanos;
    private boolean changed;
    private boolean present;
    private boolean unread;
    private String lastText;
    private long wholeNanos;

    DwxFile(Path path) {
        this.path = path;
    }

    /** Whether it was there at the last look. */
    boolean isPresent() {
        return present;
    }

    /** Whether it was seen to be written within so long; its first sight is no sign of that. */
    boolean isWritten(long nowNanos, long withinNanos) {
        return changed && nowNanos - changedNanos <= withinNanos;
    }

    /** When it was last read and was all there; what it said before may be out of date since. */
    long wholeNanos() {
        return wholeNanos;
    }

    /** What it says, if that is new and all there; else null. */
    DwxObject news(long nowNanos) {
        String text = changedText(nowNanos);
        if (text == null) {
            return null;
        }
        DwxObject object = DwxText.parse(text);
        if (object == null) {
            unread = true;
            return null;
        }
        lastText = text;
        wholeNanos = nowNanos;
        return object;
    }

    /** What it says, new or not; null if it cannot be read now. */
    DwxObject whole(long nowNanos) {
        lastText = null;
        unread = true;
        return news(nowNanos);
    }

    private String changedText(long nowNanos) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            present = true;
            if (!attributes.lastModifiedTime().equals(modified) || attributes.size() != length) {
                changed = modified != null;
                changedNanos = nowNanos;
                modified = attributes.lastModifiedTime();
                length = attributes.size();
                unread = true;
            }
            if (!unread && nowNanos - changedNanos > COARSE_NANOS) {
                return null;
            }
            String text = Files.readString(path, StandardCharsets.ISO_8859_1);
            unread = false;
            if (text.equals(lastText)) {
                wholeNanos = nowNanos;
                return null;
            }
            return text;
        } catch (NoSuchFileException gone) {
            present = false;
            lastText = null;
            return null;
        } catch (IOException locked) {
            unread = true;
            return null;
        }
    }
}
