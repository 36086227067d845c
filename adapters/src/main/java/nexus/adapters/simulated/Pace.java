package nexus.adapters.simulated;

import java.util.concurrent.TimeUnit;

/** How many ticks are due at a rate. After a pause of more than a second it goes on from there, without a burst. */
final class Pace {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private long startNanos;
    private long taken;

    /** @param perSecond 0 for no limit */
    Pace(int perSecond, long startNanos) {
        this.perSecond = perSecond;
        this.startNanos = startNanos;
    }

    boolean isUnlimited() {
        return perSecond == 0;
    }

    /** How many are due now and were not taken; the first at once. */
    int due(long nowNanos) {
        if (isUnlimited()) {
            return Integer.MAX_VALUE;
        }
        long due = 1 + (long) ((nowNanos - startNanos) / NANOS_PER_SECOND * perSecond) - taken;
        if (due > perSecond + 1L) {
            startNanos = nowNanos;
            taken = 0;
            due = 1;
        }
        return (int) Math.max(due, 0);
    }

    void took(int count) {
        taken += count;
    }
}
