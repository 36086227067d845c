package nexus.replay.command;

import java.nio.file.Files;
import java.nio.file.Path;
import nexus.journal.store.JournalReader;
import picocli.CommandLine.Option;

/** Which journal to read. */
public final class DataOption {
    private static final String HOME_PROPERTY = "nexus.home";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The gateway's data folder. Default: data in the installation.")
    private Path data;

    /** The data folder; by default below the installation, which the launcher names. */
    public Path folder() {
        return data != null
                ? data
                : Path.of(System.getProperty(HOME_PROPERTY, ""))
                        .toAbsolutePath()
                        .resolve("data");
    }

    /**
     * Opens the journal.
     *
     * @throws NoJournalException if there is no journal, or no record in it
     */
    public JournalReader open() throws NoJournalException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw new NoJournalException(
                    "there is no folder " + folder + ": name the gateway's data folder with --data");
        }
        JournalReader reader = JournalReader.open(folder);
        if (reader.lastSequence() == 0) {
            reader.close();
            throw new NoJournalException(
                    "there is no journal record in " + folder + ": name the gateway's data folder with --data");
        }
        return reader;
    }
}
