package nexus.adapters.ninjatrader;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The folder that NinjaTrader writes into. Names are found whatever their case: NinjaTrader's own documents and its files
 * differ in it. The folder is emptied when NinjaTrader starts.
 */
final class Outgoing {
    private final Path folder;
    private Map<String, Path> byLowerCase = new HashMap<>();
    private Set<String> missing = new HashSet<>();

    Outgoing(Path platformFolder) {
        this.folder = platformFolder.resolve("outgoing");
    }

    /**
     * Lists the folder anew.
     *
     * @return whether files that were there have gone, for two listings: NinjaTrader was started again
     */
    boolean list() throws IOException {
        Map<String, Path> now = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                now.put(file.getFileName().toString().toLowerCase(Locale.ROOT), file);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Set<String> gone = new HashSet<>(byLowerCase.keySet());
        gone.removeAll(now.keySet());
        boolean stillGone = gone.stream().anyMatch(missing::contains);
        missing = stillGone ? new HashSet<>() : gone;
        if (!stillGone) {
            // One that is being replaced is missed once.
            gone.forEach(name -> now.put(name, byLowerCase.get(name)));
        }
        byLowerCase = now;
        return stillGone;
    }

    /** The file of that name in any case, as it was listed; else the path that it would have. */
    Path find(String name) {
        Path listed = byLowerCase.get(name.toLowerCase(Locale.ROOT));
        return listed == null ? folder.resolve(name) : listed;
    }

    /** A file was there between two listings. */
    void saw(Path file) {
        byLowerCase.put(file.getFileName().toString().toLowerCase(Locale.ROOT), file);
    }

    /** All files that were listed, by their names in lower case. */
    Map<String, Path> listed() {
        return byLowerCase;
    }
}
