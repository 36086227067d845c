package nexus.adapters.companion;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.PlatformLink;

/**
 * What the companion says that the account holds, for the gateway to compare. Told half a second late: a platform tells
 * a position before or after the execution that made it, and the gateway takes what differs for a fault.
 */
final class HeldPositions {
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final List<String> symbols;
    private final PlatformLink link;
    private final Map<String, Position> waiting = new LinkedHashMap<>();

    private record Position(BigDecimal quantity, BigDecimal averagePrice, long dueNanos) {}

    HeldPositions(List<String> symbols, PlatformLink link) {
        this.symbols = symbols;
        this.link = link;
    }

    /** Takes one; nothing if it is of a symbol that nobody has asked for. */
    void take(Line line, long nowNanos) {
        String symbol = line.text("symbol");
        BigDecimal quantity = line.decimal("quantity");
        if (symbol != null && quantity != null && symbols.contains(symbol)) {
            BigDecimal price = quantity.signum() == 0 ? null : line.decimal("average_price");
            waiting.put(symbol, new Position(quantity, price, nowNanos + LATE_NANOS));
        }
    }

    /** Tells those that are due. */
    void pass(long nowNanos) {
        waiting.entrySet().removeIf(next -> {
            Position position = next.getValue();
            boolean due = nowNanos - position.dueNanos() >= 0;
            if (due) {
                link.position(next.getKey(), position.quantity(), position.averagePrice());
            }
            return due;
        });
    }

    /** When {@link #pass} must be called at the latest. */
    long dueNanos(long nowNanos) {
        long due = nowNanos + TimeUnit.SECONDS.toNanos(10);
        for (Position position : waiting.values()) {
            due = Math.min(due, position.dueNanos());
        }
        return due;
    }

    /** The companion is gone: what waits may be out of date. */
    void clear() {
        waiting.clear();
    }
}
