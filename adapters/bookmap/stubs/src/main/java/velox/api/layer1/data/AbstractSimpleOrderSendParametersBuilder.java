package velox.api.layer1.data;

/** The types in its signatures matter: compiled code names what a method returns. */
public abstract class AbstractSimpleOrderSendParametersBuilder<T extends AbstractSimpleOrderSendParametersBuilder<T>>
        extends AbstractSingleOrderSendParametersBuilder<AbstractSimpleOrderSendParametersBuilder<T>> {
    protected double limitPrice = Double.NaN;
    protected double stopPrice = Double.NaN;

    /** Sets the limit, a raw price. */
    @SuppressWarnings("unchecked")
    public T setLimitPrice(double limitPrice) {
        this.limitPrice = limitPrice;
        return (T) this;
    }

    /** Sets the stop, a raw price. */
    @SuppressWarnings("unchecked")
    public T setStopPrice(double stopPrice) {
        this.stopPrice = stopPrice;
        return (T) this;
    }

    /** The order. */
    public SimpleOrderSendParameters build() {
        return new SimpleOrderSendParameters(this);
    }
}
