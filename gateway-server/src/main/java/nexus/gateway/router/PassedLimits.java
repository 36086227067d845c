package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;

/** Limits that were held, in the order in which they were looked at, and what was held against each. */
final class PassedLimits {
    private static final int USUAL_LIMITS = 16;

    private final List<Limit> limits = new ArrayList<>(USUAL_LIMITS);
    private final List<BigDecimal> observed = new ArrayList<>(USUAL_LIMITS);

    void clear() {
        limits.clear();
        observed.clear();
    }

    /** @param found null where there was nothing to be held against the limit */
    void add(Limit limit, BigDecimal found) {
        limits.add(limit);
        observed.add(found);
    }

    /** Three elements for each: the limit's name and scope, its value, what was held against it. */
    void putTo(MapWriter message) {
        message.beginArray(Keys.LIMITS, 3 * limits.size());
        for (int i = 0; i < limits.size(); i++) {
            limits.get(i).addTo(message);
            if (observed.get(i) == null) {
                message.addNil();
            } else {
                message.add(observed.get(i));
            }
        }
    }
}
