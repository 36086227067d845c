package nexus.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the snapshots of a data folder, also beside a gateway that writes and removes them. Never writes. */
public final class SnapshotReader {
    private static final Pattern NAME = Pattern.compile("(\\d{20})\\.snapshot");

    private final Path folder;

    private SnapshotReader(Path folder) {
        this.folder = folder;
    }

    /** Of a data folder, which may have no snapshots. */
    public static SnapshotReader of(Path dataFolder) {
        return ofFolder(folder(dataFolder));
    }

    static SnapshotReader ofFolder(Path folder) {
        return new SnapshotReader(folder);
    }

    static Path folder(Path dataFolder) {
        return dataFolder.resolve("snapshots");
    }

    /**
     * The records that there are snapshots behind, ascending, going by the files' names.
     *
     * @throws IOException if the folder is there and cannot be listed
     */
    public List<Long> sequences() throws IOException {
        NavigableSet<Long> sequences = new TreeSet<>();
        if (!Files.isDirectory(folder)) {
            return new ArrayList<>();
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                Matcher matcher = NAME.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    sequences.add(Long.parseLong(matcher.group(1)));
                }
            }
        }
        return new ArrayList<>(sequences);
    }

    /**
     * The sound snapshots up to a record, newest first, each read when its turn comes.
     *
     * @param problems told about each that is damaged or unreadable; it is skipped
     * @throws IOException if the folder cannot be listed
     */
    public Iterable<Snapshot> newestFirst(long upToSequence, Consumer<String> problems) throws IOException {
        List<Long> sequences = sequences();
        sequences.removeIf(sequence -> sequence > upToSequence);
        return () -> {
            Stream<Snapshot> sound = Stream.iterate(sequences.size() - 1, i -> i >= 0, i -> i - 1)
                    .map(i -> read(sequences.get(i), problems))
                    .filter(Objects::nonNull);
            return sound.iterator();
        };
    }

    /** The snapshot behind a record; null if there is none, or none that is sound, of which {@code problems} is told. */
    public Snapshot read(long sequence, Consumer<String> problems) {
        Path file = folder.resolve(SnapshotStore.name(sequence));
        try {
            byte[] bytes = Files.readAllBytes(file);
            String problem = check(bytes, sequence);
            if (problem == null) {
                int version = ByteBuffer.wrap(bytes).getInt(12);
                return new Snapshot(
                        sequence, version, Arrays.copyOfRange(bytes, SnapshotStore.HEADER_BYTES, bytes.length));
            }
            problems.accept("snapshot " + file + ": " + problem);
        } catch (NoSuchFileException e) {
            // A live gateway has removed it since the folder was listed.
            return null;
        } catch (IOException e) {
            problems.accept("snapshot " + file + ": " + e);
        }
        return null;
    }

    private static String check(byte[] bytes, long sequence) {
        if (bytes.length < SnapshotStore.HEADER_BYTES) {
            return bytes.length + " bytes, expected " + SnapshotStore.HEADER_BYTES + " at least";
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (header.getLong(0) != SnapshotStore.MAGIC) {
            return "does not begin with NEXUSNAP";
        }
        if (header.getInt(8) != SnapshotStore.VERSION) {
            return "format version " + header.getInt(8) + ", expected " + SnapshotStore.VERSION;
        }
        long length = header.getLong(24);
        if (length != bytes.length - SnapshotStore.HEADER_BYTES) {
            return "state of " + (bytes.length - SnapshotStore.HEADER_BYTES) + " bytes, expected " + length;
        }
        byte[] stored = Arrays.copyOfRange(bytes, SnapshotStore.HASH_OFFSET, SnapshotStore.HEADER_BYTES);
        byte[] actual = SnapshotStore.hash(bytes, bytes, SnapshotStore.HEADER_BYTES, (int) length);
        if (!Arrays.equals(stored, actual)) {
            return "SHA-256 does not match";
        }
        if (sequence != header.getLong(16)) {
            return "is of sequence " + header.getLong(16);
        }
        return null;
    }
}
