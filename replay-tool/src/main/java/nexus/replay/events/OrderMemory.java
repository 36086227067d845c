package nexus.replay.events;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import nexus.gateway.router.OrderView;

/**
 * What is known of orders: of all open ones, and of the {@value #REMEMBERED} that ended last. Others are looked up in the
 * journal when something is still said of them.
 */
final class OrderMemory {
    static final int REMEMBERED = 20_000;

    private final History history;
    private final Map<String, OrderFacts> open = new HashMap<>();
    private final Map<String, OrderFacts> ended = new LinkedHashMap<>();

    OrderMemory(History history) {
        this.history = history;
    }

    /** The signal at hand made this order. */
    void made(OrderView order, SignalFacts signal, String checks) {
        OrderFacts facts = new OrderFacts(signal);
        facts.checks = checks;
        open.put(order.ref(), facts);
    }

    /**
     * What is known of an order.
     *
     * @param sequence of the record at hand
     */
    OrderFacts of(OrderView order, long sequence) {
        OrderFacts facts = open.get(order.ref());
        if (facts == null) {
            facts = ended.get(order.ref());
        }
        if (facts == null) {
            facts = new OrderFacts(history.signal(order));
            history.complete(facts, order, sequence);
            open.put(order.ref(), facts);
        }
        return facts;
    }

    /** Notes how the order stands, behind the record at hand. */
    void stands(OrderView order) {
        if (!order.isEnded()) {
            return;
        }
        OrderFacts facts = open.remove(order.ref());
        if (facts != null) {
            ended.put(order.ref(), facts);
            if (ended.size() > REMEMBERED) {
                ended.remove(ended.keySet().iterator().next());
            }
        }
    }
}
