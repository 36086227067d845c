package nexus.replay.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that a journal is made of. */
final class JournalFiles {
    private JournalFiles() {}

    /** A line per file, relative to the data folder, in order of the records. Apparent sizes: the files are sparse. */
    static List<String> of(Path dataFolder) {
        Path journal = dataFolder.resolve("journal");
        try (Stream<Path> paths = Files.walk(journal)) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .map(file -> dataFolder.relativize(file) + "  " + size(file) + " bytes (sparse)")
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + journal + ": " + e.getMessage(), e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file + ": " + e.getMessage(), e);
        }
    }
}
