package nexus.replay.report;

import java.math.BigDecimal;

/**
 * Closed round trips, as {@link nexus.replay.profit.RoundTrip} defines them, net of commission.
 *
 * @param symbol universal; null for all symbols together
 * @param closed how many ended
 * @param won how many of them with a profit greater than 0
 * @param lost how many with a loss; the rest came out even
 * @param gained sum of the profits
 * @param given sum of the losses, 0 or more
 * @param averageWin null without a win
 * @param averageLoss 0 or more; null without a loss
 * @param profitFactor gained ÷ given; null without a loss
 * @param averageHeldNanos how long one lasted, 0 without any
 */
public record TripSummary(
        String symbol,
        long closed,
        long won,
        long lost,
        BigDecimal gained,
        BigDecimal given,
        BigDecimal averageWin,
        BigDecimal averageLoss,
        BigDecimal profitFactor,
        long averageHeldNanos) {

    /** Share of the closed trips that were won; NaN without any. */
    public double hitRate() {
        return closed == 0 ? Double.NaN : won / (double) closed;
    }
}
