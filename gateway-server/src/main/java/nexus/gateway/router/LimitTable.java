package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.config.LimitKind;
import nexus.config.RiskConfig;
import nexus.config.RiskConfig.Scope;

/** The limits in force, found by what they concern: those of the file, and what operators have tightened or added. */
final class LimitTable {
    private final Map<Key, Limit> limits = new LinkedHashMap<>();
    private final Map<String, Map<String, LimitSet>> concerning = new LinkedHashMap<>();

    private record Key(Scope scope, LimitKind kind) {}

    /** Takes the file's limits. What rates have counted goes on counting; what operators tightened is forgotten. */
    void configure(List<RiskConfig.Limit> configured) {
        Map<Key, Limit> before = new LinkedHashMap<>(limits);
        limits.clear();
        concerning.clear();
        for (RiskConfig.Limit limit : configured) {
            Limit fresh = add(limit.scope(), limit.kind(), limit.value());
            Limit known = before.get(new Key(limit.scope(), limit.kind()));
            if (known != null && known.window != null) {
                known.window.forEach(fresh.window::add);
            }
            fresh.broken = known != null && known.broken;
        }
    }

    /** Adds a limit that was not there. */
    Limit add(Scope scope, LimitKind kind, BigDecimal value) {
        Limit limit = new Limit(scope, kind, value);
        limits.put(new Key(scope, kind), limit);
        concerning.clear();
        return limit;
    }

    /** The limit of this kind in just this scope, or null. */
    Limit find(Scope scope, LimitKind kind) {
        return limits.get(new Key(scope, kind));
    }

    /** All, the file's first, in its order. */
    Collection<Limit> all() {
        return Collections.unmodifiableCollection(limits.values());
    }

    /**
     * The limits that concern an order.
     *
     * @param platform empty for the signal as a whole
     */
    LimitSet concerning(String platform, String symbol) {
        Map<String, LimitSet> ofSymbol = concerning.get(symbol);
        if (ofSymbol == null) {
            ofSymbol = new LinkedHashMap<>();
            concerning.put(symbol, ofSymbol);
        }
        LimitSet found = ofSymbol.get(platform);
        if (found == null) {
            found = find(platform, symbol);
            ofSymbol.put(platform, found);
        }
        return found;
    }

    private LimitSet find(String platform, String symbol) {
        List<Scope> scopes = platform.isEmpty()
                ? List.of(Scope.GLOBAL, new Scope("", symbol))
                : List.of(Scope.GLOBAL, new Scope(platform, ""), new Scope("", symbol), new Scope(platform, symbol));
        LimitSet found = new LimitSet();
        for (LimitKind kind : LimitKind.values()) {
            List<Limit> ofKind = new ArrayList<>();
            for (Scope scope : scopes) {
                Limit limit = find(scope, kind);
                if (limit != null) {
                    ofKind.add(limit);
                }
            }
            found.put(kind, ofKind);
        }
        return found;
    }
}
