package velox.api.layer1.data;

/** A change of an order. */
public class OrderUpdateParameters {
    public final String orderId;

    public OrderUpdateParameters(String orderId) {
        this.orderId = orderId;
    }
}
