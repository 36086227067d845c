package velox.api.layer1.simplified;

import velox.api.layer1.data.OrderSendParameters;
import velox.api.layer1.data.OrderUpdateParameters;

/** What an add-on may ask of Bookmap. */
public interface Api {
    /** Sends an order. */
    void sendOrder(OrderSendParameters orderSendParameters);

    /** Changes or cancels an order. */
    void updateOrder(OrderUpdateParameters orderUpdateParameters);
}
