package nexus.gateway.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or SIGTERM as a wish: the work at hand ends by itself, and the process then ends with its exit code, not with
 * that of the signal.
 */
final class StopSignal implements AutoCloseable {
    private static final long GRACE_SECONDS = 10;

    private final CountDownLatch finished = new CountDownLatch(1);
    private Runnable wake = () -> {};
    private boolean come;
    private volatile int exitCode = ExitCodes.OK;

    private StopSignal() {}

    /** Listens until the process ends. */
    static StopSignal listen() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::come, "stop-signal"));
        return signal;
    }

    /** Calls this, on another thread, when the signal comes; at once if it has come before. */
    synchronized void whenCome(Runnable action) {
        wake = action;
        if (come) {
            action.run();
        }
    }

    synchronized boolean hasCome() {
        return come;
    }

    private void come() {
        if (finished.getCount() == 0) {
            return;
        }
        synchronized (this) {
            come = true;
            wake.run();
        }
        try {
            if (finished.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(exitCode);
            }
            System.err.println("gateway: did not stop within " + GRACE_SECONDS + " s; ended all the same");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the process ends with if the signal has come. Default: 0. */
    void exitWith(int code) {
        exitCode = code;
    }

    /** The work has ended. */
    @Override
    public void close() {
        finished.countDown();
    }
}
