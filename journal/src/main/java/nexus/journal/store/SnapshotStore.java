package nexus.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;

/**
 * Snapshots of the router's state, {@code snapshots/<sequence, 20 digits>.snapshot}. The newest three are kept, and of the
 * older ones as many as {@link SnapshotSeries} says: replays begin at them.
 *
 * <pre>
 * offset  bytes  what, numbers big-endian
 *      0      8  "NEXUSNAP"
 *      8      4  format version: 1
 *     12      4  router version
 *     16      8  sequence of the last record that the state has seen
 *     24      8  length of the state in bytes
 *     32     32  SHA-256 over bytes 0–31 and the state
 *     64      n  state
 * </pre>
 */
public final class SnapshotStore {
    static final long MAGIC = 0x4e455855_534e4150L;
    static final int VERSION = 1;
    static final int HASH_OFFSET = 32;
    static final int HEADER_BYTES = 64;
    private static final int SLICE_BYTES = 1 << 20;
    private static final String TEMPORARY_SUFFIX = ".tmp";

    private final Path folder;

    private SnapshotStore(Path folder) {
        this.folder = folder;
    }

    /** Opens the store of a data folder, makes its folder, removes what a dying process left half-written. */
    public static SnapshotStore open(Path dataFolder) throws IOException {
        Path folder = SnapshotReader.folder(dataFolder);
        Files.createDirectories(folder);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*" + TEMPORARY_SUFFIX)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
        return new SnapshotStore(folder);
    }

    /**
     * Writes a snapshot; on return it is on the disk, and older ones that are no longer needed are gone.
     *
     * @param state borrowed; its first {@code length} bytes count
     */
    public void write(long sequence, int routerVersion, byte[] state, int length) throws IOException {
        Objects.checkFromIndexSize(0, length, state.length);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC)
                .putInt(VERSION)
                .putInt(routerVersion)
                .putLong(sequence)
                .putLong(length);
        header.put(hash(header.array(), state, 0, length)).flip();
        Path target = folder.resolve(name(sequence));
        Path temporary = folder.resolve(target.getFileName() + TEMPORARY_SUFFIX);
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeAll(channel, header);
            writeAll(channel, ByteBuffer.wrap(state, 0, length));
            channel.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        FolderSync.force(folder);
        for (long old : SnapshotSeries.superfluous(reader().sequences())) {
            Files.deleteIfExists(folder.resolve(name(old)));
        }
    }

    /** Digits from 0 to 9 whatever the user's language. */
    static String name(long sequence) {
        return String.format(Locale.ROOT, "%020d.snapshot", sequence);
    }

    /** In slices, since the JDK keeps native memory of the size of the largest write for each thread. */
    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + SLICE_BYTES));
            channel.write(bytes);
        }
    }

    /** Reads what is in the store. */
    public SnapshotReader reader() {
        return SnapshotReader.ofFolder(folder);
    }

    static byte[] hash(byte[] header, byte[] state, int offset, int length) {
        MessageDigest digest = Sha256.digest();
        digest.update(header, 0, HASH_OFFSET);
        digest.update(state, offset, length);
        return digest.digest();
    }
}
