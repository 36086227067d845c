package nexus.replay.audit.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one executed order cost.
 *
 * @param signalSequence of its signal
 * @param sentNanos when it was sent; 0 where that was before the audited range
 * @param symbol universal
 * @param side {@code BUY} or {@code SELL}
 * @param filled in universal units
 * @param fills how many executions
 * @param averagePrice of the executions
 * @param decision reference price when NEXUS made the signal, or else when it was received; null if unknown
 * @param arrival reference price when the order was sent; null if unknown
 * @param isMid whether {@code arrival} is the middle of bid and ask, not a trade
 * @param decisionBps s · (average price − decision) / decision, positive is cost; null if unknown
 * @param arrivalBps s · (average price − arrival) / arrival, positive is cost; null if unknown
 * @param spreadBps 2 · s · (price − mid) / mid, mid at each fill, weighted by quantity; null without quotes
 * @param markoutBps s · (later reference − price) / price for each {@link Horizon}, weighted by quantity, positive is gain;
 *     null where no later price is known
 * @param signalToOrderNanos null if unknown, as are those that follow
 * @param orderToAckNanos from the order to the platform's acknowledgement
 * @param ackToFillNanos from the acknowledgement to the first fill
 * @param orderToFillNanos from the order to the first fill
 */
public record OrderCost(
        long signalSequence,
        long sentNanos,
        String orderId,
        String ref,
        String platform,
        String symbol,
        String side,
        BigDecimal filled,
        long fills,
        BigDecimal averagePrice,
        BigDecimal decision,
        BigDecimal arrival,
        boolean isMid,
        BigDecimal decisionBps,
        BigDecimal arrivalBps,
        BigDecimal spreadBps,
        List<BigDecimal> markoutBps,
        Long signalToOrderNanos,
        Long orderToAckNanos,
        Long ackToFillNanos,
        Long orderToFillNanos) {

    public OrderCost {
        // May hold null: List.copyOf would refuse it.
        markoutBps = Collections.unmodifiableList(new ArrayList<>(markoutBps));
    }
}
