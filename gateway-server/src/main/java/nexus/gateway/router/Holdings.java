package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is held and what may come of the orders that have not ended, by symbol and platform: kept along with every change
 * of an order, and worked out again from the book when a state is restored.
 */
final class Holdings {
    private final Map<String, Map<String, Holding>> bySymbol = new TreeMap<>();
    private final List<Holding> all = new ArrayList<>();
    private final List<Holding> allToRead = Collections.unmodifiableList(all);

    Holding of(String platform, String symbol) {
        Map<String, Holding> ofSymbol = bySymbol.get(symbol);
        Holding known = ofSymbol == null ? null : ofSymbol.get(platform);
        return known == null ? make(platform, symbol) : known;
    }

    private Holding make(String platform, String symbol) {
        Holding made = new Holding(platform, symbol);
        bySymbol.computeIfAbsent(symbol, name -> new TreeMap<>()).put(platform, made);
        all.add(made);
        return made;
    }

    /** Of one symbol on all platforms, by platform. */
    Collection<Holding> ofSymbol(String symbol) {
        return bySymbol.getOrDefault(symbol, Map.of()).values();
    }

    /** Of all symbols on all platforms, in no order that means anything: to be added up only. */
    List<Holding> all() {
        return allToRead;
    }

    void add(Position position) {
        of(position.platform, position.symbol).add(position);
    }

    /** An order was made, or has moved. */
    void changed(Order order) {
        BigDecimal leaves = order.state.isEnded() ? BigDecimal.ZERO : order.leaves();
        if (leaves.compareTo(order.heldLeaves) != 0) {
            if (order.holding == null) {
                order.holding = of(order.platform, order.intent.symbol);
            }
            order.holding.addLeaves(order.intent.side, leaves.subtract(order.heldLeaves));
            order.heldLeaves = leaves;
        }
    }
}
