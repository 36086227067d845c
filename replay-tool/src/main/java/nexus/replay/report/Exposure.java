package nexus.replay.report;

import java.math.BigDecimal;

/**
 * How long and how much was held.
 *
 * @param platform null for all platforms together: held counts while any of them holds something, the most is of the net
 * @param heldNanos time in the market
 * @param share of the range's length, 0 to 1
 * @param most the largest quantity, negative if it was short
 * @param mostNanos when it was reached first
 */
public record Exposure(String platform, String symbol, long heldNanos, double share, BigDecimal most, long mostNanos) {}
