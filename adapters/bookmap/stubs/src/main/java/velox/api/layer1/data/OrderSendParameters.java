package velox.api.layer1.data;

/** What can be sent as an order. */
public interface OrderSendParameters {}
