package nexus.journal.prune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nexus.journal.store.FolderSync;
import nexus.journal.store.Sha256;
import nexus.journal.store.Snapshot;
import nexus.journal.store.SnapshotReader;
import nexus.journal.store.SnapshotStore;

/**
 * The acts of a data folder, in its folder {@code pruned}:
 *
 * <pre>
 * act-000001.txt            the act, see {@link ActText}; there before anything is removed
 * act-000001.done           all of it was done
 * act-000001.journaled      the gateway has journaled it; holds the record's sequence
 * snapshots/….snapshot      the state behind the last record that was taken out
 * removing/                 runs on their way out
 * </pre>
 */
public final class PruneActs {
    private static final Pattern NAME = Pattern.compile("act-(\\d{6})\\.txt");

    private final Path folder;

    private PruneActs(Path folder) {
        this.folder = folder;
    }

    /** Of a data folder, which may have none. */
    public static PruneActs of(Path dataFolder) {
        return new PruneActs(dataFolder.resolve("pruned"));
    }

    /**
     * All acts in their order.
     *
     * @throws IOException in one line, if one cannot be read
     */
    public List<PruneAct> all() throws IOException {
        List<PruneAct> acts = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return acts;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "act-*.txt")) {
            for (Path file : files) {
                if (NAME.matcher(file.getFileName().toString()).matches()) {
                    acts.add(read(file));
                }
            }
        }
        acts.sort(Comparator.comparingInt(PruneAct::number));
        return acts;
    }

    private static PruneAct read(Path file) throws IOException {
        try {
            PruneAct act = ActText.parse(Files.readString(file, StandardCharsets.UTF_8));
            if (!name(act.number(), "txt").equals(file.getFileName().toString())) {
                throw new IllegalArgumentException("it is act " + act.number());
            }
            return act;
        } catch (IllegalArgumentException | IOException e) {
            throw new IOException("the prune act " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String name(int number, String kind) {
        return String.format(Locale.ROOT, "act-%06d.%s", number, kind);
    }

    private Path path(PruneAct act, String kind) {
        return folder.resolve(name(act.number(), kind));
    }

    /** The file of an act. */
    public Path file(PruneAct act) {
        return path(act, "txt");
    }

    /** SHA-256 of an act's file, 64 hexadecimal digits. */
    public static String sha256(PruneAct act) {
        return Sha256.of(ActText.of(act));
    }

    /** The act as its file says it. */
    public static String text(PruneAct act) {
        return ActText.of(act);
    }

    /** Writes an act; on return it is on the disk. */
    public void write(PruneAct act) throws IOException {
        write(file(act), ActText.of(act));
    }

    /** The act that was begun and is not done yet, if there is one. */
    public Optional<PruneAct> unfinished() throws IOException {
        return all().stream().filter(act -> !isDone(act)).findFirst();
    }

    /** Whether all of it was done. */
    public boolean isDone(PruneAct act) {
        return Files.exists(path(act, "done"));
    }

    /** Notes that all of it was done. */
    public void markDone(PruneAct act) throws IOException {
        write(path(act, "done"), sha256(act) + "\n");
    }

    /** Acts that are done, and that the journal does not tell of yet. */
    public List<PruneAct> unjournaled() throws IOException {
        return all().stream()
                .filter(act -> isDone(act) && !Files.exists(path(act, "journaled")))
                .toList();
    }

    /**
     * Notes that the journal tells of it, durably.
     *
     * @param sequence of the record
     */
    public void markJournaled(PruneAct act, long sequence) throws IOException {
        write(path(act, "journaled"), sequence + "\n");
    }

    private void write(Path file, String text) throws IOException {
        Files.createDirectories(folder);
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(temporary, text, StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        FolderSync.force(folder);
    }

    /** Where runs lie that are on their way out; made. */
    public Path removing() throws IOException {
        return Files.createDirectories(folder.resolve("removing"));
    }

    /**
     * Keeps the state behind the last record of an act to come.
     *
     * @return SHA-256 of the file, for the act
     */
    public String writeBase(long sequence, int routerVersion, byte[] state) throws IOException {
        SnapshotStore.open(folder).write(sequence, routerVersion, state, state.length);
        return Sha256.of(baseFile(sequence));
    }

    private Path baseFile(long sequence) {
        return folder.resolve("snapshots").resolve(String.format(Locale.ROOT, "%020d.snapshot", sequence));
    }

    /**
     * The state in front of a journal's first record, where an act has left it. It is what the act says, byte for byte.
     *
     * @param firstSequence of the journal
     */
    public Optional<Snapshot> base(long firstSequence) throws IOException {
        Path file = baseFile(firstSequence - 1);
        for (PruneAct act : all()) {
            if (act.last() == firstSequence - 1 && Files.exists(file)) {
                if (!Sha256.of(file).equals(act.baseSha256())) {
                    throw new IOException(file + " is not what act " + act.number() + " has left: SHA-256 differs");
                }
                return Optional.ofNullable(SnapshotReader.of(folder).read(firstSequence - 1, problem -> {}));
            }
        }
        return Optional.empty();
    }

    /**
     * Why the journal does not begin with record 1, a sentence per act; none if that is not because of acts.
     *
     * @param firstSequence of the journal
     * @throws UncheckedIOException if an act cannot be read
     */
    public List<String> before(long firstSequence) {
        try {
            return all().stream()
                    .filter(act -> act.first() < firstSequence)
                    .map(act -> act.describe()
                            + (isDone(act)
                                    ? ""
                                    : "; act " + act.number()
                                            + " was begun and not ended: 'replay prune --resume' completes it"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
