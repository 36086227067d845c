package nexus.replay.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nexus.replay.profit.Decimals;

/** Measures how long and how much was held. */
final class ExposureTally {
    private final Map<String, Symbol> symbols = new TreeMap<>();

    /** Time in the market, and the most. */
    private static final class Holding {
        private long sinceNanos;
        private long heldNanos;
        private boolean isHeld;
        private BigDecimal most = BigDecimal.ZERO;
        private long mostNanos;

        void set(boolean held, BigDecimal quantity, long timeNanos) {
            if (isHeld) {
                heldNanos += timeNanos - sinceNanos;
            }
            isHeld = held;
            sinceNanos = timeNanos;
            if (quantity.abs().compareTo(most.abs()) > 0) {
                most = quantity;
                mostNanos = timeNanos;
            }
        }

        Exposure until(String platform, String symbol, long endNanos, long lengthNanos) {
            long held = heldNanos + (isHeld ? endNanos - sinceNanos : 0);
            double share = lengthNanos == 0 ? 0 : held / (double) lengthNanos;
            return new Exposure(platform, symbol, held, share, Decimals.normal(most), mostNanos);
        }
    }

    private static final class Symbol {
        private final Holding all = new Holding();
        private final Map<String, Holding> platforms = new TreeMap<>();
        private final Map<String, BigDecimal> quantities = new TreeMap<>();
    }

    /** Notes what is held from now on. */
    void set(String platform, String symbol, BigDecimal quantity, long timeNanos) {
        Symbol known = symbols.computeIfAbsent(symbol, s -> new Symbol());
        known.platforms.computeIfAbsent(platform, p -> new Holding()).set(quantity.signum() != 0, quantity, timeNanos);
        known.quantities.put(platform, quantity);
        boolean anyHeld = known.quantities.values().stream().anyMatch(held -> held.signum() != 0);
        BigDecimal net = known.quantities.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        known.all.set(anyHeld, net, timeNanos);
    }

    /** Per symbol, each followed by its platforms. */
    List<Exposure> until(long endNanos, long lengthNanos) {
        List<Exposure> exposures = new ArrayList<>();
        symbols.forEach((symbol, known) -> {
            exposures.add(known.all.until(null, symbol, endNanos, lengthNanos));
            known.platforms.forEach(
                    (platform, holding) -> exposures.add(holding.until(platform, symbol, endNanos, lengthNanos)));
        });
        return exposures;
    }
}
