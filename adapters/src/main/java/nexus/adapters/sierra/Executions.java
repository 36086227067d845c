package nexus.adapters.sierra;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.StoredOrder;

/**
 * Brings executions to the orders they are of. One of an order that the server names and we do not know yet is kept: the
 * name may be learned a moment later. Its id for the gateway is the order's ref and the server's id together, for nothing
 * says that the server's is unique for ever.
 */
final class Executions {
    private static final int MAX_KEPT_ORDERS = 10_000;

    private final OrderDesk desk;
    private final Map<String, List<Execution>> kept = new LinkedHashMap<>();

    /**
     * One execution.
     *
     * @param id the server's, never empty
     * @param nanos since the epoch, 0 if not known
     */
    record Execution(String id, BigDecimal quantity, BigDecimal price, long nanos) {}

    Executions(OrderDesk desk) {
        this.desk = desk;
    }

    /** An execution of one of our orders; nothing if it was told before. */
    void of(String ref, Execution execution) {
        desk.executed(ref, ref + "/" + execution.id(), execution.quantity(), execution.price(), execution.nanos());
    }

    /** An execution of an order that only the server's name tells: ours, or one that was entered by hand. */
    void ofServerOrder(String serverOrderId, Execution execution) {
        StoredOrder order = desk.store().byPlatformId(serverOrderId);
        if (order != null) {
            of(order.ref(), execution);
            return;
        }
        List<Execution> ofOrder = kept.computeIfAbsent(serverOrderId, id -> new ArrayList<>());
        if (!ofOrder.contains(execution)) {
            ofOrder.add(execution);
        }
        if (kept.size() > MAX_KEPT_ORDERS) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    /** The server calls one of our orders so. */
    void named(String ref, String serverOrderId) {
        List<Execution> ofOrder = kept.remove(serverOrderId);
        if (ofOrder != null) {
            ofOrder.forEach(execution -> of(ref, execution));
        }
    }
}
