package nexus.gateway.duty;

import java.util.function.LongSupplier;

/**
 * The gateway's time: the wall clock at the start, but not before the last record's time; from then on it advances by
 * the monotonic clock and follows the wall clock slowly. It never goes back and never leaps.
 *
 * <p>Rule, applied at each {@link #discipline}: up to 50 ms of difference, the rate changes by 500 parts per million at
 * most, which people and timers do not notice; beyond that by 10 % at most. So a wall clock that was set back by a
 * minute is caught up with in ten minutes, during which a timer of 10 s takes 11.
 */
final class JournalClock {
    /** A jump of the wall clock above this is journaled; time services step a clock from 128 ms on, and slew below. */
    static final long STEP_NANOS = 100_000_000L;

    /** Both clocks must be read within this, or a thread that was held up in between would pass for a jump. */
    private static final long TOGETHER_NANOS = 1_000_000L;

    private static final int READ_ATTEMPTS = 3;

    private static final long GENTLE_NANOS = 50_000_000L;
    private static final long GENTLE_PPM = 500;
    private static final long FIRM_PPM = 100_000;
    private static final long MILLION = 1_000_000;
    /** Above this the product of elapsed time and rate might not fit; far more than between two disciplines. */
    private static final long MAX_STRETCH_NANOS = 3_600_000_000_000L;

    private final LongSupplier wallNanos;
    private final LongSupplier monotonicNanos;
    private long anchorMonotonic;
    private long anchorTime;
    private long ratePpm;
    private long lastWall;
    private long lastMonotonic;
    private long unreportedStep;

    /**
     * @param wallNanos nanoseconds since the epoch
     * @param monotonicNanos never goes back
     * @param lastRecordNanos time of the journal's last record, 0 if it is empty
     */
    JournalClock(LongSupplier wallNanos, LongSupplier monotonicNanos, long lastRecordNanos) {
        this.wallNanos = wallNanos;
        this.monotonicNanos = monotonicNanos;
        lastMonotonic = monotonicNanos.getAsLong();
        lastWall = wallNanos.getAsLong();
        anchorMonotonic = lastMonotonic;
        anchorTime = Math.max(lastWall, lastRecordNanos);
        long difference = lastWall - anchorTime;
        unreportedStep = Math.abs(difference) > STEP_NANOS ? difference : 0;
    }

    /** Now, in nanoseconds since the epoch; never before what it said last. */
    long nanos() {
        long elapsed = monotonicNanos.getAsLong() - anchorMonotonic;
        if (elapsed > MAX_STRETCH_NANOS) {
            anchorTime += elapsed + Math.multiplyExact(elapsed / MILLION, ratePpm);
            anchorMonotonic += elapsed;
            return anchorTime;
        }
        return anchorTime + elapsed + elapsed * ratePpm / MILLION;
    }

    /** By how much the wall clock is ahead of this clock now, in nanoseconds; negative if behind. */
    long wallOffsetNanos() {
        return wallNanos.getAsLong() - nanos();
    }

    /** What the wall clock showed when {@link #discipline} last looked, nanoseconds since the epoch. */
    long wallNanos() {
        return lastWall;
    }

    /**
     * Compares with the wall clock and sets the rate. To be called about once a second.
     *
     * @return by how much the wall clock has jumped since the last call, in nanoseconds, if that is more than {@link
     *     #STEP_NANOS}, else 0. The first call also tells of a journal that is ahead of the wall clock
     */
    long discipline() {
        long time = nanos();
        long monotonic = monotonicNanos.getAsLong();
        long wall = wallNanos.getAsLong();
        boolean together = monotonicNanos.getAsLong() - monotonic <= TOGETHER_NANOS;
        for (int i = 1; i < READ_ATTEMPTS && !together; i++) {
            time = nanos();
            monotonic = monotonicNanos.getAsLong();
            wall = wallNanos.getAsLong();
            together = monotonicNanos.getAsLong() - monotonic <= TOGETHER_NANOS;
        }
        long jump = 0;
        if (together) {
            jump = (wall - lastWall) - (monotonic - lastMonotonic);
            lastWall = wall;
            lastMonotonic = monotonic;
        }
        anchorTime = time;
        anchorMonotonic = monotonic;
        long error = wall - time;
        long limit = Math.abs(error) <= GENTLE_NANOS ? GENTLE_PPM : FIRM_PPM;
        // What would be caught up with in the coming second, within the limit.
        ratePpm = Math.max(-limit, Math.min(limit, error / 1_000));
        long step = unreportedStep + (Math.abs(jump) > STEP_NANOS ? jump : 0);
        unreportedStep = 0;
        return step;
    }
}
