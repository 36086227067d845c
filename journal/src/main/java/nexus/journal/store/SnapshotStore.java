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
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Snapshots of the router's state, {@code snapshots/<sequence, 20 digits>.snapshot}; the newest three are kept.
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
    /** How many are kept. */
    public static final int KEPT = 3;

    private static final long MAGIC = 0x4e455855_534e4150L;
    private static final int VERSION = 1;
    private static final int HASH_OFFSET = 32;
    private static final int HEADER_BYTES = 64;
    private static final int SLICE_BYTES = 1 << 20;
    private static final String TEMPORARY_SUFFIX = ".tmp";
    private static final Pattern NAME = Pattern.compile("\\d{20}\\.snapshot");

    private final Path folder;

    /** A sound snapshot. The state is the caller's own. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Snapshot(long sequence, int routerVersion, byte[] state) {}

    private SnapshotStore(Path folder) {
        this.folder = folder;
    }

    /** Opens the store of a data folder, makes its folder, removes what a dying process left half-written. */
    public static SnapshotStore open(Path dataFolder) throws IOException {
        Path folder = dataFolder.resolve("snapshots");
        Files.createDirectories(folder);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*" + TEMPORARY_SUFFIX)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
        return new SnapshotStore(folder);
    }

    /**
     * Writes a snapshot; on return it is on the disk, and older ones but the newest two are gone.
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
        JournalSync.forceFolder(folder);
        List<Path> files = files();
        for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
            Files.deleteIfExists(old);
        }
    }

    /** Digits from 0 to 9 whatever the user's language. */
    private static String name(long sequence) {
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

    /**
     * The sound snapshots, newest first, each read when its turn comes.
     *
     * @param problems told about each that is damaged or unreadable; it is skipped
     * @throws IOException if the folder cannot be listed
     */
    public Iterable<Snapshot> newestFirst(Consumer<String> problems) throws IOException {
        List<Path> files = files();
        return () -> {
            Stream<Snapshot> sound =
                    files.stream().map(file -> read(file, problems)).filter(Objects::nonNull);
            return sound.iterator();
        };
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (NAME.matcher(file.getFileName().toString()).matches()) {
                    files.add(file);
                }
            }
        }
        files.sort(Collections.reverseOrder());
        return files;
    }

    private static Snapshot read(Path file, Consumer<String> problems) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String problem = check(bytes, file);
            if (problem == null) {
                ByteBuffer header = ByteBuffer.wrap(bytes);
                return new Snapshot(
                        header.getLong(16), header.getInt(12), Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length));
            }
            problems.accept("snapshot " + file + ": " + problem);
        } catch (IOException e) {
            problems.accept("snapshot " + file + ": " + e);
        }
        return null;
    }

    private static String check(byte[] bytes, Path file) {
        if (bytes.length < HEADER_BYTES) {
            return bytes.length + " bytes, expected " + HEADER_BYTES + " at least";
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (header.getLong(0) != MAGIC) {
            return "does not begin with NEXUSNAP";
        }
        if (header.getInt(8) != VERSION) {
            return "format version " + header.getInt(8) + ", expected " + VERSION;
        }
        long length = header.getLong(24);
        if (length != bytes.length - HEADER_BYTES) {
            return "state of " + (bytes.length - HEADER_BYTES) + " bytes, expected " + length;
        }
        byte[] stored = Arrays.copyOfRange(bytes, HASH_OFFSET, HEADER_BYTES);
        if (!Arrays.equals(stored, hash(bytes, bytes, HEADER_BYTES, (int) length))) {
            return "SHA-256 does not match";
        }
        if (!file.endsWith(name(header.getLong(16)))) {
            return "is of sequence " + header.getLong(16);
        }
        return null;
    }

    private static byte[] hash(byte[] header, byte[] state, int offset, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(header, 0, HASH_OFFSET);
            digest.update(state, offset, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
