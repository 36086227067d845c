package velox.api.layer1.data;

/** One order. */
public abstract class SingleOrderSendParameters implements OrderSendParameters {
    public final String alias;
    public final boolean isBuy;
    public final int size;
    public final OrderDuration duration;
    public final String clientId;

    protected SingleOrderSendParameters(
            String alias, boolean isBuy, int size, OrderDuration duration, String clientId) {
        this.alias = alias;
        this.isBuy = isBuy;
        this.size = size;
        this.duration = duration;
        this.clientId = clientId;
    }
}
