package nexus.replay.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C, noticed between two lines: the process ends when the one at hand is written. */
public final class Interruption implements AutoCloseable {
    private static final long GRACE_MILLIS = 2_000;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean come;

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
        come = true;
        try {
            // The process ends when this returns, whether or not the line was written.
            boolean written = finished.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            if (!written) {
                System.err.println("replay: nobody reads the output");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is written. */
    @Override
    public void close() {
        finished.countDown();
    }
}
