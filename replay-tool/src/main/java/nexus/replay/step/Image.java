package nexus.replay.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.StateView;

/**
 * The router's state at one moment, as far as one record can change it: everything but the orders that have ended and
 * that the record does not name. Only what forgets them changes those.
 */
final class Image {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, OrderView> orders = new LinkedHashMap<>();

    private Image() {}

    /**
     * Takes one.
     *
     * @param ids orders that belong to it although they have ended: by {@code order_id} or {@code ref}
     */
    static Image of(StateView view, Set<String> ids) {
        Image image = new Image();
        new NamedState(view).all(image.values::put);
        view.openOrders().forEach(order -> image.orders.put(order.ref(), order));
        for (String id : ids) {
            view.ordersOf(id).forEach(order -> image.orders.put(order.ref(), order));
        }
        return image;
    }

    /** The refs of its orders. */
    Set<String> refs() {
        return new LinkedHashSet<>(orders.keySet());
    }

    /** What became of an earlier one: first the values in their order, then the orders. Times that only move on are left out. */
    List<Change> since(Image before) {
        List<Change> changes = new ArrayList<>();
        Change.between(before.values, values, changes);
        for (OrderView after : orders.values()) {
            Change.of(before.orders.get(after.ref()), after, changes);
        }
        return changes;
    }
}
