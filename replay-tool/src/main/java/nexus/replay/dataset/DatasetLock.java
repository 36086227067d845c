package nexus.replay.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One run at a time writes into a folder of learning data: a lock of the operating system's, gone with the process. */
final class DatasetLock implements Closeable {
    private static final String NAME = ".lock";

    private final FileChannel channel;

    private DatasetLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder, which is made where missing.
     *
     * @throws IOException if another run has it, or it cannot be written: one line for people
     */
    static DatasetLock take(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            taken = false;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        if (!taken) {
            throw new IOException("another run is writing there: wait for its end");
        }
        return new DatasetLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
