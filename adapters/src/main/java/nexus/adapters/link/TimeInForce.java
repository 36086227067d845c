package nexus.adapters.link;

/** How long an order stays open. */
public enum TimeInForce {
    DAY,
    GTC,
    /** What cannot be filled at once is canceled. */
    IOC,
    /** All at once or nothing. */
    FOK
}
