package nexus.journal.seal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Where seals are: one file a day (UTC, by the entries' time), {@code seals-YYYYMMDD.jsonl}, an entry a line, only ever
 * appended to. The chain is all files in the order of their names.
 */
public final class SealFolder {
    private static final String PREFIX = "seals-";
    private static final String SUFFIX = ".jsonl";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SealFolder() {}

    /** The seals of a data folder. */
    public static Path of(Path dataFolder) {
        return dataFolder.resolve("seals");
    }

    /** The file for entries of this time, nanoseconds since the epoch. */
    static String fileName(long timeNanos) {
        return PREFIX + DAY.format(Instant.ofEpochSecond(0, timeNanos)) + SUFFIX;
    }

    /** The files of a folder in their order; none if it does not exist. */
    public static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
                found.forEach(files::add);
            }
        }
        files.sort(Comparator.comparing(file -> file.getFileName().toString()));
        return files;
    }
}
