package nexus.adapters.link;

/** Which way an order goes. */
public enum Side {
    BUY,
    SELL
}
