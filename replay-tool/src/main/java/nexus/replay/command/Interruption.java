package nexus.replay.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, noticed between two lines: the process ends when the one at hand is written, with the code that a signal gives,
 * or with the one that the work has come to.
 */
public final class Interruption implements AutoCloseable {
    private static final long GRACE_MILLIS = 2_000;
    private static final int NONE = -1;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean come;
    private volatile int exitCode = NONE;

    private Interruption() {}

    /** Listens until the process ends. */
    public static Interruption listen() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::come, "interruption"));
        return interruption;
    }

    public boolean hasCome() {
        return come;
    }

    private void come() {
        if (finished.getCount() == 0) {
            return;
        }
        come = true;
        try {
            // The process ends when this returns, whether or not the line was written.
            boolean written = finished.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            if (!written) {
                System.err.println("replay: nobody reads the output");
            } else if (exitCode != NONE) {
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Should Ctrl-C have come, the process is to end with this code. To be called before {@link #close}. */
    public void endWith(int code) {
        exitCode = code;
    }

    /** Everything is written, and flushed. */
    @Override
    public void close() {
        finished.countDown();
    }
}
