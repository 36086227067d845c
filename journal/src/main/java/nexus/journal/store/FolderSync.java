package nexus.journal.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the names in a folder durable: files that were made, renamed or removed. */
public final class FolderSync {
    private FolderSync() {}

    /** On return they are on the disk. Windows cannot open a folder, and keeps its names in a journal of its own. */
    public static void force(Path folder) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
