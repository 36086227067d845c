package velox.api.layer1.data;

/** Where an order stands. */
public enum OrderStatus {
    WORKING,
    CANCELLED,
    FILLED,
    INACTIVE,
    REJECTED,
    PENDING_CANCEL,
    PENDING_SUBMIT,
    PENDING_MODIFY,
    SUSPENDED,
    DISCONNECTED
}
