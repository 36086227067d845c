package nexus.replay.backtest.fills;

import java.math.BigDecimal;

/**
 * How one simulated platform fills orders; see {@link FillModel} for what each means.
 *
 * @param basis what gives an execution its price
 * @param latencyNanos from the gateway to the platform, 0 or more
 * @param jitterNanos up to so much is added to each way, 0 or more
 * @param answerNanos from the platform to the gateway, 0 or more
 * @param slippage in price points, against the order; 0 or more
 * @param partial whether a tick fills no more than its size
 * @param share of a tick's size that orders get; above 0, up to 1
 * @param limitTouch whether a resting limit is filled at its price already, and not only beyond it
 * @param commission for each unit of the platform's
 * @param currency of the commission, or empty
 * @param reject how likely an order is rejected, 0 to 1
 * @param dayEndSeconds when a DAY order's day ends, in seconds behind midnight UTC, 0 to 86399
 */
record FillRules(
        Basis basis,
        long latencyNanos,
        long jitterNanos,
        long answerNanos,
        BigDecimal slippage,
        boolean partial,
        BigDecimal share,
        boolean limitTouch,
        BigDecimal commission,
        String currency,
        double reject,
        long dayEndSeconds) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long DAY_NANOS = 86_400 * NANOS_PER_SECOND;

    /** What gives an execution its price. */
    enum Basis {
        /** The next trade. */
        NEXT_TRADE,
        /** The other side of the quote. */
        QUOTE
    }

    /** The first end of a day behind a time, both in nanoseconds since the epoch. */
    long dayEndAfter(long timeNanos) {
        long offset = dayEndSeconds * NANOS_PER_SECOND;
        return (Math.floorDiv(timeNanos - offset, DAY_NANOS) + 1) * DAY_NANOS + offset;
    }
}
