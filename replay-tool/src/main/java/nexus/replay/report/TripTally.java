package nexus.replay.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nexus.replay.profit.Decimals;
import nexus.replay.profit.RoundTrip;

/** Adds up closed round trips. */
final class TripTally {
    private final Sum all = new Sum();
    private final Map<String, Sum> bySymbol = new TreeMap<>();

    private static final class Sum {
        private long closed;
        private long won;
        private long lost;
        private BigDecimal gained = BigDecimal.ZERO;
        private BigDecimal given = BigDecimal.ZERO;
        private BigDecimal heldNanos = BigDecimal.ZERO;

        void add(RoundTrip trip) {
            closed++;
            heldNanos = heldNanos.add(BigDecimal.valueOf(trip.closedNanos() - trip.openedNanos()));
            if (trip.profit().signum() > 0) {
                won++;
                gained = gained.add(trip.profit());
            } else if (trip.profit().signum() < 0) {
                lost++;
                given = given.subtract(trip.profit());
            }
        }

        TripSummary summary(String symbol) {
            return new TripSummary(
                    symbol,
                    closed,
                    won,
                    lost,
                    Decimals.normal(gained),
                    Decimals.normal(given),
                    ratio(gained, BigDecimal.valueOf(won)),
                    ratio(given, BigDecimal.valueOf(lost)),
                    ratio(gained, given),
                    closed == 0
                            ? 0
                            : ratio(heldNanos, BigDecimal.valueOf(closed)).longValue());
        }

        private static BigDecimal ratio(BigDecimal dividend, BigDecimal divisor) {
            return divisor.signum() == 0 ? null : Decimals.normal(dividend.divide(divisor, MathContext.DECIMAL64));
        }
    }

    void add(RoundTrip trip) {
        all.add(trip);
        bySymbol.computeIfAbsent(trip.symbol(), symbol -> new Sum()).add(trip);
    }

    TripSummary all() {
        return all.summary(null);
    }

    List<TripSummary> bySymbol() {
        List<TripSummary> summaries = new ArrayList<>();
        bySymbol.forEach((symbol, sum) -> summaries.add(sum.summary(symbol)));
        return summaries;
    }
}
