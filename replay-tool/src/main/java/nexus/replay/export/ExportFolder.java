package nexus.replay.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import nexus.replay.table.Manifest;
import nexus.replay.table.ManifestFile;
import nexus.replay.table.TargetFile;

/**
 * The folder that an export writes into: a new or an empty one, or one that holds an earlier answer to the same question,
 * which is replaced when the new one is whole.
 */
final class ExportFolder {
    private static final String EXPORTS = "exports";

    private final Path path;
    private final List<Path> made = new ArrayList<>();

    ExportFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    /**
     * Why nothing may be written here, in words; empty if it may.
     *
     * @param question a manifest of what is asked, whatever it will hold
     * @param names of the files that will be written
     * @param data the data folder that is read
     */
    Optional<String> problem(Manifest question, List<String> names, Path data) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            return Optional.of("--out " + path + " is a file: name a new folder");
        }
        if (isInside(data)) {
            return Optional.of("--out " + path + " lies in the data folder " + data
                    + ", which is only read: name a folder elsewhere, or one below "
                    + data.resolve(EXPORTS));
        }
        Set<String> found = content();
        Set<String> expected = new TreeSet<>(names);
        expected.add(Manifest.NAME);
        for (String name : found) {
            boolean isRest = name.endsWith(TargetFile.TEMPORARY_SUFFIX)
                    && expected.contains(name.substring(0, name.length() - TargetFile.TEMPORARY_SUFFIX.length()));
            if (!isRest && !expected.contains(name)) {
                return Optional.of("--out " + path + " holds " + name
                        + ", which this export does not make: name a new folder, or delete what is in it first");
            }
        }
        Path manifest = path.resolve(Manifest.NAME);
        boolean hasTables = found.stream().anyMatch(names::contains);
        if (!Files.exists(manifest)) {
            return hasTables
                    ? Optional.of("--out " + path + " holds files without a " + Manifest.NAME
                            + ", which says what they are: name a new folder, or delete what is in it first")
                    : Optional.empty();
        }
        return question.answersWhat(Files.readString(manifest, StandardCharsets.UTF_8))
                ? Optional.empty()
                : Optional.of("--out " + path + " holds another export (see its " + Manifest.NAME
                        + "): name a new folder, or delete what is in it first");
    }

    private boolean isInside(Path data) throws IOException {
        Path there = real(data);
        Path here = real(path);
        return here.startsWith(there) && !here.startsWith(there.resolve(EXPORTS));
    }

    /** Without symbolic links, also for a folder that is not there yet. */
    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path there = absolute;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(absolute));
    }

    private Set<String> content() throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(path)) {
            try (Stream<Path> content = Files.list(path)) {
                content.forEach(file -> names.add(file.getFileName().toString()));
            }
        }
        return names;
    }

    /** Makes the folder, and those that lead there. */
    void create() throws IOException {
        for (Path missing = path; missing != null && !Files.exists(missing); missing = missing.getParent()) {
            made.add(missing);
        }
        Files.createDirectories(path);
    }

    /**
     * Gives all files their names, then writes the manifest: what fails on the way leaves none of them.
     *
     * @param manifest of these files
     */
    Manifest finish(List<TableFile> tables, Function<List<ManifestFile>, Manifest> manifest) throws IOException {
        Files.deleteIfExists(path.resolve(Manifest.NAME));
        List<ManifestFile> files = new ArrayList<>();
        try {
            for (TableFile table : tables) {
                files.add(table.finish(path));
            }
            Manifest whole = manifest.apply(files);
            whole.write(path);
            return whole;
        } catch (IOException e) {
            for (ManifestFile file : files) {
                Files.deleteIfExists(path.resolve(file.path()));
            }
            throw e;
        }
    }

    /** Nothing was written: the folders that were made for it go away again, unless somebody uses them. */
    void giveUp() throws IOException {
        for (Path folder : made) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(folder);
        }
    }
}
