package nexus.gateway.duty;

/** Waits for threads that have been told to end. */
final class ThreadEnd {
    private ThreadEnd() {}

    /** Returns when the thread has ended, also if this one is interrupted meanwhile. */
    static void await(Thread thread) {
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
