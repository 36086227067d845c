package nexus.adapters.link;

/** Where an order stands on its platform. */
public enum OrderStatus {
    WORKING,
    PARTIALLY_FILLED,
    FILLED,
    CANCELED,
    REJECTED,
    /** The platform has never seen it. */
    UNKNOWN;

    /** Whether nothing more can come of it. */
    public boolean isEnded() {
        return this == FILLED || this == CANCELED || this == REJECTED;
    }
}
