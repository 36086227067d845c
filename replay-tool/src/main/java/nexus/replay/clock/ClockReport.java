package nexus.replay.clock;

import java.util.List;

/**
 * How the gateway's wall clock stood, by the records of it. Spans are nanoseconds.
 *
 * @param readings how often its offset from UTC was measured
 * @param unknown how often a time service was asked, and the offset could not be had
 * @param unanswered how many of these no time service answered
 * @param unsynchronised how many of the readings say that the clock is not synchronised
 * @param worstOffsetNanos the offset that was farthest from 0; positive is ahead of UTC; null without a reading
 * @param worstErrorNanos the largest bound of error that came with an offset; null if none did
 * @param sources who measured, in the order of the alphabet
 * @param stepCount how often the wall clock jumped
 * @param largestStepNanos the jump that was farthest from 0; positive is forward; 0 without one
 * @param steps the first {@value #MOST_STEPS} jumps
 */
public record ClockReport(
        long readings,
        long unknown,
        long unanswered,
        long unsynchronised,
        Long worstOffsetNanos,
        Long worstErrorNanos,
        List<String> sources,
        long stepCount,
        long largestStepNanos,
        List<Step> steps) {
    /** More would hide each other. */
    public static final int MOST_STEPS = 100;

    public ClockReport {
        sources = List.copyOf(sources);
        steps = List.copyOf(steps);
    }

    /** The wall clock jumped by so much; the journal's time does not. */
    public record Step(long sequence, long timeNanos, long offsetNanos) {}
}
