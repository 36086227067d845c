package nexus.replay.report;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import nexus.gateway.router.CountedExecution;
import nexus.gateway.router.OrderView;
import nexus.replay.figures.Latency;
import org.HdrHistogram.Histogram;

/** Follows each order from its signal to its end. Of the ended ones it remembers the last {@value #REMEMBERED}. */
final class OrderTally {
    /** An order that is executed after its end is counted right if so many others have not ended since. */
    static final int REMEMBERED = 50_000;

    private static final long LONGEST_NANOS = 30L * 24 * 3_600 * 1_000_000_000;
    private static final int DIGITS = 3;

    private final Map<String, Followed> followed = new LinkedHashMap<>();
    private final ArrayDeque<String> ended = new ArrayDeque<>();
    private final Map<String, Long> states = new TreeMap<>();
    private final Histogram signalToOrder = new Histogram(LONGEST_NANOS, DIGITS);
    private final Histogram orderToAck = new Histogram(LONGEST_NANOS, DIGITS);
    private final Histogram orderToFill = new Histogram(LONGEST_NANOS, DIGITS);
    private long openBefore;
    private long made;
    private long executed;
    private long cancelsSent;

    private static final class Followed {
        private final long signalNanos;
        private String state;
        private long sentNanos;
        private boolean isAcked;
        private boolean isExecuted;
        private boolean isEnded;

        Followed(long signalNanos, String state) {
            this.signalNanos = signalNanos;
            this.state = state;
        }
    }

    void openBefore(long orders) {
        openBefore = orders;
    }

    /** The signal of this record made an order. */
    void made(OrderView order, long signalNanos) {
        made++;
        followed.put(order.ref(), new Followed(signalNanos, order.state()));
        states.merge(order.state(), 1L, Long::sum);
    }

    /** The journal shows that an ORDER was handed over. */
    void sent(String ref, long timeNanos) {
        Followed order = followed.get(ref);
        if (order != null) {
            order.sentNanos = timeNanos;
            record(signalToOrder, timeNanos - order.signalNanos);
        }
    }

    void cancelSent() {
        cancelsSent++;
    }

    void executed(CountedExecution execution, long timeNanos) {
        Followed order = execution.ref() == null ? null : followed.get(execution.ref());
        if (order != null && !order.isExecuted) {
            order.isExecuted = true;
            executed++;
            if (order.sentNanos != 0 && execution.kind() == CountedExecution.Kind.REPORTED) {
                record(orderToFill, timeNanos - order.sentNanos);
            }
        }
    }

    /** @param isAck whether the platform has just acknowledged it */
    void changed(OrderView view, boolean isAck, long timeNanos) {
        Followed order = followed.get(view.ref());
        if (order == null) {
            return;
        }
        if (isAck && !order.isAcked && order.sentNanos != 0) {
            order.isAcked = true;
            record(orderToAck, timeNanos - order.sentNanos);
        }
        states.merge(order.state, -1L, Long::sum);
        order.state = view.state();
        states.merge(order.state, 1L, Long::sum);
        if (view.isEnded() && !order.isEnded) {
            order.isEnded = true;
            ended.add(view.ref());
            if (ended.size() > REMEMBERED) {
                followed.remove(ended.poll());
            }
        }
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.min(Math.max(nanos, 0), LONGEST_NANOS));
    }

    OrderCounts counts() {
        Map<String, Long> standing = new LinkedHashMap<>(states);
        standing.values().removeIf(count -> count == 0);
        return new OrderCounts(made, executed, standing, cancelsSent, openBefore);
    }

    Latency signalToOrder() {
        return Latency.of("signal → order", signalToOrder);
    }

    Latency orderToAck() {
        return Latency.of("order → ack", orderToAck);
    }

    Latency orderToFill() {
        return Latency.of("order → first fill", orderToFill);
    }
}
