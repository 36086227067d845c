package nexus.adapters.link;

import java.math.BigDecimal;

/**
 * One change of the market. At least one of {@code price}, {@code bid} and {@code ask} is given; what is null is left
 * out of the message.
 *
 * @param symbol the platform's own
 * @param price of the last trade
 * @param volume of the last trade
 * @param epochNanos when, in nanoseconds since the epoch
 * @param aggressor who crossed the spread
 */
public record Tick(
        String symbol,
        BigDecimal price,
        BigDecimal volume,
        long epochNanos,
        BigDecimal bid,
        BigDecimal ask,
        BigDecimal bidSize,
        BigDecimal askSize,
        Side aggressor) {
    public Tick {
        if (price == null && bid == null && ask == null) {
            throw new IllegalArgumentException("tick of " + symbol + " without price, bid or ask");
        }
    }

    /** A trade and nothing else. */
    public static Tick trade(String symbol, BigDecimal price, BigDecimal volume, long epochNanos) {
        return new Tick(symbol, price, volume, epochNanos, null, null, null, null, null);
    }
}
