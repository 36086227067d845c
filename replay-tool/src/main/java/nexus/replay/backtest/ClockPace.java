package nexus.replay.backtest;

/**
 * When a CLOCK record is due: each full second while something happens; where nothing does, after two seconds more and more
 * rarely, each time after twice as long, up to an hour. It depends on what was, never on what comes next.
 *
 * <p>The router needs the clock to notice that time has passed, not how often; so a weekend costs some sixty records
 * instead of 170,000.
 */
final class ClockPace {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long LONGEST_NANOS = 3_600 * SECOND_NANOS;

    private long dueNanos = Long.MAX_VALUE;
    private long spacingNanos = SECOND_NANOS;
    private boolean isQuiet = true;

    /** Something has happened that is no clock. */
    void active(long timeNanos) {
        if (isQuiet) {
            isQuiet = false;
            spacingNanos = SECOND_NANOS;
            dueNanos = Math.min(dueNanos, (timeNanos / SECOND_NANOS + 1) * SECOND_NANOS);
        }
    }

    /** When the next is due, in nanoseconds since the epoch; {@link Long#MAX_VALUE} before anything has happened. */
    long dueNanos() {
        return dueNanos;
    }

    /** The one that was due has been written. */
    void written() {
        if (isQuiet) {
            spacingNanos = Math.min(LONGEST_NANOS, 2 * spacingNanos);
        }
        isQuiet = true;
        dueNanos += spacingNanos;
    }
}
