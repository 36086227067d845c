package nexus.replay.figures;

import java.math.BigDecimal;
import java.util.List;

/**
 * The price of one symbol on one platform, and what was executed there.
 *
 * @param prices the ticks, thinned; empty if there were none, or too many symbols
 * @param executions how many there were
 * @param fills those that are to be drawn: all up to {@value FillMarks#MOST}, then evenly fewer
 */
public record PriceChart(String platform, String symbol, List<CurvePoint> prices, long executions, List<Fill> fills) {

    public PriceChart {
        prices = List.copyOf(prices);
        fills = List.copyOf(fills);
    }

    /** An execution. */
    public record Fill(long timeNanos, boolean isBuy, BigDecimal price, BigDecimal quantity) {}
}
