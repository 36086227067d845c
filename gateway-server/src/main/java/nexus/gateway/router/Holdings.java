package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is held and what may come of the orders that have not ended, by symbol and platform: kept along with every change
 * of an order, and worked out again from the book when a state is restored.
 */
final class Holdings {
    private final Map<String, Map<String, Holding>> bySymbol = new TreeMap<>();

    Holding of(String platform, String symbol) {
        return bySymbol.computeIfAbsent(symbol, name -> new TreeMap<>())
                .computeIfAbsent(platform, name -> new Holding(name, symbol));
    }

    /** Of one symbol on all platforms, by platform. */
    Collection<Holding> ofSymbol(String symbol) {
        return bySymbol.getOrDefault(symbol, Map.of()).values();
    }

    /** Of all symbols, by symbol. */
    Collection<Map<String, Holding>> all() {
        return Collections.unmodifiableCollection(bySymbol.values());
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
