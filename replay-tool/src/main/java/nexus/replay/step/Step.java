package nexus.replay.step;

import java.util.List;

/**
 * One record and what it did.
 *
 * @param sequence the record
 * @param timeNanos its time, ns since the epoch
 * @param sinceNanos how long after the record before it
 * @param title kind, connection and cause
 * @param message as JSON
 * @param made what the router said and sent, one text each; for an output, whether it is as the router makes it
 * @param changes of the router's state
 */
record Step(
        long sequence,
        long timeNanos,
        long sinceNanos,
        String title,
        String message,
        List<String> made,
        List<Change> changes) {

    /** Roughly what it takes in memory, in bytes. */
    long size() {
        long chars = (long) message.length() + title.length();
        for (String each : made) {
            chars += each.length() + 40L;
        }
        return 200 + 2 * chars + 150L * changes.size();
    }
}
