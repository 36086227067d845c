package nexus.journal.store;

import java.nio.file.Path;

/** The journal is not what was written: a record is missing, doubled or altered. Names the place and both values. */
public final class JournalDamageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long sequence;
    private final transient Path file;
    private final long position;
    private final long found;

    JournalDamageException(long sequence, String what, long found, Path file, long position) {
        super("record " + sequence + ": " + what + ", file " + file + ", offset " + position);
        this.sequence = sequence;
        this.file = file;
        this.position = position;
        this.found = found;
    }

    /** The record that should be there. */
    public long sequence() {
        return sequence;
    }

    /** The sound record that stands in its place; 0 if there is none, so what is there cannot be read. */
    public long found() {
        return found;
    }

    /** The queue file. */
    public Path file() {
        return file;
    }

    /** Offset in the file, in bytes. */
    public long position() {
        return position;
    }
}
