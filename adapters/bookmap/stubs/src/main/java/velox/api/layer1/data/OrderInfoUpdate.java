package velox.api.layer1.data;

/** An order that has changed. */
public class OrderInfoUpdate extends OrderInfo {
    OrderInfoUpdate(OrderInfoBuilder builder) {
        super(builder);
    }
}
