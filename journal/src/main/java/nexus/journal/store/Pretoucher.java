package nexus.journal.store;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.io.ReferenceOwner;
import nexus.journal.store.JournalWriter.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the pages that the writer will need next into memory, from a daemon thread: a first touch costs the hot thread
 * milliseconds at the worst, this way none.
 *
 * <p>Touches through the writer's own mapping, since a page is mapped per mapping, by exchanging 0 for 0: that changes
 * nothing, whatever the writer does there at the same time. Before that the file system sets the pages aside: a touch on a full
 * disk fails too, but the JVM tells only some time later, when pages that are not there have been counted. Either is
 * known here megabytes before the writer gets there: {@link #exhausted()} says so, and the thread ends.
 */
public final class Pretoucher implements AutoCloseable, ReferenceOwner {
    static {
        ChronicleSetup.ensure();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Pretoucher.class);
    private static final int PAGE_BYTES = 4096;
    private static final long STRETCH_BYTES = 128 * 1024;
    private static final long SHORTEST_PARK_NANOS = 200_000;
    private static final long LONGEST_PARK_NANOS = 50_000_000;

    private final JournalWriter writer;
    private final long aheadBytes;
    private final Thread thread;
    private MappedBytesStore store;
    private PageAllocator allocator = PageAllocator.none();
    private long allocatedTo;
    private volatile MappedFile file;
    private volatile long touchedTo;
    private volatile boolean closing;
    private volatile boolean exhausted;

    private Pretoucher(JournalWriter writer, long aheadBytes) {
        this.writer = writer;
        this.aheadBytes = aheadBytes;
        this.thread = new Thread(this::run, "journal-pretoucher");
        thread.setDaemon(true);
    }

    /** Starts touching for this writer; does nothing if {@link Settings#touchAheadBytes()} is 0. */
    public static Pretoucher start(JournalWriter writer, Settings settings) {
        Pretoucher pretoucher = new Pretoucher(writer, settings.touchAheadBytes());
        if (pretoucher.aheadBytes > 0) {
            pretoucher.thread.start();
        }
        return pretoucher;
    }

    /** Whether a page could not be had: the disk is full. The writer must stop before it gets there. Stays so. */
    public boolean exhausted() {
        return exhausted;
    }

    /** How far the touched pages reach ahead of the writer, in bytes, 64 KiB more or less; from any thread. */
    public long aheadOfWriterBytes() {
        Progress progress = writer.progress();
        return progress.file() == file ? touchedTo - progress.position() : 0;
    }

    private void run() {
        try {
            long park = SHORTEST_PARK_NANOS;
            // A nanosecond a byte: no writer uses up what lies ahead in that time, the fastest measured wrote 250 MB/s.
            long longestPark = Math.max(SHORTEST_PARK_NANOS, Math.min(LONGEST_PARK_NANOS, aheadBytes));
            while (!closing) {
                if (touchOne()) {
                    park = SHORTEST_PARK_NANOS;
                } else {
                    LockSupport.parkNanos(park);
                    park = Math.min(longestPark, park * 2);
                }
            }
        } catch (InternalError | IOException e) {
            exhausted = true;
            LOG.error("no more pages for {}, at offset {}: the disk is full or failing", name(), touchedTo, e);
        } finally {
            leaveStore();
            allocator.close();
        }
    }

    private String name() {
        return file == null ? "no file" : file.file().getPath();
    }

    /** Touches one page if there is one to touch. */
    private boolean touchOne() throws IOException {
        Progress progress = writer.progress();
        if (progress.file() != file) {
            leaveStore();
            touchedTo = 0;
            allocatedTo = 0;
            allocator.close();
            file = progress.file();
            allocator = file == null ? PageAllocator.none() : PageAllocator.open(file.file());
        }
        long page = Math.max(touchedTo, progress.position() & -PAGE_BYTES);
        if (file == null || page - progress.position() >= aheadBytes || !enterStore(page)) {
            return false;
        }
        if (page >= allocatedTo) {
            allocator.allocate(page, STRETCH_BYTES);
            allocatedTo = page + STRETCH_BYTES;
        }
        store.compareAndSwapInt(page, 0, 0);
        touchedTo = page + PAGE_BYTES;
        return true;
    }

    /** Holds the stretch of the mapping that this page is in, so that it cannot go while it is touched. */
    private boolean enterStore(long page) throws IOException {
        if (store != null && store.inside(page)) {
            return true;
        }
        leaveStore();
        try {
            store = file.acquireByteStore(this, page);
            return true;
        } catch (IllegalStateException closedMeanwhile) {
            LOG.debug("the writer has left {}", name(), closedMeanwhile);
            return false;
        }
    }

    private void leaveStore() {
        if (store != null) {
            store.release(this);
            store = null;
        }
    }

    /** Stops the thread and waits for its end; then the writer may be closed. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
