package nexus.replay.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.gateway.router.OrderView;

/**
 * One value of the router's state that is another than before.
 *
 * @param path its name
 * @param before null if it is new
 * @param after null if it is gone
 */
record Change(String path, String before, String after) {
    private static final String TIME_SUFFIX = "_ns";

    /** Adds all differences of two lists of values. Times that only move on are left out. */
    static void between(Map<String, String> before, Map<String, String> after, List<Change> into) {
        after.forEach((path, value) -> {
            String old = before.get(path);
            if (!path.endsWith(TIME_SUFFIX) && !value.equals(old)) {
                into.add(new Change(path, old, value));
            }
        });
        before.forEach((path, value) -> {
            if (!path.endsWith(TIME_SUFFIX) && !after.containsKey(path)) {
                into.add(new Change(path, value, null));
            }
        });
    }

    /**
     * Adds the differences of an order; a new one is one line.
     *
     * @param before null if it is new
     */
    static void of(OrderView before, OrderView after, List<Change> into) {
        if (before == null) {
            into.add(new Change("orders/" + after.ref(), null, summary(after)));
        } else if (!before.equals(after)) {
            between(values(before), values(after), into);
        }
    }

    /** An order in one line. */
    static String summary(OrderView order) {
        return order.orderId() + " " + order.side() + " " + order.quantity().toPlainString() + " " + order.symbol()
                + " on "
                + order.platform() + " as " + order.platformQuantity().toPlainString() + " " + order.platformSymbol()
                + ": " + order.state()
                + (order.filled().signum() > 0 ? ", filled " + order.filled().toPlainString() : "")
                + (order.reason() == null ? "" : " (" + order.reason() + ")");
    }

    private static Map<String, String> values(OrderView order) {
        Map<String, String> values = new LinkedHashMap<>();
        NamedState.order(order, values::put);
        return values;
    }

    @Override
    public String toString() {
        return (before == null || before.isEmpty() ? "(none)" : before) + " → " + (after == null ? "(gone)" : after);
    }
}
