package nexus.adapters.ninjatrader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import nexus.adapters.orders.VenueException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that NinjaTrader takes instruction files from, at once, and deletes them. A file is written outside and
 * moved in, on the same volume: it is never there in part, and nobody else has it open.
 */
final class Incoming {
    /** Of all our files; NinjaTrader takes none but {@code oif*.txt}. */
    private static final String PREFIX = "oifnexus";

    private static final String SUFFIX = ".txt";

    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);

    private final Path folder;
    private final Path outside;

    Incoming(Path platformFolder) {
        this.folder = platformFolder.resolve("incoming");
        this.outside = platformFolder.resolve("nexus-unsent");
    }

    Path folder() {
        return folder;
    }

    /**
     * Puts an instruction in.
     *
     * @param name of the file, without prefix and ending: letters, digits, hyphens
     * @throws VenueException if it is certainly not there
     */
    void put(String name, String line) throws VenueException {
        Path file = file(name);
        Path unsent = outside.resolve(file.getFileName());
        try {
            Files.createDirectories(outside);
            if (Files.exists(file)) {
                throw new VenueException("NinjaTrader has not taken " + file.getFileName() + " yet");
            }
            Files.writeString(unsent, line + "\r\n", StandardCharsets.US_ASCII);
            Files.move(unsent, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Whether the file has not been taken yet. */
    boolean isThere(String name) {
        return Files.exists(file(name));
    }

    /**
     * Takes a file back that NinjaTrader has not taken.
     *
     * @return false if it was gone, or is in use: then the instruction counts
     */
    boolean withdraw(String name) {
        Path back = outside.resolve("withdrawn-" + name + SUFFIX);
        try {
            Files.createDirectories(outside);
            Files.move(file(name), back, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.debug("{} cannot be withdrawn: {}", name, e.toString());
            return false;
        }
        try {
            Files.delete(back);
        } catch (IOException e) {
            LOG.warn("{} is withdrawn, but is left behind: {}", back, e.toString());
        }
        return true;
    }

    /**
     * The names of our files that are there.
     *
     * @throws VenueException if the folder cannot be listed
     */
    List<String> names() throws VenueException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                names.add(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw unusable(e);
        }
        return names;
    }

    private VenueException unusable(Exception cause) {
        return new VenueException(
                folder + " cannot be used (" + cause + "): platformFolder must be NinjaTrader 8's folder in Documents",
                cause);
    }

    private Path file(String name) {
        return folder.resolve(PREFIX + name + SUFFIX);
    }
}
