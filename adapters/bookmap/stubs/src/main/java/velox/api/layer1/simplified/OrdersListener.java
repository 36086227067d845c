package velox.api.layer1.simplified;

import velox.api.layer1.data.ExecutionInfo;
import velox.api.layer1.data.OrderInfoUpdate;

/** Hears of orders. */
public interface OrdersListener {
    /** An order was placed or has changed. */
    void onOrderUpdated(OrderInfoUpdate orderInfoUpdate);

    /** An order was executed, in part or in full. */
    void onOrderExecuted(ExecutionInfo executionInfo);
}
