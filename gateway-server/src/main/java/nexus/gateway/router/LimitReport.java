package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.config.RiskConfig.StopLevel;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** Shows operators the limits in force and how near each is to being broken. Reads only. */
final class LimitReport {
    private static final Key SOURCE = Key.of("set_by");
    private static final Key ON_BREACH = Key.of("on_breach");

    private LimitReport() {}

    static void limits(RouterState state, MapWriter map) {
        map.put(Key.of("trading"), state.trading.level().name());
        map.put(Key.of("partial_policy"), state.risk.config().partialPolicy().name());
        map.beginArray(Keys.LIMITS, state.risk.limits().all().size());
        for (Limit limit : state.risk.limits().all()) {
            map.beginMap();
            row(state, map, limit);
            map.endMap();
        }
    }

    /** One limit, into a map that has been begun. */
    static void row(RouterState state, MapWriter map, Limit limit) {
        map.put(Keys.SCOPE, limit.scopeText).put(Keys.LIMIT, limit.kind.key()).put(Keys.VALUE, limit.text());
        BigDecimal observed = observed(state, limit);
        if (observed != null) {
            map.put(Keys.OBSERVED, observed);
        }
        StopLevel stop = state.risk.onBreach(limit.kind);
        if (stop != null) {
            map.put(ON_BREACH, stop.name());
        }
        map.put(SOURCE, limit.isTightened() ? limit.who : "file");
        if (limit.isTightened()) {
            map.put(Keys.SINCE_NS, limit.sinceNanos).put(Keys.REASON, limit.reason);
        }
    }

    /** What stands against it now; null for a limit that concerns each order for itself. */
    private static BigDecimal observed(RouterState state, Limit limit) {
        Exposure exposure = new Exposure(state);
        return switch (limit.kind) {
            case MAX_POSITION -> Units.normal(exposure.worstPosition(limit.scope));
            case MAX_GROSS_EXPOSURE -> exposure.gross(limit.scope, null);
            case MAX_DAILY_LOSS -> {
                BigDecimal profit = state.money.dayProfitBase(state.emitter.timeNanos());
                yield profit == null ? null : profit.negate().max(BigDecimal.ZERO);
            }
            default ->
                limit.window == null ? null : BigDecimal.valueOf(limit.window.countAt(state.emitter.timeNanos()));
        };
    }
}
