package nexus.replay.audit.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The orders that may still be heard of: those that are open, and those that ended in the last 7 days. */
final class OrderLedger {
    /** As long as the gateway remembers ids by default. */
    private static final long REMEMBERED_NANOS = TimeUnit.DAYS.toNanos(7);

    private final Map<String, AuditedOrder> byRef = new LinkedHashMap<>();
    private final Map<String, AuditedOrder> byWireId = new HashMap<>();
    private final Map<String, List<AuditedOrder>> byOrderId = new HashMap<>();
    private final ArrayDeque<AuditedOrder> ended = new ArrayDeque<>();

    void add(AuditedOrder order) {
        byRef.put(order.ref, order);
        byWireId.put(key(order.platform, order.wireId), order);
        byOrderId
                .computeIfAbsent(key(order.platform, order.orderId), key -> new ArrayList<>(1))
                .add(order);
    }

    AuditedOrder byRef(String ref) {
        return ref == null ? null : byRef.get(ref);
    }

    /** The order that a platform means by its ids; null if there is none. */
    AuditedOrder find(String platform, String orderId, String ref) {
        AuditedOrder named = byRef(ref);
        if (named != null && named.platform.equals(platform)) {
            return named;
        }
        if (orderId == null) {
            return null;
        }
        AuditedOrder found = byWireId.get(key(platform, orderId));
        if (found != null) {
            return found;
        }
        AuditedOrder byId = byRef(orderId);
        return byId != null && byId.platform.equals(platform) ? byId : null;
    }

    /** The order that a message to NEXUS is about: signals of one id differ in symbol or side. Null if there is none. */
    AuditedOrder told(String platform, String orderId, String symbol, String side) {
        return byOrderId.getOrDefault(key(platform, orderId), List.of()).stream()
                .filter(order -> order.symbol.equals(symbol) && order.side.equals(side))
                .findFirst()
                .orElse(null);
    }

    /** The one order that a connection without a platform can mean; null if there is none, or several. */
    AuditedOrder findAnywhere(String orderId, String ref, String platformSymbol) {
        AuditedOrder named = byRef(ref) != null ? byRef(ref) : byRef(orderId);
        if (named != null || orderId == null) {
            return named;
        }
        AuditedOrder found = null;
        for (AuditedOrder order : byRef.values()) {
            boolean isMeant = order.wireId.equals(orderId) && order.platformSymbol.equals(platformSymbol);
            if (isMeant && found != null) {
                return null;
            }
            found = isMeant ? order : found;
        }
        return found;
    }

    /** Notes that an order has ended, so that it can be forgotten in time. */
    void ended(AuditedOrder order) {
        ended.add(order);
    }

    /** Forgets what ended long ago. */
    void forget(long nowNanos) {
        while (!ended.isEmpty() && ended.peek().endNanos < nowNanos - REMEMBERED_NANOS) {
            AuditedOrder old = ended.poll();
            byRef.remove(old.ref);
            byWireId.remove(key(old.platform, old.wireId), old);
            byOrderId.computeIfPresent(
                    key(old.platform, old.orderId),
                    (key, orders) -> orders.remove(old) && orders.isEmpty() ? null : orders);
        }
    }

    /** All that are remembered, the oldest first. */
    Collection<AuditedOrder> all() {
        return Collections.unmodifiableCollection(byRef.values());
    }

    private static String key(String platform, String id) {
        return platform + '\u0000' + id;
    }
}
