package velox.api.layer1.data;

/** Makes the updates that a platform tells. */
public class OrderInfoBuilder {
    final String instrumentAlias;
    final String orderId;
    final boolean isBuy;
    final OrderType type;
    final String clientId;
    int filled;
    int unfilled;
    double averageFillPrice = Double.NaN;
    OrderStatus status = OrderStatus.PENDING_SUBMIT;
    boolean duplicate;

    public OrderInfoBuilder(
            String instrumentAlias,
            String orderId,
            boolean isBuy,
            OrderType type,
            String clientId,
            boolean doNotIncrease) {
        this.instrumentAlias = instrumentAlias;
        this.orderId = orderId;
        this.isBuy = isBuy;
        this.type = type;
        this.clientId = clientId;
    }

    public OrderInfoBuilder setStatus(OrderStatus status) {
        this.status = status;
        return this;
    }

    public OrderInfoBuilder setFilled(int filled) {
        this.filled = filled;
        return this;
    }

    public OrderInfoBuilder setUnfilled(int unfilled) {
        this.unfilled = unfilled;
        return this;
    }

    public OrderInfoBuilder setAverageFillPrice(double averageFillPrice) {
        this.averageFillPrice = averageFillPrice;
        return this;
    }

    public OrderInfoBuilder setDuplicate(boolean isDuplicate) {
        this.duplicate = isDuplicate;
        return this;
    }

    public OrderInfoUpdate build() {
        return new OrderInfoUpdate(this);
    }
}
