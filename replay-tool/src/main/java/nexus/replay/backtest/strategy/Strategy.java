package nexus.replay.backtest.strategy;

/**
 * Trading rules to be backtested. A strategy stands where NEXUS stands: it hears what the gateway would send to NEXUS, in
 * order, with universal symbols, and what it sends is taken as a message of NEXUS at that simulated time.
 *
 * <p>A class of this kind is public and has a public constructor, either without parameters or with a {@code
 * java.util.Map<String, String>} that holds what {@code --param} gave. The two methods are called by one thread. For the same
 * result each time it must not look at clocks, random numbers without a fixed seed, files that change, or other threads.
 *
 * <p>What a method throws ends the backtest.
 */
public interface Strategy {
    /**
     * A tick has come.
     *
     * @param tick borrowed until this method returns
     */
    void onMarketData(MarketData tick, Orders orders);

    /** Something has become of an order or a signal, or a platform has come or gone. */
    void onOrderEvent(OrderEvent event, Orders orders);
}
