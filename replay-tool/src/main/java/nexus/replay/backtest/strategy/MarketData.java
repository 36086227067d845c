package nexus.replay.backtest.strategy;

/** One tick as NEXUS gets it. Reused: valid until {@link Strategy#onMarketData} returns. */
public interface MarketData {
    /** The universal symbol; the platform's own where the configuration does not know it. */
    String symbol();

    /** Name of the platform that it came from. */
    String platform();

    /** When the gateway got it, in nanoseconds since the epoch; never goes back from one tick to the next. */
    long timeNanos();

    /** The trade's price; in a tick without a trade the mid of bid and ask, or the one side that is there. */
    double price();

    /** Whether {@link #price} is that of a trade. */
    boolean isTrade();

    /** The trade's size in the platform's units; 0 where the tick has none. */
    double volume();

    /** The best bid; NaN where the tick has none. */
    double bid();

    /** The best ask; NaN where the tick has none. */
    double ask();

    /** Size of the best bid in the platform's units; NaN where the tick has none. */
    double bidSize();

    /** Size of the best ask in the platform's units; NaN where the tick has none. */
    double askSize();
}
