package nexus.gateway.logging;

import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Log files for as long as the gateway runs. */
public final class RunLogging implements AutoCloseable {
    private static final String FOLDER_PROPERTY = "nexus.logs";
    private static final String LAYOUT_PROPERTY = "logback.configurationFile";

    private final Path folder;
    private final LoggerContext context;

    private RunLogging(Path folder, LoggerContext context) {
        this.folder = folder;
        this.context = context;
    }

    /**
     * Starts the log files. Must come before the first logger of the process is made: Logback reads its layout then. A
     * layout that the user has named in {@code logback.configurationFile} stays.
     *
     * @param folder made if it does not exist
     * @throws IOException if the folder cannot be made or written to
     */
    public static RunLogging start(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new IOException("the log folder " + folder + " is not writable");
        }
        System.setProperty(FOLDER_PROPERTY, folder.toAbsolutePath().toString());
        if (System.getProperty(LAYOUT_PROPERTY) == null) {
            System.setProperty(LAYOUT_PROPERTY, "logback-run.xml");
        }
        return new RunLogging(folder, (LoggerContext) LoggerFactory.getILoggerFactory());
    }

    /** Where the log files are. */
    public Path folder() {
        return folder;
    }

    /** Writes what waits in the queues, for a second at most, and ends logging. */
    @Override
    public void close() {
        context.stop();
    }
}
