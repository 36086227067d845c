package nexus.replay.backtest.strategy;

/**
 * Where a strategy sends its signals and cancels. They are routed when the strategy has returned from the call that it is
 * in, in the order in which it sent them, at the simulated time of that call.
 */
public interface Orders {
    /**
     * Sends a SIGNAL.
     *
     * @return its order id, by which {@link OrderEvent}s name it
     */
    String send(Signal signal);

    /** Sends a CANCEL of what is still open of a signal. */
    void cancel(String orderId);

    /** The simulated time, in nanoseconds since the epoch. */
    long timeNanos();
}
