package nexus.replay.table;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import nexus.journal.store.FolderSync;
import nexus.journal.store.Sha256;

/**
 * A file that is written under another name first, so that nobody ever finds half of one under its own. Written either
 * through {@link #stream}, or by others under {@link #temporary}.
 */
public final class TargetFile implements Closeable {
    /** What the name ends in while the file is being written. Such a file that is found was left by a dead process. */
    public static final String TEMPORARY_SUFFIX = ".part";

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path target;
    private final Path temporary;
    private DigestOutputStream digesting;
    private OutputStream stream;
    private boolean isDone;

    private TargetFile(Path target) {
        this.target = target.toAbsolutePath();
        this.temporary = this.target.resolveSibling(this.target.getFileName() + TEMPORARY_SUFFIX);
    }

    /** Makes the folders that lead there, and removes what a dead process left under the temporary name. */
    public static TargetFile of(Path target) throws IOException {
        TargetFile file = new TargetFile(target);
        Files.createDirectories(file.target.getParent());
        Files.deleteIfExists(file.temporary);
        return file;
    }

    /** Where the file is while it is being written; does not exist yet. */
    public Path temporary() {
        return temporary;
    }

    /** A buffered stream into the temporary file, which need not be closed: this object does. */
    public OutputStream stream() throws IOException {
        if (stream == null) {
            OutputStream file = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW);
            digesting = new DigestOutputStream(file, Sha256.digest());
            stream = new BufferedOutputStream(digesting, BUFFER_BYTES);
        }
        return stream;
    }

    /**
     * Forces the file to the disk and gives it its name, in place of what has it now.
     *
     * @param rows how many the file holds, for the result
     */
    public WrittenFile commit(long rows) throws IOException {
        String hash;
        if (stream == null) {
            hash = Sha256.of(temporary);
        } else {
            stream.close();
            hash = HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        }
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        long bytes = Files.size(temporary);
        move();
        isDone = true;
        FolderSync.force(target.getParent());
        return new WrittenFile(target, rows, bytes, hash);
    }

    private void move() throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // Some network shares cannot; the file is whole either way.
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes the temporary file unless it was committed. */
    @Override
    public void close() throws IOException {
        if (isDone) {
            return;
        }
        isDone = true;
        try {
            if (digesting != null) {
                // Past the buffer: what is in it is not wanted, and a full disk may refuse it.
                digesting.close();
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
