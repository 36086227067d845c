package nexus.adapters.simulated;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.Fill;
import nexus.adapters.link.OrderAnswers;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.OrderStatus;
import nexus.adapters.link.OrderType;
import nexus.adapters.link.Side;
import nexus.adapters.link.TimeInForce;

/**
 * The orders of a simulated platform, and what becomes of them. Orders, cancels, prices and time come in; answers go
 * out. Used by one thread; the time is the caller's, in nanoseconds from any origin.
 */
final class SimulatedOrders {
    private static final class Entry {
        private final OrderRequest order;
        private final ArrayDeque<BigDecimal> parts;
        private OrderStatus status = OrderStatus.WORKING;
        private boolean triggered;
        private long dueNanos;
        private BigDecimal filled = BigDecimal.ZERO;
        private BigDecimal paid = BigDecimal.ZERO;

        private Entry(OrderRequest order, ArrayDeque<BigDecimal> parts) {
            this.order = order;
            this.parts = parts;
            this.triggered = !order.type().hasStop();
        }
    }

    private final SimulatedBehaviour behaviour;
    private final Set<String> symbols;
    private final OrderAnswers answers;
    private final String execPrefix;
    private final long fillAfterNanos;
    private final Map<String, Entry> byRef = new HashMap<>();
    /** Those that may still be filled, in order of arrival. */
    private final Map<String, Entry> open = new LinkedHashMap<>();

    private final Map<String, BigDecimal> lastPrices = new HashMap<>();
    private long orderCount;
    private long execCount;

    /** @param execPrefix what makes the execution ids unique among all runs of this platform */
    SimulatedOrders(SimulatedBehaviour behaviour, Set<String> symbols, OrderAnswers answers, String execPrefix) {
        this.behaviour = behaviour;
        this.symbols = Set.copyOf(symbols);
        this.answers = answers;
        this.execPrefix = execPrefix;
        this.fillAfterNanos = TimeUnit.MILLISECONDS.toNanos(behaviour.fillAfterMillis());
    }

    /** Takes an order. One whose ref was seen before is only answered with where it stands. */
    void order(OrderRequest order, long nowNanos) {
        if (byRef.containsKey(order.ref())) {
            statusRequest(order.ref());
            return;
        }
        orderCount++;
        Entry entry = new Entry(order, split(order.quantity(), partsOf(order)));
        byRef.put(order.ref(), entry);
        if (!symbols.contains(order.symbol())) {
            reject(entry, "unknown symbol " + order.symbol());
        } else if (isEach(behaviour.rejectEvery())) {
            reject(entry, "rejected on demand");
        } else if (!isEach(behaviour.silentEvery())) {
            answers.ack(order.ref(), "SIM-" + orderCount);
            entry.dueNanos = nowNanos + fillAfterNanos;
            open.put(order.ref(), entry);
            tryFill(entry, nowNanos);
            removeEnded();
        }
    }

    /** Cancels what is still open of an order; one that has ended, or was never seen, is answered with its status. */
    void cancel(String ref) {
        Entry entry = byRef.get(ref);
        if (entry == null || entry.status.isEnded()) {
            statusRequest(ref);
            return;
        }
        cancel(entry, "canceled on request");
        removeEnded();
    }

    /** Says where an order stands. */
    void statusRequest(String ref) {
        Entry entry = byRef.get(ref);
        if (entry == null) {
            answers.status(ref, OrderStatus.UNKNOWN, BigDecimal.ZERO, null);
            return;
        }
        BigDecimal average = entry.filled.signum() == 0 ? null : entry.paid.divide(entry.filled, MathContext.DECIMAL64);
        answers.status(ref, entry.status, entry.filled, average);
    }

    /** A trade took place. */
    void traded(String symbol, BigDecimal price, long nowNanos) {
        lastPrices.put(symbol, price);
        if (open.isEmpty()) {
            return;
        }
        for (Entry entry : open.values()) {
            if (entry.order.symbol().equals(symbol)) {
                tryFill(entry, nowNanos);
            }
        }
        removeEnded();
    }

    /** Fills what is due. Returns how many executions there were. */
    int passTime(long nowNanos) {
        if (open.isEmpty()) {
            return 0;
        }
        long before = execCount;
        for (Entry entry : open.values()) {
            tryFill(entry, nowNanos);
        }
        removeEnded();
        return (int) (execCount - before);
    }

    /** How many orders may still be filled. */
    int openCount() {
        return open.size();
    }

    private boolean isEach(int every) {
        return every > 0 && orderCount % every == 0;
    }

    private int partsOf(OrderRequest order) {
        return order.timeInForce() == TimeInForce.FOK ? 1 : behaviour.partialFills();
    }

    private void reject(Entry entry, String reason) {
        entry.status = OrderStatus.REJECTED;
        answers.reject(entry.order.ref(), reason);
    }

    private void cancel(Entry entry, String reason) {
        entry.status = OrderStatus.CANCELED;
        answers.canceled(entry.order.ref(), reason);
    }

    private void removeEnded() {
        open.values().removeIf(entry -> entry.status.isEnded());
    }

    /** Executes the parts that are due at the last price, if the order's conditions hold. */
    private void tryFill(Entry entry, long nowNanos) {
        OrderRequest order = entry.order;
        BigDecimal last = lastPrices.get(order.symbol());
        if (last == null) {
            return;
        }
        entry.triggered = entry.triggered || isTriggered(order, last);
        while (nowNanos - entry.dueNanos >= 0 && !entry.status.isEnded()) {
            if (entry.triggered && isWithinLimit(order, last)) {
                execute(entry, last);
                entry.dueNanos = nowNanos + fillAfterNanos;
            } else {
                if (order.timeInForce() == TimeInForce.IOC || order.timeInForce() == TimeInForce.FOK) {
                    cancel(entry, "not executable at " + last.toPlainString());
                }
                return;
            }
        }
    }

    private void execute(Entry entry, BigDecimal price) {
        BigDecimal quantity = entry.parts.remove();
        entry.filled = entry.filled.add(quantity);
        entry.paid = entry.paid.add(quantity.multiply(price));
        entry.status = entry.parts.isEmpty() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        execCount++;
        OrderRequest order = entry.order;
        answers.fill(new Fill(order.ref(), order.symbol(), quantity, price, execPrefix + execCount, null));
    }

    private static boolean isTriggered(OrderRequest order, BigDecimal last) {
        int comparison = last.compareTo(order.stopPrice());
        return order.side() == Side.BUY ? comparison >= 0 : comparison <= 0;
    }

    private static boolean isWithinLimit(OrderRequest order, BigDecimal last) {
        if (order.type() == OrderType.MARKET || order.type() == OrderType.STOP) {
            return true;
        }
        int comparison = last.compareTo(order.limitPrice());
        return order.side() == Side.BUY ? comparison <= 0 : comparison >= 0;
    }

    /** Splits a quantity into parts as equal as its smallest unit allows: 1, or its last decimal. */
    static ArrayDeque<BigDecimal> split(BigDecimal quantity, int parts) {
        BigDecimal stripped = quantity.stripTrailingZeros();
        int scale = Math.max(stripped.scale(), 0);
        BigInteger units = stripped.setScale(scale).unscaledValue();
        BigInteger count = units.min(BigInteger.valueOf(parts));
        BigInteger[] shareAndRest = units.divideAndRemainder(count);
        List<BigDecimal> shares = new ArrayList<>();
        for (int i = 0; i < count.intValue(); i++) {
            boolean takesOneMore = BigInteger.valueOf(i).compareTo(shareAndRest[1]) < 0;
            shares.add(new BigDecimal(takesOneMore ? shareAndRest[0].add(BigInteger.ONE) : shareAndRest[0], scale));
        }
        return new ArrayDeque<>(shares);
    }
}
