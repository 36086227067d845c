package velox.api.layer1.data;

/** The end of an order. */
public class OrderCancelParameters extends OrderUpdateParameters {
    public OrderCancelParameters(String orderId) {
        super(orderId);
    }
}
