package nexus.adapters.link;

/** How an order is to be executed. */
public enum OrderType {
    MARKET,
    LIMIT,
    STOP,
    STOP_LIMIT;

    /** Whether it needs a limit price. */
    public boolean hasLimit() {
        return this == LIMIT || this == STOP_LIMIT;
    }

    /** Whether it needs a stop price. */
    public boolean hasStop() {
        return this == STOP || this == STOP_LIMIT;
    }
}
