package nexus.bookmap;

import java.math.BigDecimal;

/** A trade with the best bid and ask at its time, or a change of these alone. What is not known is null. */
final class Tick {
    private final String symbol;
    private final BigDecimal price;
    private final BigDecimal volume;
    private final Quote quote;
    private final String aggressor;
    private final long epochNanos;

    private Tick(String symbol, BigDecimal price, BigDecimal volume, Quote quote, String aggressor, long epochNanos) {
        this.symbol = symbol;
        this.price = price;
        this.volume = volume;
        this.quote = quote;
        this.aggressor = aggressor;
        this.epochNanos = epochNanos;
    }

    /** The best bid and ask; a side that is empty has null for both. */
    static final class Quote {
        static final Quote NONE = new Quote(null, null, null, null);

        private final BigDecimal bid;
        private final BigDecimal bidSize;
        private final BigDecimal ask;
        private final BigDecimal askSize;

        Quote(BigDecimal bid, BigDecimal bidSize, BigDecimal ask, BigDecimal askSize) {
            this.bid = bid;
            this.bidSize = bidSize;
            this.ask = ask;
            this.askSize = askSize;
        }

        boolean isEmpty() {
            return bid == null && ask == null;
        }
    }

    static Tick trade(
            String symbol, BigDecimal price, BigDecimal volume, Quote quote, String aggressor, long epochNanos) {
        return new Tick(symbol, price, volume, quote, aggressor, epochNanos);
    }

    static Tick quote(String symbol, Quote quote, long epochNanos) {
        return new Tick(symbol, null, null, quote, null, epochNanos);
    }

    String symbol() {
        return symbol;
    }

    BigDecimal price() {
        return price;
    }

    BigDecimal volume() {
        return volume;
    }

    BigDecimal bid() {
        return quote.bid;
    }

    BigDecimal bidSize() {
        return quote.bidSize;
    }

    BigDecimal ask() {
        return quote.ask;
    }

    BigDecimal askSize() {
        return quote.askSize;
    }

    /** {@code BUY}, {@code SELL} or null. */
    String aggressor() {
        return aggressor;
    }

    /** When, in nanoseconds since the epoch: Bookmap's time of the event. */
    long epochNanos() {
        return epochNanos;
    }
}
