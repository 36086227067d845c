package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;

/** Limits that were held, in the order in which they were looked at, and what was held against each. Reused. */
final class PassedLimits {
    private static final int USUAL_LIMITS = 16;

    /** In {@link #counts}: what was held against the limit is no count. */
    private static final long NO_COUNT = -1;

    private final List<Limit> limits = new ArrayList<>(USUAL_LIMITS);
    private final List<BigDecimal> observed = new ArrayList<>(USUAL_LIMITS);
    private long[] counts = new long[USUAL_LIMITS];

    /** Forgets all. */
    void clear() {
        limits.clear();
        observed.clear();
    }

    /** @param found null where there was nothing to be held against the limit */
    void add(Limit limit, BigDecimal found) {
        add(limit, found, NO_COUNT);
    }

    /** @param count 0 or more */
    void add(Limit limit, long count) {
        add(limit, null, count);
    }

    private void add(Limit limit, BigDecimal found, long count) {
        if (limits.size() == counts.length) {
            counts = Arrays.copyOf(counts, 2 * counts.length);
        }
        counts[limits.size()] = count;
        limits.add(limit);
        observed.add(found);
    }

    /** Three elements for each: the limit's name and scope, its value, what was held against it. */
    void putTo(MapWriter message) {
        message.beginArray(Keys.LIMITS, 3 * limits.size());
        for (int i = 0; i < limits.size(); i++) {
            limits.get(i).addTo(message);
            BigDecimal found = observed.get(i);
            if (found != null) {
                message.add(found);
            } else if (counts[i] == NO_COUNT) {
                message.addNil();
            } else {
                message.add(counts[i]);
            }
        }
    }
}
