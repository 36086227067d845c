package nexus.gateway.duty;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** What the follower has to say, on its way to the duty cycle, and how far each of the two is. Safe for two threads. */
final class FollowerReports {
    private static final int CAPACITY = 64;

    private final Queue<Report> queue = new ArrayBlockingQueue<>(CAPACITY);
    private volatile long verifiedThrough;
    private volatile long appendedThrough;

    /** @param sequence the record that it is about */
    record Report(long sequence, boolean isFailure, String text) {}

    /** Where the proof begins: the state behind this record is taken as given. */
    FollowerReports(long sequence) {
        verifiedThrough = sequence;
        appendedThrough = sequence;
    }

    /** The next report, or null. */
    Report poll() {
        return queue.poll();
    }

    /** Says something; false if too much is waiting already. */
    boolean offer(Report report) {
        return queue.offer(report);
    }

    /** The last record that the follower has found right. */
    long verifiedThrough() {
        return verifiedThrough;
    }

    void verified(long sequence) {
        verifiedThrough = sequence;
    }

    /** The last record that the duty cycle has told of: all of a turn's at its end. */
    long appendedThrough() {
        return appendedThrough;
    }

    void appended(long sequence) {
        appendedThrough = sequence;
    }
}
