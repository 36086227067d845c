package nexus.gateway.router;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nexus.config.LimitKind;

/** The limits that concern the same orders, by kind; of one kind, the widest scope first. */
final class LimitSet {
    private static final Limit[] NONE = {};

    private final Map<LimitKind, Limit[]> byKind = new EnumMap<>(LimitKind.class);

    /** Adds all limits of a kind. */
    void put(LimitKind kind, List<Limit> limits) {
        byKind.put(kind, limits.toArray(NONE));
    }

    /** An array, since each order goes through a dozen of them; not to be changed. */
    Limit[] of(LimitKind kind) {
        return byKind.getOrDefault(kind, NONE);
    }
}
