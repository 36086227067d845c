package nexus.adapters.link;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;

/**
 * Every order that was handed over in the life of the link, and where it stands by what the adapter has said since. It
 * is what keeps an order that comes twice from being executed twice, so nothing is ever forgotten. Safe from any thread.
 */
final class KnownOrders {
    /** Beyond this many, new orders are refused: about 300 MB. */
    static final int MAX_ORDERS = 1_000_000;

    /**
     * Where an order stands.
     *
     * @param averagePrice null if nothing is filled
     */
    record Standing(OrderRequest order, OrderStatus status, BigDecimal filled, BigDecimal averagePrice) {}

    private static final class Entry {
        private final OrderRequest order;
        private OrderStatus status = OrderStatus.WORKING;
        private BigDecimal filled = BigDecimal.ZERO;
        private BigDecimal paid = BigDecimal.ZERO;

        private Entry(OrderRequest order) {
            this.order = order;
        }

        private BigDecimal averagePrice() {
            return filled.signum() == 0 ? null : paid.divide(filled, MathContext.DECIMAL64);
        }
    }

    private final Map<String, Entry> byRef = new HashMap<>();

    synchronized boolean isFull() {
        return byRef.size() >= MAX_ORDERS;
    }

    /** Remembers an order that {@link #find} did not know. */
    synchronized void add(OrderRequest order) {
        byRef.put(order.ref(), new Entry(order));
    }

    /** Remembers an order of an earlier life. */
    synchronized void restore(OrderRequest order, OrderStatus status, BigDecimal filled, BigDecimal averagePrice) {
        Entry entry = new Entry(order);
        entry.status = status;
        entry.filled = filled;
        entry.paid = averagePrice == null ? BigDecimal.ZERO : filled.multiply(averagePrice);
        byRef.put(order.ref(), entry);
    }

    /** Where the order stands, or null if there was none of that ref. */
    synchronized Standing find(String ref) {
        Entry entry = byRef.get(ref);
        return entry == null ? null : new Standing(entry.order, entry.status, entry.filled, entry.averagePrice());
    }

    /** Counts an execution and returns whether the order is then filled or partially filled. */
    synchronized OrderStatus executed(Fill fill) {
        Entry entry = byRef.get(fill.ref());
        if (entry == null) {
            return OrderStatus.FILLED;
        }
        entry.filled = entry.filled.add(fill.quantity());
        entry.paid = entry.paid.add(fill.quantity().multiply(fill.price()));
        boolean complete = entry.filled.compareTo(entry.order.quantity()) >= 0;
        if (complete || !entry.status.isEnded()) {
            entry.status = complete ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        }
        return complete ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
    }

    /** The order was canceled or rejected. */
    synchronized void ended(String ref, OrderStatus status) {
        Entry entry = byRef.get(ref);
        if (entry != null && !entry.status.isEnded()) {
            entry.status = status;
        }
    }
}
