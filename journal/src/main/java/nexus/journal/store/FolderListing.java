package nexus.journal.store;

import java.io.File;
import java.nio.file.Path;

/** The names in a folder, asked again only if the folder may have changed: cheap enough to poll. */
final class FolderListing {
    /** A change within the clock tick of a listing does not show in the folder's time; listings this fresh recur. */
    private static final long SETTLED_MILLIS = 2_000;

    private final File folder;
    private long changedMillis = -1;
    private boolean settled;

    FolderListing(Path folder) {
        this.folder = folder.toFile();
    }

    /** The names; none if there is no such folder; null if they are the same as at the call before. */
    String[] ifChanged() {
        long modifiedMillis = folder.lastModified();
        if (settled && modifiedMillis == changedMillis) {
            return null;
        }
        settled = System.currentTimeMillis() - modifiedMillis > SETTLED_MILLIS;
        changedMillis = modifiedMillis;
        String[] names = folder.list();
        return names == null ? new String[0] : names;
    }
}
