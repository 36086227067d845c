package velox.api.layer1.data;

/** Makes simple orders. */
public class SimpleOrderSendParametersBuilder
        extends AbstractSimpleOrderSendParametersBuilder<SimpleOrderSendParametersBuilder> {
    public SimpleOrderSendParametersBuilder(String alias, boolean isBuy, int size) {
        this.alias = alias;
        this.isBuy = isBuy;
        this.size = size;
    }
}
