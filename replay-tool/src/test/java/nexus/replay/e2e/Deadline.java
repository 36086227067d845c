package nexus.replay.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something that must come, and no longer than it may take. */
final class Deadline {
    private static final long POLL_NANOS = 5_000_000;

    private Deadline() {}

    /** @throws AssertionError if it does not come in time */
    static void await(String what, Duration most, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited " + most.toSeconds() + " s in vain: " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Lets time pass for what goes on meanwhile. */
    static void letPass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        long left;
        while ((left = end - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
        }
    }
}
