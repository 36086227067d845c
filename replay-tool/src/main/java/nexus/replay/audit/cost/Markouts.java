package nexus.replay.audit.cost;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import nexus.replay.audit.market.Market;
import nexus.replay.audit.market.Reference;

/**
 * Waits behind each fill for the market at each {@link Horizon}. The price at that time is the last that came by then; it
 * counts if it is young enough, and if the platform showed a price of the symbol behind the fill at all.
 */
final class Markouts {
    private final long priceAgeNanos;
    private final Consumer<Marked> done;
    private final Map<Horizon, ArrayDeque<Waiting>> byDue = new EnumMap<>(Horizon.class);
    private final Map<Market, Map<Horizon, ArrayDeque<Waiting>>> byMarket = new HashMap<>();

    /** @param done told of each order that waits for nothing more */
    Markouts(long priceAgeNanos, Consumer<Marked> done) {
        this.priceAgeNanos = priceAgeNanos;
        this.done = done;
        for (Horizon horizon : Horizon.values()) {
            byDue.put(horizon, new ArrayDeque<>());
        }
    }

    /** One fill and one horizon. */
    private static final class Waiting {
        private final Marked order;
        private final Market market;
        private final Horizon horizon;
        private final long fillNanos;
        private final BigDecimal price;
        private final BigDecimal quantity;
        private boolean isDone;

        Waiting(Marked order, Market market, Horizon horizon, long fillNanos, BigDecimal price, BigDecimal quantity) {
            this.order = order;
            this.market = market;
            this.horizon = horizon;
            this.fillNanos = fillNanos;
            this.price = price;
            this.quantity = quantity;
        }

        long dueNanos() {
            return fillNanos + horizon.nanos();
        }
    }

    /** A fill was received; fills come in the order of time. */
    void executed(Marked order, Market market, long timeNanos, BigDecimal price, BigDecimal quantity) {
        Map<Horizon, ArrayDeque<Waiting>> ofMarket =
                byMarket.computeIfAbsent(market, key -> new EnumMap<>(Horizon.class));
        for (Horizon horizon : Horizon.values()) {
            Waiting waiting = new Waiting(order, market, horizon, timeNanos, price, quantity);
            order.pending++;
            byDue.get(horizon).add(waiting);
            ofMarket.computeIfAbsent(horizon, key -> new ArrayDeque<>()).add(waiting);
        }
    }

    /** A tick comes: what was due before it is reckoned with the market as it still stands. */
    void beforeTick(Market market, long timeNanos) {
        Map<Horizon, ArrayDeque<Waiting>> ofMarket = byMarket.get(market);
        if (ofMarket == null) {
            return;
        }
        boolean isEmpty = true;
        for (ArrayDeque<Waiting> queue : ofMarket.values()) {
            while (!queue.isEmpty() && queue.peek().dueNanos() < timeNanos) {
                reckon(queue.poll(), true);
            }
            isEmpty &= queue.isEmpty();
        }
        if (isEmpty) {
            byMarket.remove(market);
        }
    }

    /** Reckons what was due so long ago that no price of before could count any more. */
    void clock(long nowNanos) {
        for (ArrayDeque<Waiting> queue : byDue.values()) {
            while (!queue.isEmpty() && (queue.peek().isDone || queue.peek().dueNanos() + priceAgeNanos < nowNanos)) {
                reckonLate(queue.poll());
            }
        }
    }

    /** Reckons what was due by now; of the rest nobody will know. */
    void end(long nowNanos) {
        for (ArrayDeque<Waiting> queue : byDue.values()) {
            while (!queue.isEmpty()) {
                Waiting waiting = queue.poll();
                if (waiting.dueNanos() <= nowNanos) {
                    reckonLate(waiting);
                } else {
                    finish(waiting, null);
                }
            }
        }
        byMarket.clear();
    }

    /** No tick has come since it was due. */
    private void reckonLate(Waiting waiting) {
        reckon(waiting, waiting.market.tickNanos() > waiting.fillNanos);
        Map<Horizon, ArrayDeque<Waiting>> ofMarket = byMarket.get(waiting.market);
        if (ofMarket == null) {
            return;
        }
        ArrayDeque<Waiting> queue = ofMarket.get(waiting.horizon);
        while (!queue.isEmpty() && queue.peek().isDone) {
            queue.poll();
        }
        if (ofMarket.values().stream().allMatch(ArrayDeque::isEmpty)) {
            byMarket.remove(waiting.market);
        }
    }

    private void reckon(Waiting waiting, boolean isLaterPrice) {
        Reference later = isLaterPrice ? waiting.market.reference(waiting.dueNanos()) : null;
        finish(waiting, later);
    }

    private void finish(Waiting waiting, Reference later) {
        if (waiting.isDone) {
            return;
        }
        waiting.isDone = true;
        if (later != null) {
            // What a later buyer would pay more is gain for a buy: the cost of the later price, seen from the fill's.
            BigDecimal gain =
                    BasisPoints.cost(waiting.order.order.isBuy(), BasisPoints.decimal(later.price()), waiting.price);
            waiting.order.markouts.get(waiting.horizon).add(gain, waiting.quantity);
        }
        waiting.order.pending--;
        if (waiting.order.isComplete()) {
            done.accept(waiting.order);
        }
    }
}
