package nexus.bookmap;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nexus.bookmap.AddonOrder.Execution;
import nexus.bookmap.AddonOrder.Status;
import velox.api.layer1.data.ExecutionInfo;
import velox.api.layer1.data.OrderInfoUpdate;

/**
 * What Bookmap says of orders: of everybody's, of other instruments' too, and of executions by its own order id alone.
 * Finds out whose each is, and waits with an order's end for the executions that belong before it. For the link's thread.
 */
final class BookmapReports {
    /** How long an order's end waits for executions that Bookmap has counted and not told yet. */
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final OrderBook book;
    private final OrderDesk desk;
    private final Clock clock;
    private final Set<AddonOrder> unsettled = new LinkedHashSet<>();

    BookmapReports(OrderBook book, OrderDesk desk, Clock clock) {
        this.book = book;
        this.desk = desk;
        this.clock = clock;
    }

    /** Bookmap's order has changed; it may be anybody's, of any instrument. */
    void updated(Instrument instrument, OrderInfoUpdate update) {
        if (update.isDuplicate || !instrument.alias().equals(update.instrumentAlias)) {
            learnOther(instrument, update.orderId);
            return;
        }
        AddonOrder order = update.clientId == null ? null : book.find(update.clientId);
        if (order == null) {
            order = book.findByBookmapId(instrument.alias(), update.orderId);
        }
        if (order == null) {
            // Without clientId it is not certain yet whose it is: what is executed of it waits.
            if (update.clientId != null) {
                learnOther(instrument, update.orderId);
            }
            return;
        }
        order.confirmed();
        learn(instrument, order, update.orderId);
        apply(order, instrument, update);
        if (order.isAsked() && order.status() != Status.SENT) {
            book.tellStatus(order);
        }
    }

    private static void learnOther(Instrument instrument, String bookmapId) {
        if (!instrument.knows(bookmapId)) {
            instrument.learn(bookmapId, null);
        }
    }

    private void learn(Instrument instrument, AddonOrder order, String bookmapId) {
        if (!bookmapId.equals(order.bookmapId())) {
            book.named(order, bookmapId);
        }
        if (instrument.ref(bookmapId) == null) {
            for (ExecutionInfo execution : instrument.learn(bookmapId, order.ref())) {
                execution(instrument, order, execution);
            }
        }
    }

    private void apply(AddonOrder order, Instrument instrument, OrderInfoUpdate update) {
        order.claims(
                instrument.quantity(update.filled),
                Double.isFinite(update.averageFillPrice) ? BigDecimal.valueOf(update.averageFillPrice) : null);
        switch (update.status) {
            case WORKING:
                working(order);
                break;
            case FILLED:
                order.endTold(Status.FILLED);
                break;
            case CANCELLED:
                order.endTold(Status.CANCELED);
                break;
            case REJECTED:
                order.endTold(Status.REJECTED);
                break;
            default:
                // PENDING_…, SUSPENDED, DISCONNECTED: neither a yes nor an end.
                break;
        }
        settle(order);
    }

    private void working(AddonOrder order) {
        if (order.status() == Status.SENT) {
            book.working(order);
            if (order.isCancelAsked()) {
                desk.cancelIfNamed(order);
            }
        }
    }

    /** An execution, of anybody's order. */
    void executed(Instrument instrument, ExecutionInfo execution) {
        if (!instrument.knows(execution.orderId)) {
            AddonOrder order = book.findByBookmapId(instrument.alias(), execution.orderId);
            if (order == null) {
                instrument.keep(execution);
                return;
            }
            instrument.learn(execution.orderId, order.ref());
        }
        String ref = instrument.ref(execution.orderId);
        if (ref != null) {
            AddonOrder order = book.find(ref);
            execution(instrument, order, execution);
            settle(order);
        }
    }

    private void execution(Instrument instrument, AddonOrder order, ExecutionInfo info) {
        boolean isNamed = info.executionId != null && !info.executionId.isEmpty();
        // Bookmap does not say among what its ids are unique; together with the ref they are so for ever.
        String execId = order.ref() + "/"
                + (isNamed ? info.executionId : "after-" + order.executed().toPlainString());
        Execution execution = new Execution(
                execId, instrument.quantity(info.size), BigDecimal.valueOf(info.price), clock.epochMillis());
        book.executed(order, execution);
    }

    /** Ends the order if Bookmap has said so and all its executions are here, or else waits a little for them. */
    private void settle(AddonOrder order) {
        boolean lacks = order.lacksExecutions();
        if (!lacks) {
            order.settleNanos(0);
            unsettled.remove(order);
        } else if (order.settleNanos() == 0) {
            order.settleNanos(clock.nanos() + SETTLE_NANOS);
            unsettled.add(order);
        }
        if (!lacks && order.endTold() != null) {
            takeEnd(order);
        }
    }

    private void takeEnd(AddonOrder order) {
        if (!order.status().isEnded()) {
            String reason = order.endTold() == Status.REJECTED
                    ? "rejected by Bookmap or the broker: see Bookmap's messages for why"
                    : order.isCancelAsked() ? "canceled on request" : "canceled in Bookmap or by the broker";
            book.end(order, order.endTold(), order.endTold() == Status.FILLED ? null : reason);
        }
    }

    /** Gives up waiting for executions that do not come: the gateway is told the sum instead. */
    void passTime() {
        if (unsettled.isEmpty()) {
            return;
        }
        for (AddonOrder order : List.copyOf(unsettled)) {
            if (clock.nanos() - order.settleNanos() >= 0) {
                unsettled.remove(order);
                if (order.endTold() != null) {
                    takeEnd(order);
                }
                book.tellStatus(order);
            }
        }
    }
}
