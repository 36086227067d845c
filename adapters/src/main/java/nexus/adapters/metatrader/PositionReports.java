package nexus.adapters.metatrader;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.PlatformLink;

/**
 * What the account holds, for the gateway to compare: of each symbol its positions summed up, for a hedging account has
 * several. Told once it has stood for a while: deals are learned of later than positions.
 */
final class PositionReports {
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SymbolNames names;
    private final PlatformLink link;
    private final Map<String, BigDecimal> held = new HashMap<>();
    private final Map<String, BigDecimal> told = new HashMap<>();
    private long changedNanos;
    private boolean linkWasUp;

    PositionReports(SymbolNames names, PlatformLink link) {
        this.names = names;
        this.link = link;
    }

    /** What is open now. */
    void holdings(List<Holding> holdings, long nowNanos) {
        Map<String, BigDecimal> now = new HashMap<>();
        names.platformNames().forEach(symbol -> now.put(symbol, BigDecimal.ZERO));
        for (Holding holding : holdings) {
            if (!holding.isPending() && now.containsKey(holding.symbol())) {
                boolean isLong = holding.type().equals("buy");
                now.merge(
                        holding.symbol(),
                        isLong ? holding.lots() : holding.lots().negate(),
                        BigDecimal::add);
            }
        }
        now.replaceAll((symbol, lots) -> lots.signum() == 0 ? BigDecimal.ZERO : lots.stripTrailingZeros());
        if (!now.equals(held)) {
            held.putAll(now);
            changedNanos = nowNanos;
        }
    }

    /** Tells what has changed and stood; all of it to a gateway that is back. */
    void pass(long nowNanos) {
        boolean linkIsUp = link.isUp();
        if (linkIsUp && !linkWasUp) {
            told.clear();
        }
        linkWasUp = linkIsUp;
        if (linkIsUp && nowNanos - changedNanos > LATE_NANOS) {
            held.forEach((symbol, lots) -> {
                BigDecimal before = told.put(symbol, lots);
                if (before == null || before.compareTo(lots) != 0) {
                    link.position(names.name(symbol), lots, null);
                }
            });
        }
    }
}
