package nexus.replay.audit.cost;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import nexus.replay.audit.order.AuditedOrder;

/** An executed order, or one that may yet be, with what is known of its costs so far. */
final class Marked {
    final AuditedOrder order;
    final Map<Horizon, Weighted> markouts = new EnumMap<>(Horizon.class);
    final Weighted price = new Weighted();
    final Weighted spread = new Weighted();
    BigDecimal decision;
    BigDecimal arrival;
    boolean isMid;
    long fills;
    long firstFillNanos;

    /** Markouts of it that are still to come. */
    int pending;

    Marked(AuditedOrder order) {
        this.order = order;
        for (Horizon horizon : Horizon.values()) {
            markouts.put(horizon, new Weighted());
        }
    }

    /** Whether nothing more is to come of it. */
    boolean isComplete() {
        return order.isEnded() && pending == 0;
    }
}
