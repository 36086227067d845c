package nexus.replay.audit.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up what one symbol cost on one platform. */
final class SummaryTally {
    private static final int SHARE_DIGITS = 4;

    private final String platform;
    private final String symbol;
    private final Weighted decision = new Weighted();
    private final Weighted arrival = new Weighted();
    private final Weighted spread = new Weighted();
    private final Map<Horizon, Weighted> markouts = new EnumMap<>(Horizon.class);
    private BigDecimal quantity = BigDecimal.ZERO;
    private boolean isMid = true;
    private long orders;
    private long fills;

    SummaryTally(String platform, String symbol) {
        this.platform = platform;
        this.symbol = symbol;
        for (Horizon horizon : Horizon.values()) {
            markouts.put(horizon, new Weighted());
        }
    }

    void add(Marked marked) {
        BigDecimal filled = marked.price.weight();
        boolean isBuy = marked.order.isBuy();
        orders++;
        fills += marked.fills;
        quantity = quantity.add(filled);
        isMid &= marked.isMid || marked.arrival == null;
        decision.add(BasisPoints.cost(isBuy, marked.price.mean(), marked.decision), filled);
        arrival.add(BasisPoints.cost(isBuy, marked.price.mean(), marked.arrival), filled);
        spread.add(marked.spread.mean(), marked.spread.weight());
        markouts.forEach((horizon, sum) -> sum.add(
                marked.markouts.get(horizon).mean(),
                marked.markouts.get(horizon).weight()));
    }

    CostSummary summary() {
        List<BigDecimal> means = new ArrayList<>();
        List<BigDecimal> known = new ArrayList<>();
        markouts.values().forEach(sum -> {
            means.add(BasisPoints.told(sum.mean()));
            known.add(sum.weight().divide(quantity, SHARE_DIGITS, RoundingMode.HALF_EVEN));
        });
        return new CostSummary(
                platform,
                symbol,
                orders,
                fills,
                quantity,
                isMid,
                BasisPoints.told(decision.mean()),
                BasisPoints.told(arrival.mean()),
                BasisPoints.told(spread.mean()),
                means,
                known);
    }
}
