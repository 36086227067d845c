package nexus.gateway.cli;

import java.nio.file.Path;

/**
 * Where things are if no option says otherwise: below the installation, which the launcher names in the property
 * {@code nexus.home}; without a launcher, below the working folder.
 */
final class Installation {
    private static final String HOME_PROPERTY = "nexus.home";

    private Installation() {}

    static Path home() {
        return Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath().normalize();
    }

    static Path configFile() {
        return home().resolve("config").resolve("gateway.yaml");
    }

    /** The folder that a file is in. */
    static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    static Path dataFolder() {
        return home().resolve("data");
    }

    /** Beside the data folder, so that each gateway of a machine has its own. */
    static Path logsFolder(Path dataFolder) {
        Path parent = dataFolder.toAbsolutePath().normalize().getParent();
        return (parent == null ? dataFolder : parent).resolve("logs");
    }
}
