package nexus.journal.store;

import java.io.File;
import java.io.IOException;
import net.openhft.posix.PosixAPI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the file system set blocks of a sparse file aside, so that a full disk is an answer and not a fault. On Linux;
 * elsewhere, and where the file system cannot, it answers that all is well and a touch must tell.
 */
final class PageAllocator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageAllocator.class);
    private static final int READ_WRITE = 2;
    private static final int KEEP_SIZE = 1;
    private static final int NO_SPACE = 28;
    private static final int QUOTA_EXCEEDED = 122;
    private static final int NONE = -1;

    private final File file;
    private int descriptor;

    private PageAllocator(File file, int descriptor) {
        this.file = file;
        this.descriptor = descriptor;
    }

    /** Sets nothing aside. */
    static PageAllocator none() {
        return new PageAllocator(null, NONE);
    }

    static PageAllocator open(File file) {
        boolean isLinux = System.getProperty("os.name").equals("Linux");
        int descriptor = isLinux ? PosixAPI.posix().open(file.getPath(), READ_WRITE, 0) : NONE;
        if (isLinux && descriptor < 0) {
            LOG.warn(
                    "{} cannot be opened for setting blocks aside, error {}",
                    file,
                    PosixAPI.posix().lastError());
        }
        return new PageAllocator(file, descriptor);
    }

    /**
     * Sets a range aside; what is in it stays.
     *
     * @throws IOException if the disk is full
     */
    void allocate(long offset, long length) throws IOException {
        if (descriptor < 0 || PosixAPI.posix().fallocate(descriptor, KEEP_SIZE, offset, length) == 0) {
            return;
        }
        int error = PosixAPI.posix().lastError();
        if (error == NO_SPACE || error == QUOTA_EXCEEDED) {
            throw new IOException("no space for " + length + " bytes at " + offset + " of " + file);
        }
        LOG.info("this file system sets no blocks aside, error {}: {}", error, file);
        close();
    }

    @Override
    public void close() {
        if (descriptor >= 0) {
            PosixAPI.posix().close(descriptor);
            descriptor = NONE;
        }
    }
}
