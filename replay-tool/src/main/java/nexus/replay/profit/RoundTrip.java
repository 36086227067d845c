package nexus.replay.profit;

import java.math.BigDecimal;

/**
 * From flat to flat, of one symbol on one platform: it begins with the execution that opens a position and ends with the
 * one that brings it to zero or through it; the latter begins the next one. Orders do not matter to it.
 *
 * @param isLong whether it was bought first
 * @param openedNanos when it began, ns since the epoch; for a position from before the beginning, the beginning
 * @param closedNanos when it ended
 * @param maxQuantity the most that was held
 * @param profit what it brought, × multiplier, less commission; in the base, at the rate of its end, where the symbol's
 *     currency is known
 */
public record RoundTrip(
        String platform,
        String symbol,
        boolean isLong,
        long openedNanos,
        long closedNanos,
        BigDecimal maxQuantity,
        BigDecimal profit) {}
