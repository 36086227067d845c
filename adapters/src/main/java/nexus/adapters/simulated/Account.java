package nexus.adapters.simulated;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nexus.adapters.ledger.Ledger;
import nexus.adapters.link.Fill;
import nexus.adapters.link.LinkTime;
import nexus.adapters.link.OrderAnswers;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.OrderStatus;

/**
 * What a simulated platform has taken and done, kept in memory and in its ledger, and passed on to whom the answers are
 * for. An execution counts when it is made, whether or not anybody learns of it. Safe from any thread.
 */
public final class Account implements OrderAnswers {
    private final Ledger ledger;
    private final LinkTime time;
    private final OrderAnswers next;
    private final Consumer<String> say;
    private final List<OrderRequest> orders = new ArrayList<>();
    private final List<OrderRequest> repeats = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();

    Account(Ledger ledger, LinkTime time, OrderAnswers next, Consumer<String> say) {
        this.ledger = ledger;
        this.time = time;
        this.next = next;
        this.say = say;
    }

    /** The orders received, each once, in order. */
    public synchronized List<OrderRequest> orders() {
        return List.copyOf(orders);
    }

    /** The orders that came again. */
    public synchronized List<OrderRequest> repeats() {
        return List.copyOf(repeats);
    }

    /** The executions made, in order. */
    public synchronized List<Fill> fills() {
        return List.copyOf(fills);
    }

    synchronized void received(OrderRequest order) {
        orders.add(order);
        write("order", order);
        say.accept("order received: " + order.side() + " " + order.quantity().toPlainString() + " " + order.symbol()
                + " (" + order.ref() + ")");
    }

    synchronized void repeated(OrderRequest order) {
        repeats.add(order);
        write("order_again", order);
        say.accept("order received again, not executed again: " + order.ref());
    }

    private void write(String event, OrderRequest order) {
        ledger.write(
                event,
                "at_ns",
                now(),
                "ref",
                order.ref(),
                "order_id",
                order.orderId(),
                "symbol",
                order.symbol(),
                "side",
                order.side(),
                "quantity",
                order.quantity());
    }

    @Override
    public boolean ack(String ref, String platformOrderId) {
        ledger.write("ack", "at_ns", now(), "ref", ref);
        return next.ack(ref, platformOrderId);
    }

    @Override
    public synchronized boolean fill(Fill fill) {
        fills.add(fill);
        ledger.write(
                "fill",
                "at_ns",
                now(),
                "ref",
                fill.ref(),
                "exec_id",
                fill.execId(),
                "symbol",
                fill.symbol(),
                "quantity",
                fill.quantity(),
                "price",
                fill.price());
        say.accept("order filled: " + fill.quantity().toPlainString() + " " + fill.symbol() + " @ "
                + fill.price().toPlainString() + " (" + fill.ref() + ")");
        return next.fill(fill);
    }

    @Override
    public boolean reject(String ref, String reason) {
        ledger.write("reject", "at_ns", now(), "ref", ref, "reason", reason);
        return next.reject(ref, reason);
    }

    @Override
    public boolean canceled(String ref, String reason) {
        ledger.write("canceled", "at_ns", now(), "ref", ref, "reason", reason);
        return next.canceled(ref, reason);
    }

    @Override
    public boolean status(String ref, OrderStatus status, BigDecimal filled, BigDecimal averagePrice) {
        ledger.write("status", "at_ns", now(), "ref", ref, "status", status, "cum_qty", filled);
        return next.status(ref, status, filled, averagePrice);
    }

    private long now() {
        return time.epochNanos().getAsLong();
    }
}
