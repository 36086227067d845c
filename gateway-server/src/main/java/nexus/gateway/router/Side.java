package nexus.gateway.router;

/** Which way an order goes. */
enum Side {
    BUY,
    SELL;

    /** The side of this name, or null. */
    static Side ofName(String name) {
        return "BUY".equals(name) ? BUY : "SELL".equals(name) ? SELL : null;
    }
}
