package nexus.replay.audit.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import nexus.replay.audit.cost.LatencyBook.Step;
import nexus.replay.audit.market.Market;
import nexus.replay.audit.market.Markets;
import nexus.replay.audit.market.Reference;
import nexus.replay.audit.model.Execution;
import nexus.replay.audit.order.AuditedOrder;

/** Reckons what each executed order cost, hands it out once nothing more is to come of it, and keeps the means. */
public final class CostBook {
    private final Markets markets;
    private final Consumer<OrderCost> sink;
    private final Markouts markouts;
    private final LatencyBook latencies = new LatencyBook();
    private final Map<String, Marked> open = new LinkedHashMap<>();
    private final Map<String, SummaryTally> summaries = new TreeMap<>();

    /**
     * @param priceAgeNanos the oldest price that still counts
     * @param sink gets each executed order once, in the order in which they are complete
     */
    public CostBook(Markets markets, long priceAgeNanos, Consumer<OrderCost> sink) {
        this.markets = markets;
        this.sink = sink;
        this.markouts = new Markouts(priceAgeNanos, this::complete);
    }

    /** A signal has become an order. */
    public void made(AuditedOrder order) {
        Marked marked = new Marked(order);
        long receivedNanos = order.signalNanos();
        long statedNanos = order.signalStatedNanos();
        Market market = markets.of(order.platform(), order.platformSymbol());
        if (market != null) {
            boolean isStated = statedNanos != 0 && statedNanos < receivedNanos;
            Reference decision = isStated ? market.referenceAt(statedNanos) : market.reference(receivedNanos);
            marked.decision = decision == null ? null : BasisPoints.decimal(decision.price());
        }
        open.put(order.ref(), marked);
    }

    /** The order was handed over. */
    public void sent(AuditedOrder order) {
        Marked marked = open.get(order.ref());
        Market market = markets.of(order.platform(), order.platformSymbol());
        Reference arrival = market == null ? null : market.reference(order.sentNanos());
        if (marked != null && arrival != null) {
            marked.arrival = BasisPoints.decimal(arrival.price());
            marked.isMid = arrival.isMid();
        }
        latencies.add(order.platform(), Step.SIGNAL_TO_ORDER, between(order.signalNanos(), order.sentNanos()));
    }

    /** The platform has acknowledged it. */
    public void acknowledged(AuditedOrder order) {
        latencies.add(order.platform(), Step.ORDER_TO_ACK, between(order.sentNanos(), order.ackNanos()));
    }

    /** The order was executed, in whole or in part. */
    public void executed(Execution fill, AuditedOrder order) {
        Marked marked = open.computeIfAbsent(order.ref(), ref -> new Marked(order));
        BigDecimal quantity = fill.quantity().multiply(order.universalFactor(), MathContext.DECIMAL128);
        marked.fills++;
        marked.price.add(fill.price(), quantity);
        if (marked.firstFillNanos == 0 && order.sentNanos() != 0) {
            latencies.add(order.platform(), Step.ACK_TO_FILL, between(order.ackNanos(), fill.timeNanos()));
            latencies.add(order.platform(), Step.ORDER_TO_FILL, between(order.sentNanos(), fill.timeNanos()));
        }
        marked.firstFillNanos = marked.firstFillNanos == 0 ? fill.timeNanos() : marked.firstFillNanos;
        Market market = markets.of(order.platform(), order.platformSymbol());
        if (market != null) {
            executed(fill, quantity, marked, market);
        }
        if (marked.isComplete()) {
            complete(marked);
        }
    }

    private void executed(Execution fill, BigDecimal quantity, Marked marked, Market market) {
        AuditedOrder order = marked.order;
        Reference now = market.reference(fill.timeNanos());
        if (now != null && now.isMid()) {
            BigDecimal half = BasisPoints.cost(order.isBuy(), fill.price(), BasisPoints.decimal(now.price()));
            marked.spread.add(half == null ? null : half.multiply(BigDecimal.valueOf(2)), quantity);
        }
        markouts.executed(marked, market, fill.timeNanos(), fill.price(), quantity);
    }

    /** Null if one of them is not known. */
    private static Long between(long fromNanos, long toNanos) {
        return fromNanos == 0 || toNanos == 0 ? null : Long.valueOf(toNanos - fromNanos);
    }

    /** The order has ended: of one that was not executed there is nothing to reckon. */
    public void ended(AuditedOrder order) {
        Marked marked = open.get(order.ref());
        if (marked != null && marked.isComplete()) {
            complete(marked);
        }
    }

    /** A tick comes, and its market has not taken it yet. */
    public void beforeTick(Market market, long timeNanos) {
        markouts.beforeTick(market, timeNanos);
    }

    /** Time has come so far. */
    public void clock(long nowNanos) {
        markouts.clock(nowNanos);
    }

    /** Hands out what is left: nothing more comes. */
    public void end(long nowNanos) {
        markouts.end(nowNanos);
        List.copyOf(open.values()).forEach(this::complete);
    }

    private void complete(Marked marked) {
        open.remove(marked.order.ref());
        if (marked.fills == 0) {
            return;
        }
        AuditedOrder order = marked.order;
        summaries
                .computeIfAbsent(
                        order.platform() + '\u0000' + order.symbol(),
                        key -> new SummaryTally(order.platform(), order.symbol()))
                .add(marked);
        sink.accept(cost(marked));
    }

    private static OrderCost cost(Marked marked) {
        AuditedOrder order = marked.order;
        BigDecimal average = marked.price.mean();
        List<BigDecimal> later = new ArrayList<>();
        for (Horizon horizon : Horizon.values()) {
            later.add(BasisPoints.told(marked.markouts.get(horizon).mean()));
        }
        return new OrderCost(
                order.signalSequence(),
                order.sentNanos(),
                order.orderId(),
                order.ref(),
                order.platform(),
                order.symbol(),
                order.isBuy() ? "BUY" : "SELL",
                marked.price.weight(),
                marked.fills,
                average,
                marked.decision,
                marked.arrival,
                marked.isMid,
                BasisPoints.told(BasisPoints.cost(order.isBuy(), average, marked.decision)),
                BasisPoints.told(BasisPoints.cost(order.isBuy(), average, marked.arrival)),
                BasisPoints.told(marked.spread.mean()),
                later,
                between(order.signalNanos(), order.sentNanos()),
                between(order.sentNanos(), order.ackNanos()),
                between(order.ackNanos(), marked.firstFillNanos),
                between(order.sentNanos(), marked.firstFillNanos));
    }

    /** By platform, then symbol. */
    public List<CostSummary> summaries() {
        return summaries.values().stream().map(SummaryTally::summary).toList();
    }

    /** By platform. */
    public List<PlatformLatency> latencies() {
        return latencies.all();
    }
}
