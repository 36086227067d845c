package nexus.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Watches the space of the data folder and keeps a reserve: a file {@code .reserve} of real bytes, deleted when space
 * runs out so that fills and acks can still be journaled. The next run finds it there.
 *
 * <p>{@link #check} asks the file system and may write the whole reserve again: call it from a thread that may wait,
 * about once a second. {@link #level} only tells what it found, from any thread.
 */
public final class DiskGuard {
    /** How the space stands. */
    public enum Level {
        /** Enough. */
        OK,
        /** Below the threshold: take no more market data. */
        LOW,
        /** The reserve is gone and nearly used up, or the disk gives errors: stop before the journal does. */
        EXHAUSTED
    }

    /** The usable space in bytes. */
    @FunctionalInterface
    interface SpaceSource {
        long usableBytes() throws IOException;
    }

    private static final int CHUNK_BYTES = 1 << 20;

    private final Path reserve;
    private final SpaceSource space;
    private final long minFreeBytes;
    private final long reserveBytes;
    private boolean reserved;
    private long usableBytes;
    private String error;
    private volatile Level level = Level.OK;

    private DiskGuard(Path dataFolder, long minFreeBytes, long reserveBytes, SpaceSource space) {
        this.reserve = dataFolder.resolve(".reserve");
        this.minFreeBytes = minFreeBytes;
        this.reserveBytes = reserveBytes;
        this.space = space;
    }

    /**
     * Starts watching, with the reserve allocated if there is room for it.
     *
     * @param minFreeBytes {@link Level#LOW} below it; well above what {@link Pretoucher} touches ahead
     * @param reserveBytes size of the reserve; a quarter of it is what "nearly full" means
     * @throws IOException if the folder's space cannot be asked
     */
    public static DiskGuard open(Path dataFolder, long minFreeBytes, long reserveBytes) throws IOException {
        return open(
                dataFolder,
                minFreeBytes,
                reserveBytes,
                () -> Files.getFileStore(dataFolder).getUsableSpace());
    }

    static DiskGuard open(Path dataFolder, long minFreeBytes, long reserveBytes, SpaceSource space) throws IOException {
        if (minFreeBytes < 0 || reserveBytes < 0) {
            throw new IllegalArgumentException("minFreeBytes and reserveBytes must not be negative");
        }
        DiskGuard guard = new DiskGuard(dataFolder, minFreeBytes, reserveBytes, space);
        guard.reserved = Files.exists(guard.reserve) && Files.size(guard.reserve) == reserveBytes;
        guard.space.usableBytes();
        guard.check();
        return guard;
    }

    /** Asks the file system; allocates, or gives up, the reserve as the space demands. */
    public Level check() {
        try {
            error = null;
            usableBytes = space.usableBytes();
            level = reserved ? withReserve() : withoutReserve();
        } catch (IOException e) {
            error = e.toString();
            level = Level.EXHAUSTED;
        }
        return level;
    }

    /** What the last {@link #check} found. */
    public Level level() {
        return level;
    }

    private Level withReserve() throws IOException {
        if (usableBytes < nearlyFullBytes()) {
            Files.deleteIfExists(reserve);
            reserved = false;
            usableBytes = space.usableBytes();
            return usableBytes < nearlyFullBytes() ? Level.EXHAUSTED : Level.LOW;
        }
        return usableBytes < minFreeBytes ? Level.LOW : Level.OK;
    }

    private Level withoutReserve() throws IOException {
        if (usableBytes >= minFreeBytes + reserveBytes) {
            allocate();
            usableBytes = space.usableBytes();
            return usableBytes < minFreeBytes ? Level.LOW : Level.OK;
        }
        return usableBytes < nearlyFullBytes() ? Level.EXHAUSTED : Level.LOW;
    }

    private long nearlyFullBytes() {
        return Math.min(minFreeBytes, reserveBytes / 4);
    }

    private void allocate() throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        // Not zero: a file system may keep zeros as a hole.
        Arrays.fill(chunk, (byte) 0x5a);
        try (FileChannel channel = FileChannel.open(
                reserve, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            long left = reserveBytes;
            while (left > 0) {
                left -= channel.write(ByteBuffer.wrap(chunk, 0, (int) Math.min(CHUNK_BYTES, left)));
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(reserve);
            throw e;
        }
        reserved = true;
    }

    /** The state in one line, for a log or an operator. */
    public String describe() {
        return level + ": " + usableBytes + " bytes free, LOW below " + minFreeBytes + ", reserve of " + reserveBytes
                + (reserved ? " held" : " given up") + (error == null ? "" : ", " + error);
    }
}
