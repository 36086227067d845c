package velox.api.layer1.data;

/** The types in its signatures matter: compiled code names what a method returns. */
public abstract class AbstractSingleOrderSendParametersBuilder<T extends AbstractSingleOrderSendParametersBuilder<T>> {
    protected String alias;
    protected boolean isBuy;
    protected int size;
    protected OrderDuration duration = OrderDuration.GTC;
    protected String clientId;

    protected AbstractSingleOrderSendParametersBuilder() {}

    /** Sets how long the order lives. */
    public T setDuration(OrderDuration duration) {
        this.duration = duration;
        return self();
    }

    /** Sets the sender's own id. */
    public T setClientId(String clientId) {
        this.clientId = clientId;
        return self();
    }

    @SuppressWarnings("unchecked")
    T self() {
        return (T) this;
    }
}
