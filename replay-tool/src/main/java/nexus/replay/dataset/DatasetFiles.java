package nexus.replay.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nexus.replay.table.ManifestFile;

/** What the files are called, and what a run that was killed left behind. */
final class DatasetFiles {
    private static final Pattern OURS =
            Pattern.compile("type=(trades|quotes|signals|orders|fills|outcomes)/date=\\d{4}-\\d{2}-\\d{2}/symbol=[^/]+/"
                    + "part-\\d+-(\\d+|open)\\.parquet(\\.part)?");

    private DatasetFiles() {}

    /** By the sequences of its first and its last row. */
    static String name(long first, long last) {
        return "part-" + first + "-" + last + ".parquet";
    }

    /** While its last row is not known. */
    static String openName(long first) {
        return "part-" + first + "-open.parquet";
    }

    /**
     * Removes the files of a run that did not come to write its manifest. Others are left alone.
     *
     * @param named by the manifest, of every earlier run
     */
    static void removeUnnamed(Path folder, Collection<ManifestFile> named) throws IOException {
        Set<String> kept = named.stream().map(ManifestFile::path).collect(Collectors.toCollection(TreeSet::new));
        for (Path file : files(folder)) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            if (OURS.matcher(path).matches() && !kept.contains(path)) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
