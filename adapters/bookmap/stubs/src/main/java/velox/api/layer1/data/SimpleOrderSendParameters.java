package velox.api.layer1.data;

/** A market, limit, stop or stop-limit order: a price that is NaN is not set. */
public class SimpleOrderSendParameters extends SingleOrderSendParameters {
    public final double limitPrice;
    public final double stopPrice;

    SimpleOrderSendParameters(AbstractSimpleOrderSendParametersBuilder<?> builder) {
        super(builder.alias, builder.isBuy, builder.size, builder.duration, builder.clientId);
        this.limitPrice = builder.limitPrice;
        this.stopPrice = builder.stopPrice;
    }
}
