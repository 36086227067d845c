package velox.api.layer1.data;

/** An order as Bookmap knows it. Prices are raw, sizes Bookmap's whole numbers. */
public class OrderInfo {
    public final String instrumentAlias;
    public final String orderId;
    public final boolean isBuy;
    public final OrderType type;
    public final String clientId;
    public final int filled;
    public final int unfilled;
    public final double averageFillPrice;
    public final OrderStatus status;
    public final boolean isSimulated;
    public final boolean isDuplicate;

    protected OrderInfo(OrderInfoBuilder builder) {
        this.instrumentAlias = builder.instrumentAlias;
        this.orderId = builder.orderId;
        this.isBuy = builder.isBuy;
        this.type = builder.type;
        this.clientId = builder.clientId;
        this.filled = builder.filled;
        this.unfilled = builder.unfilled;
        this.averageFillPrice = builder.averageFillPrice;
        this.status = builder.status;
        this.isSimulated = true;
        this.isDuplicate = builder.duplicate;
    }
}
