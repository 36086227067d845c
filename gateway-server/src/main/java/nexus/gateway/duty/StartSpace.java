package nexus.gateway.duty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nexus.config.EdgeConfig;
import nexus.journal.store.Settings;

/** Whether the disk has what a new run takes at once: the reserve, and the pages that are touched ahead. */
final class StartSpace {
    private static final long MIB = 1 << 20;

    private StartSpace() {}

    /**
     * Returns if there is room for a run to begin; what it may do then is the disk guard's to say.
     *
     * @throws IOException in one line, if there is not
     */
    static void require(Path dataFolder, EdgeConfig config, Settings settings) throws IOException {
        Path reserve = dataFolder.resolve(".reserve");
        long reserved = Files.exists(reserve) ? Files.size(reserve) : 0;
        long needed = settings.touchAheadBytes() + MIB + Math.max(0, config.reserveDiskBytes() - reserved);
        long usable = Files.getFileStore(dataFolder).getUsableSpace();
        if (usable < needed) {
            throw new IOException("the disk of " + dataFolder + " has " + usable / MIB + " MiB left, a start takes "
                    + (needed + MIB - 1) / MIB + " MiB: free some and start again");
        }
    }
}
