package nexus.gateway.duty;

/**
 * When the next snapshot is due: after so many records or so much time, whichever comes first. Where records come faster
 * than snapshots can be taken they wait: from the beginning of one to the beginning of the next it takes {@value
 * #REST_FACTOR} times as long as the last one took, so that they have a quarter of the follower's time at the most.
 */
final class SnapshotPace {
    private static final int REST_FACTOR = 4;

    private final int everyRecords;
    private final long everyNanos;
    private long lastSequence;
    private long lastBeganNanos;
    private long lastTookNanos;

    /**
     * Begins as if a snapshot had been taken now, in no time.
     *
     * @param sequence the record that it would stand behind
     */
    SnapshotPace(int everyRecords, long everyNanos, long sequence, long nowNanos) {
        this.everyRecords = everyRecords;
        this.everyNanos = everyNanos;
        this.lastSequence = sequence;
        this.lastBeganNanos = nowNanos;
    }

    boolean isDue(long sequence, long nowNanos) {
        long sinceNanos = nowNanos - lastBeganNanos;
        boolean manyRecords = sequence - lastSequence >= everyRecords && sinceNanos >= REST_FACTOR * lastTookNanos;
        return manyRecords || sinceNanos >= everyNanos;
    }

    /** Notes that one was taken, or tried. */
    void taken(long sequence, long beganNanos, long endedNanos) {
        lastSequence = sequence;
        lastBeganNanos = beganNanos;
        lastTookNanos = endedNanos - beganNanos;
    }
}
