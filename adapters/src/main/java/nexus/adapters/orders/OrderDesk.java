package nexus.adapters.orders;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.Commission;
import nexus.adapters.link.Fill;
import nexus.adapters.link.OrderAnswers;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.OrderStatus;
import nexus.adapters.link.PlatformLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the gateway's requests and a platform: what is the same for all of them.
 *
 * <ul>
 *   <li>An order is written down as received, then as being sent, then it is sent: none is sent twice, and one that came while
 *       the platform was down, or that a dying adapter had not sent, is rejected and never sent late.
 *   <li>Each execution is told once; after a restart those of the last day are told again under the same {@code exec_id},
 *       since what was on its way to the gateway may have been lost. The gateway counts none twice.
 *   <li>A status is answered from memory where that is certain, else from the platform, else not at all.
 * </ul>
 *
 * For the adapter's own thread.
 */
public final class OrderDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);
    private static final long RETOLD_NANOS = TimeUnit.DAYS.toNanos(1);

    private final OrderStore store;
    private final OrderAnswers answers;
    private final Venue venue;

    public OrderDesk(OrderStore store, OrderAnswers answers, Venue venue) {
        this.store = store;
        this.answers = answers;
        this.venue = venue;
    }

    public OrderStore store() {
        return store;
    }

    /**
     * Tells the link what was before, and through it the gateway what it may have missed. Once, before the link starts.
     *
     * @param nowNanos since the epoch
     */
    public void resume(PlatformLink link, long nowNanos) {
        for (StoredOrder order : store.open()) {
            if (!order.sent()) {
                store.ended(
                        order.ref(), OrderStatus.REJECTED, "the adapter stopped before it was sent; it was not sent");
            }
        }
        for (StoredOrder order : store.all()) {
            link.remember(order.request(), order.status(), order.filled(), order.averagePrice());
        }
        long since = nowNanos - RETOLD_NANOS;
        for (Fill fill : store.executionsSince(since)) {
            link.retell(fill);
        }
        for (StoredOrder order : store.all()) {
            if (order.lastNanos() >= since) {
                tellEnd(order);
            }
        }
    }

    /** An order from the gateway. */
    public void order(OrderRequest asked) {
        if (store.find(asked.ref()) != null) {
            LOG.warn("order {} came again; it is not sent again", asked.ref());
            statusRequest(asked.ref());
            return;
        }
        store.received(asked);
        OrderRequest order = fitted(asked);
        if (order == null) {
            return;
        }
        store.sending(order.ref());
        try {
            venue.send(order);
        } catch (VenueException e) {
            rejected(order.ref(), "not sent: " + e.getMessage());
        }
    }

    /** The order as the platform takes it; null if it was rejected. */
    private OrderRequest fitted(OrderRequest asked) {
        String closed = venue.whyClosed();
        Steps steps = closed == null ? venue.steps(asked.symbol()) : null;
        String problem = closed != null
                ? closed
                : steps == null ? "the platform has no symbol " + asked.symbol() + ", or it is not configured" : null;
        if (problem == null) {
            try {
                return steps.fit(asked);
            } catch (IllegalArgumentException e) {
                problem = e.getMessage();
            }
        }
        rejected(asked.ref(), problem);
        return null;
    }

    /** The gateway wants an order canceled. */
    public void cancel(String ref) {
        StoredOrder order = store.find(ref);
        if (order == null || !order.isOpen()) {
            statusRequest(ref);
            return;
        }
        String closed = venue.whyClosed();
        if (closed != null) {
            LOG.warn("order {} cannot be canceled now: {}", ref, closed);
            return;
        }
        venue.cancel(order);
    }

    /** The gateway wants to know where an order stands. */
    public void statusRequest(String ref) {
        StoredOrder order = store.find(ref);
        if (order == null && store.mayHaveForgotten()) {
            LOG.warn(
                    "order {} is not remembered, but the machine died lately and what was written last is lost: it stays in"
                            + " doubt; look on the platform, and tell the gateway with 'gateway resolve'",
                    ref);
        } else if (order == null) {
            answers.status(ref, OrderStatus.UNKNOWN, BigDecimal.ZERO, null);
        } else if (!order.isOpen()) {
            stands(ref);
        } else if (venue.whyClosed() == null) {
            venue.ask(order);
        } else {
            LOG.warn("order {} stays in doubt: {}", ref, venue.whyClosed());
        }
    }

    /** Where the order stands is as remembered: the platform has said so, or it has ended. */
    public void stands(String ref) {
        StoredOrder order = store.find(ref);
        if (order != null) {
            answers.status(ref, order.status(), order.filled(), order.averagePrice());
        }
    }

    /**
     * The platform has accepted an order, or given it a name.
     *
     * @param platformId or null
     */
    public void acknowledged(String ref, String platformId) {
        if (isKnown(ref) && store.acknowledged(ref, platformId)) {
            answers.ack(ref, platformId);
        }
    }

    /**
     * The platform has executed some of an order; false if that execution was told before, or is of no order of ours.
     *
     * @param execId unique for ever on this platform; made from lasting facts where it gives none
     * @param executedNanos by the platform, since the epoch; 0 if it does not say
     */
    public boolean executed(String ref, String execId, BigDecimal quantity, BigDecimal price, long executedNanos) {
        return executed(ref, execId, quantity, price, executedNanos, null);
    }

    /**
     * The same of a platform that says what it cost.
     *
     * @param commission or null
     */
    public boolean executed(
            String ref,
            String execId,
            BigDecimal quantity,
            BigDecimal price,
            long executedNanos,
            Commission commission) {
        if (!isKnown(ref) || !store.executed(ref, execId, quantity, price, executedNanos, commission)) {
            return false;
        }
        StoredOrder order = store.find(ref);
        answers.fill(new Fill(
                ref, order.request().symbol(), quantity, price, execId, order.platformId(), executedNanos, commission));
        return true;
    }

    /** The platform refuses an order; nothing if it had ended. */
    public void rejected(String ref, String reason) {
        end(ref, OrderStatus.REJECTED, reason);
    }

    /** An order is no longer open; nothing if it had ended. */
    public void canceled(String ref, String reason) {
        end(ref, OrderStatus.CANCELED, reason);
    }

    private void end(String ref, OrderStatus status, String reason) {
        if (isKnown(ref) && store.ended(ref, status, reason)) {
            tellEnd(store.find(ref));
        }
    }

    private void tellEnd(StoredOrder order) {
        switch (order.status()) {
            case REJECTED -> answers.reject(order.ref(), order.reason());
            case CANCELED -> answers.canceled(order.ref(), order.reason());
            default -> {}
        }
    }

    private boolean isKnown(String ref) {
        boolean known = store.find(ref) != null;
        if (!known) {
            LOG.debug("the platform speaks of {}, which is no order of ours", ref);
        }
        return known;
    }
}
