package nexus.replay.feed;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import nexus.replay.nexus.NexusGoneException;

/**
 * Keeps the recorded spacing, divided by a factor. The schedule begins with the first message and is kept: after a delay
 * what is overdue goes out at once.
 */
final class RecordedPace implements Pace {
    /** Of a wait this much is left to {@link LockSupport#parkNanos}, for a socket waits in milliseconds. */
    private static final long SERVE_MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** Of that, this much is spun: a parked thread wakes up some 60 µs late. */
    private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(150);

    private static final long MAX_SERVE_MILLIS = 100;

    private final double factor;
    private final Waiting waiting;
    private final LongSupplier nanoTime;
    private final Lateness lateness;
    private boolean begun;
    private long firstTimeNanos;
    private long startNanos;
    private long dueNanos;

    /** How time passes while nothing is due. */
    interface Waiting {
        /** Lets go what was handed over, and serves the client for so long at most. False if it was stopped. */
        boolean serve(int millis) throws NexusGoneException;

        /** Lets go what was handed over. */
        void flush();

        /** Does nothing for about so long. */
        default void park(long nanos) {
            LockSupport.parkNanos(nanos);
        }
    }

    /**
     * @param factor how many times as fast as it was
     * @param nanoTime the clock, in nanoseconds, as {@link System#nanoTime}
     * @param lateness is told of each message
     */
    RecordedPace(double factor, Waiting waiting, LongSupplier nanoTime, Lateness lateness) {
        this.factor = factor;
        this.waiting = waiting;
        this.nanoTime = nanoTime;
        this.lateness = lateness;
    }

    @Override
    public boolean await(FedMessage message) throws NexusGoneException {
        if (!begun) {
            begun = true;
            firstTimeNanos = message.timeNanos();
            startNanos = nanoTime.getAsLong();
        }
        dueNanos = startNanos + (long) ((message.timeNanos() - firstTimeNanos) / factor);
        long left = dueNanos - nanoTime.getAsLong();
        if (left > 0) {
            waiting.flush();
            while ((left = dueNanos - nanoTime.getAsLong()) > 0) {
                if (!pass(left)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean pass(long left) throws NexusGoneException {
        if (left > SERVE_MARGIN_NANOS + TimeUnit.MILLISECONDS.toNanos(1)) {
            long millis = TimeUnit.NANOSECONDS.toMillis(left - SERVE_MARGIN_NANOS);
            return waiting.serve((int) Math.min(MAX_SERVE_MILLIS, millis));
        } else if (left > SPIN_NANOS) {
            waiting.park(left - SPIN_NANOS);
        } else {
            Thread.onSpinWait();
        }
        return true;
    }

    @Override
    public void sent(FedMessage message) {
        lateness.add(nanoTime.getAsLong() - dueNanos);
    }
}
