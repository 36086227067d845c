package nexus.journal.store;

import java.io.IOException;
import java.nio.file.Path;

/** Another gateway works on this data folder. The message says which, and what to do. */
public final class DataFolderLockedException extends IOException {
    private static final long serialVersionUID = 1L;

    DataFolderLockedException(Path dataFolder, String owner) {
        super("the data folder " + dataFolder.toAbsolutePath() + " is in use by " + owner
                + "; stop that process, or give this one a data folder of its own");
    }
}
