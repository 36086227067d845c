package nexus.gateway.router;

/** Where an order stands. */
enum OrderState {
    /** Handed to the socket; the platform has not said anything yet. */
    SENT,
    WORKING,
    PARTIALLY_FILLED,
    FILLED,
    CANCELED,
    REJECTED,
    /** It may or may not have reached the platform: never sent again, settled by the platform or the operator. */
    IN_DOUBT,
    /** Certainly never sent. */
    ABANDONED;

    /** Whether nothing more is expected. */
    boolean isEnded() {
        return this == FILLED || this == CANCELED || this == REJECTED || this == ABANDONED;
    }
}
