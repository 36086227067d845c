package nexus.bookmap;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something with a deadline. */
final class Eventually {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private Eventually() {}

    /** Returns once the condition holds; fails after 20 s, naming what was awaited. */
    static void await(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > DEADLINE_NANOS) {
                throw new AssertionError("not within 20 s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
