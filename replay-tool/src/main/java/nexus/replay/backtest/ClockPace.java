package nexus.replay.backtest;

/**
 * When a CLOCK record is due: each full second while much happens, which is {@value #BUSY} things since the last; each full
 * minute while anything does; in a pause more and more rarely, each time after twice as long, up to an hour. It depends on
 * what was, never on what comes next.
 *
 * <p>The live gateway writes one each second. The router needs the clock to notice that time has passed, in steps of minutes
 * and days, and {@code verify} needs the checkpoints that come with it; neither gains from two records between any two ticks
 * of a quiet day, which would be most of its journal.
 */
final class ClockPace {
    static final int BUSY = 16;

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long MINUTE_NANOS = 60 * SECOND_NANOS;
    private static final long HOUR_NANOS = 60 * MINUTE_NANOS;

    private long dueNanos = Long.MAX_VALUE;
    private long spacingNanos = MINUTE_NANOS;
    private int happened;

    /** Something has happened that is no clock. */
    void active(long timeNanos) {
        happened++;
        if (happened == 1) {
            dueNanos = Math.min(dueNanos, behind(timeNanos, MINUTE_NANOS));
        } else if (happened == BUSY) {
            dueNanos = Math.min(dueNanos, behind(timeNanos, SECOND_NANOS));
        }
    }

    /** The first full unit behind a time. */
    private static long behind(long timeNanos, long unitNanos) {
        return (timeNanos / unitNanos + 1) * unitNanos;
    }

    /** When the next is due, in nanoseconds since the epoch; {@link Long#MAX_VALUE} before anything has happened. */
    long dueNanos() {
        return dueNanos;
    }

    /** The one that was due has been written. */
    void written() {
        spacingNanos = happened == 0 ? Math.min(HOUR_NANOS, 2 * spacingNanos) : MINUTE_NANOS;
        happened = 0;
        dueNanos += spacingNanos;
    }
}
