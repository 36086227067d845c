package nexus.gateway.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import nexus.gateway.seal.SealReports.Part;
import nexus.journal.seal.SealCopy;
import nexus.journal.seal.SealPosition;

/**
 * The thread that copies seals elsewhere. A mount that hangs keeps nobody but this thread; one that is gone is told, and
 * tried again until it is back, and then gets all that it lacks.
 */
final class SealCopier {
    private static final long RETRY_NANOS = 5_000_000_000L;

    private final SealCopy copy;
    private final Path target;
    private final SealReports reports;
    private final Thread thread = new Thread(this::run, "seal-copy");
    private volatile SealPosition wanted;
    private volatile boolean closing;

    // Where the system heeds priorities: Windows does, Linux as a rule does not.
    @SuppressWarnings("ThreadPriorityCheck")
    private SealCopier(SealCopy copy, Path target, SealReports reports) {
        this.copy = copy;
        this.target = target;
        this.reports = reports;
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    static SealCopier start(Path seals, Path target, Path publicKey, SealReports reports) {
        SealCopier copier = new SealCopier(new SealCopy(seals, target, publicKey), target, reports);
        copier.thread.start();
        return copier;
    }

    /** Where the seals end now. */
    void copyTo(SealPosition end) {
        if (!end.equals(wanted)) {
            wanted = end;
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        SealPosition copied = null;
        while (true) {
            boolean last = closing;
            SealPosition end = wanted;
            if (end != null && !end.equals(copied)) {
                copied = copied(end) ? end : copied;
            }
            if (last) {
                return;
            }
            if (!closing) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private boolean copied(SealPosition end) {
        try {
            copy.copy(end);
            reports.tell(Part.COPY, "");
            return true;
        } catch (IOException | RuntimeException e) {
            reports.tell(Part.COPY, "the seals are not copied to " + target + ": " + e.getMessage());
            return false;
        }
    }

    /** Copies once more what there is and ends the thread, or leaves it behind where it hangs. */
    void close(long waitMillis) {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Math.max(1, waitMillis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
