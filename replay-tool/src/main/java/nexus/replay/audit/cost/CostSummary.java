package nexus.replay.audit.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one symbol cost on one platform: means of the orders, weighted by quantity; see {@link OrderCost} for what each is.
 *
 * @param quantity in universal units
 * @param isMid whether all arrival prices were middles of bid and ask
 * @param markoutKnown for each {@link Horizon} the share of the quantity whose markout is known, 0 to 1
 */
public record CostSummary(
        String platform,
        String symbol,
        long orders,
        long fills,
        BigDecimal quantity,
        boolean isMid,
        BigDecimal decisionBps,
        BigDecimal arrivalBps,
        BigDecimal spreadBps,
        List<BigDecimal> markoutBps,
        List<BigDecimal> markoutKnown) {

    public CostSummary {
        // May hold null: List.copyOf would refuse it.
        markoutBps = Collections.unmodifiableList(new ArrayList<>(markoutBps));
        markoutKnown = List.copyOf(markoutKnown);
    }
}
