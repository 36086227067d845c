package nexus.gateway.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or SIGTERM as a wish: the work at hand ends by itself, and the process then ends with exit code 0, not with
 * that of the signal.
 */
final class StopSignal implements AutoCloseable {
    private static final long GRACE_SECONDS = 10;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Runnable wake;
    private volatile boolean come;

    private StopSignal(Runnable wake) {
        this.wake = wake;
    }

    /** Listens until the process ends. */
    static StopSignal listen() {
        return listen(() -> {});
    }

    /**
     * Listens until the process ends.
     *
     * @param wake called on another thread when the signal comes
     */
    static StopSignal listen(Runnable wake) {
        StopSignal signal = new StopSignal(wake);
        Runtime.getRuntime().addShutdownHook(new Thread(signal::come, "stop-signal"));
        return signal;
    }

    boolean hasCome() {
        return come;
    }

    private void come() {
        if (finished.getCount() == 0) {
            return;
        }
        come = true;
        wake.run();
        try {
            if (finished.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCodes.OK);
            }
            System.err.println("gateway: did not stop within " + GRACE_SECONDS + " s; ended all the same");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work has ended. */
    @Override
    public void close() {
        finished.countDown();
    }
}
