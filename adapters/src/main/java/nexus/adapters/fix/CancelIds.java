package nexus.adapters.fix;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nexus.adapters.orders.StoredOrder;

/**
 * ClOrdIDs of cancels: the order's ref, a hyphen, and the order's age in seconds (base 36) when it was to be canceled. So
 * none comes twice, also after a restart, and what answers one is known by its name alone.
 */
final class CancelIds {
    private final Map<String, Long> last = new HashMap<>();

    /** @param epochNanos now */
    String next(StoredOrder order, long epochNanos) {
        long age = Math.max(0, TimeUnit.NANOSECONDS.toSeconds(epochNanos - order.receivedNanos()));
        long number = last.merge(order.ref(), age, (before, now) -> Math.max(before + 1, now));
        return order.ref() + "-" + Long.toString(number, Character.MAX_RADIX);
    }

    /** The ref in such an id; null if it is none. */
    static String refOf(String clOrdId) {
        int hyphen = clOrdId == null ? -1 : clOrdId.lastIndexOf('-');
        return hyphen <= 0 ? null : clOrdId.substring(0, hyphen);
    }
}
