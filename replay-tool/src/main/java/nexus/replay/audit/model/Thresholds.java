package nexus.replay.audit.model;

/**
 * How much of each is taken for usual. Spans are nanoseconds by the journal's clock.
 *
 * @param answerNanos F09: how long a platform may take to say anything of an order
 * @param raceNanos F07: a fill so short behind a cancel has crossed it: a warning
 * @param clockErrorNanos F14: by how much clocks may differ
 * @param marketBeforeNanos F06: how long before its receipt the market is looked at
 * @param marketAfterNanos F06: how long behind
 * @param priceAgeNanos the oldest price that counts as the market: for F06 and costs
 * @param settleNanos F12: how long a position or status may be ahead of the fills
 * @param repeatNanos F03: the same execution under another id, so much later, was reported twice
 */
public record Thresholds(
        long answerNanos,
        long raceNanos,
        long clockErrorNanos,
        long marketBeforeNanos,
        long marketAfterNanos,
        long priceAgeNanos,
        long settleNanos,
        long repeatNanos) {

    private static final long SECOND = 1_000_000_000L;

    /** What a trader would set. */
    public static final Thresholds USUAL =
            new Thresholds(5 * SECOND, 2 * SECOND, SECOND, 2 * SECOND, SECOND, 60 * SECOND, 2 * SECOND, SECOND);
}
