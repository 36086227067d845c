package nexus.journal.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One gateway per data folder: an operating system lock on {@code .lock}, gone with the process however it ends.
 *
 * <p>Who holds it stands in {@code .owner} beside it, since on Windows a locked file cannot be read. That file stays
 * behind after the process; only the lock counts.
 */
public final class DataFolderLock implements AutoCloseable {
    private static final String LOCK = ".lock";
    private static final String OWNER = ".owner";

    private final FileChannel channel;

    private DataFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the folder if need be and takes its lock.
     *
     * @throws DataFolderLockedException if another process, or another part of this one, holds it
     * @throws IOException if the folder cannot be made or written, in one line
     */
    public static DataFolderLock acquire(Path dataFolder) throws IOException {
        FileChannel channel = openLockFile(dataFolder);
        try {
            if (!tryLock(channel)) {
                throw new DataFolderLockedException(dataFolder, owner(dataFolder));
            }
            Files.writeString(dataFolder.resolve(OWNER), describeThisProcess());
            return new DataFolderLock(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Who holds the folder now, in words; empty if nobody does. Changes nothing: by the time of the answer that may be
     * different.
     *
     * @throws IOException if that cannot be found out
     */
    public static Optional<String> holder(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve(LOCK);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return tryLock(channel) ? Optional.empty() : Optional.of(owner(dataFolder));
        }
    }

    private static FileChannel openLockFile(Path dataFolder) throws IOException {
        try {
            Files.createDirectories(dataFolder);
            return FileChannel.open(dataFolder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
            throw new IOException(
                    "the data folder " + dataFolder.toAbsolutePath() + " cannot be made or written: " + reason + " ("
                            + e.getFile() + ")",
                    e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String owner(Path dataFolder) {
        try {
            return Files.readString(dataFolder.resolve(OWNER)).strip();
        } catch (IOException e) {
            return "an unknown process (" + e + ")";
        }
    }

    private static String describeThisProcess() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown (" + e.getMessage() + ")";
        }
        return "process " + ProcessHandle.current().pid() + " on host " + host + ", user "
                + System.getProperty("user.name") + ", since " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n";
    }

    /** Whether the folder is this process's; false once closed. */
    public boolean isHeld() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
