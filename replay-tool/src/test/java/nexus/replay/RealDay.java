package nexus.replay;

import java.nio.file.Files;
import java.nio.file.Path;

/** The recorded day of gold futures that may lie beside the repository; see the README. */
final class RealDay {
    private static final Path NAME = Path.of("shared", "data", "gc-2013-10-07-trades.csv.gz");

    private RealDay() {}

    /** The file, in one of the folders above; null if it is not there. */
    static Path find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(NAME))) {
                return folder.resolve(NAME);
            }
        }
        return null;
    }
}
