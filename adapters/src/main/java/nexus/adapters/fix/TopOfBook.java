package nexus.adapters.fix;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** One symbol's bids and asks as the counterparty lists them, and the best of each. */
final class TopOfBook {
    private final Map<String, Entry> bids = new HashMap<>();
    private final Map<String, Entry> asks = new HashMap<>();
    private Best told = new Best(null, null);

    /** @param size null if it is not given */
    record Entry(BigDecimal price, BigDecimal size) {}

    /** The best of each side; null where there is none. */
    record Best(Entry bid, Entry ask) {}

    void clear() {
        bids.clear();
        asks.clear();
    }

    /** @param key tells the entry from others of its side */
    void put(boolean bid, String key, BigDecimal price, BigDecimal size) {
        (bid ? bids : asks).put(key, new Entry(price, size));
    }

    void remove(boolean bid, String key) {
        (bid ? bids : asks).remove(key);
    }

    /** An entry as it is now, or null. */
    Entry find(boolean bid, String key) {
        return (bid ? bids : asks).get(key);
    }

    /** The best prices, if they have changed since this was asked before; else null. */
    Best change() {
        Best now = new Best(best(bids, 1), best(asks, -1));
        if (Objects.equals(now, told)) {
            return null;
        }
        told = now;
        return now;
    }

    private static Entry best(Map<String, Entry> entries, int sign) {
        Entry best = null;
        for (Entry entry : entries.values()) {
            if (best == null || sign * entry.price().compareTo(best.price()) > 0) {
                best = entry;
            }
        }
        return best;
    }
}
