package nexus.replay.report;

import java.util.List;

/**
 * Which records a report is about.
 *
 * @param firstSequence of the first record
 * @param lastSequence of the last
 * @param firstNanos time of the first record
 * @param lastNanos time of the last
 * @param ticks how many prices came
 * @param runCount how many starts of the gateway lie in it
 * @param runs the first {@value #MAX_RUNS} of them
 */
public record Range(
        long firstSequence,
        long lastSequence,
        long firstNanos,
        long lastNanos,
        long ticks,
        long runCount,
        List<Run> runs) {
    static final int MAX_RUNS = 100;

    public Range {
        runs = List.copyOf(runs);
    }

    /**
     * A start of the gateway.
     *
     * @param sequence of its RUN record
     */
    public record Run(String runId, String build, long routerVersion, long sequence, long timeNanos) {}

    /** How long it lasts, ns. */
    public long lengthNanos() {
        return lastNanos - firstNanos;
    }
}
