package nexus.bookmap;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nexus.bookmap.AddonOrder.Execution;
import nexus.bookmap.AddonOrder.Status;
import velox.api.layer1.common.Log;
import velox.api.layer1.data.ExecutionInfo;
import velox.api.layer1.data.OrderInfoUpdate;
import velox.api.layer1.data.SimpleOrderSendParametersBuilder;

/**
 * Between the gateway's orders and Bookmap's. An order is noted on disk before Bookmap gets it, is given to Bookmap once,
 * and never later than it came. Each execution is told once; after a restart those of the last day are told again under
 * the same {@code exec_id}, of which the gateway counts none twice. For the link's thread.
 */
final class OrderDesk {
    private static final long RETOLD_MILLIS = TimeUnit.DAYS.toMillis(1);
    /** How long an order's end waits for executions that Bookmap has counted and not told yet. */
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final String ATTACH =
            "add the add-on to this instrument's chart (Studies and add-ons) and allow it to trade";

    private final OrderFile file;
    private final Outbox outbox;
    private final Clock clock;
    private final Map<String, AddonOrder> orders;
    private final Map<String, Instrument> instruments = new HashMap<>();
    private final Map<String, AddonOrder> byBookmapId = new HashMap<>();
    private final Set<AddonOrder> unsettled = new LinkedHashSet<>();

    /** Queues for the gateway what it may have missed of the last day. */
    OrderDesk(OrderFile file, Outbox outbox, Clock clock) {
        this.file = file;
        this.outbox = outbox;
        this.clock = clock;
        this.orders = file.orders();
        for (AddonOrder order : orders.values()) {
            retell(order, clock.epochMillis() - RETOLD_MILLIS);
        }
    }

    private void retell(AddonOrder order, long sinceMillis) {
        if (order.bookmapId() != null) {
            byBookmapId.put(key(order.symbol(), order.bookmapId()), order);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Execution execution : order.executions()) {
            sum = sum.add(execution.quantity());
            if (execution.epochMillis() >= sinceMillis) {
                outbox.event(GatewayMessages.fill(order, execution, sum.compareTo(order.quantity()) >= 0));
            }
        }
        if (order.lastMillis() >= sinceMillis) {
            tellEnd(order);
        }
    }

    void attach(Instrument instrument) {
        instruments.put(instrument.alias(), instrument);
    }

    void detach(Instrument instrument) {
        instruments.remove(instrument.alias(), instrument);
    }

    /** ORDER. */
    void order(ReceivedMessage message) {
        String ref = message.ref();
        if (ref == null) {
            Log.warn("NEXUS: ORDER ignored: neither ref nor order_id");
            return;
        }
        if (orders.containsKey(ref)) {
            Log.warn("NEXUS: order " + ref + " came again; it is not sent again");
            statusRequest(ref);
            return;
        }
        String orderId = message.name("order_id") == null ? ref : message.name("order_id");
        String symbol = String.valueOf(message.text("symbol"));
        BigDecimal quantity = message.decimal("quantity");
        AddonOrder order = new AddonOrder(
                ref, orderId, symbol, quantity == null ? BigDecimal.ZERO : quantity, clock.epochMillis());
        Instrument instrument = instruments.get(symbol);
        SimpleOrderSendParametersBuilder parameters;
        try {
            if (instrument == null) {
                throw new IllegalArgumentException("Bookmap: instrument " + symbol + " is not attached: " + ATTACH);
            }
            parameters = instrument.parameters(OrderTerms.of(message), ref);
        } catch (IllegalArgumentException e) {
            refuse(order, e.getMessage());
            return;
        }
        try {
            file.sending(order);
        } catch (IOException e) {
            Log.error("NEXUS: order " + ref + " not sent", e);
            refuse(order, "not sent: it cannot be noted on disk: " + e);
            return;
        }
        orders.put(ref, order);
        send(order, instrument, parameters);
    }

    private void refuse(AddonOrder order, String reason) {
        order.ended(Status.REJECTED, reason, clock.epochMillis());
        file.refused(order);
        orders.put(order.ref(), order);
        tellEnd(order);
    }

    /** Bookmap answers later; one that throws has not taken the order. */
    private void send(AddonOrder order, Instrument instrument, SimpleOrderSendParametersBuilder parameters) {
        RuntimeException refusal = null;
        try {
            instrument.send(parameters);
        } catch (RuntimeException e) {
            refusal = e;
        }
        if (refusal != null) {
            Log.error("NEXUS: order " + order.ref() + " not taken", refusal);
            end(order, Status.REJECTED, "Bookmap does not take it: " + refusal + "; allow the add-on to trade");
        }
    }

    /** ORDER_CANCEL. */
    void cancel(String ref) {
        AddonOrder order = orders.get(ref);
        if (order == null || order.status().isEnded()) {
            statusRequest(ref);
            return;
        }
        order.cancelAsked(true);
        cancelIfNamed(order);
    }

    /** An order whose name Bookmap has not told yet is canceled as soon as it has. */
    private void cancelIfNamed(AddonOrder order) {
        Instrument instrument = instruments.get(order.symbol());
        if (instrument == null) {
            Log.error("NEXUS: order " + order.ref() + " cannot be canceled: " + order.symbol() + ": " + ATTACH);
        } else if (order.bookmapId() != null) {
            instrument.cancel(order.bookmapId());
        }
    }

    /** ORDER_STATUS_REQUEST: what is not certain is not said. The answer follows when Bookmap speaks of the order. */
    void statusRequest(String ref) {
        AddonOrder order = orders.get(ref);
        if (order == null) {
            outbox.answer(GatewayMessages.status(ref, null, "UNKNOWN", BigDecimal.ZERO, null));
        } else if (order.status().isEnded() || (order.isConfirmed() && order.status() != Status.SENT)) {
            tellStatus(order);
        } else {
            order.asked(true);
            Log.warn(
                    "NEXUS: order " + ref + " on " + order.symbol() + " was given to Bookmap, which has said nothing of"
                            + " it since: look at Bookmap's orders, then use 'gateway resolve'");
        }
    }

    private void tellStatus(AddonOrder order) {
        order.asked(false);
        boolean isPartial = order.status() == Status.WORKING && order.filled().signum() > 0;
        String status = isPartial ? "PARTIALLY_FILLED" : order.status().name();
        outbox.answer(
                GatewayMessages.status(order.ref(), order.orderId(), status, order.filled(), order.averagePrice()));
    }

    /** Bookmap's order has changed; it may be anybody's, of any instrument. */
    void updated(Instrument instrument, OrderInfoUpdate update) {
        if (update.isDuplicate || !instrument.alias().equals(update.instrumentAlias)) {
            learnOther(instrument, update.orderId);
            return;
        }
        AddonOrder order = update.clientId == null ? null : orders.get(update.clientId);
        if (order == null) {
            order = byBookmapId.get(key(instrument.alias(), update.orderId));
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
            tellStatus(order);
        }
    }

    private static void learnOther(Instrument instrument, String bookmapId) {
        if (!instrument.knows(bookmapId)) {
            instrument.learn(bookmapId, null);
        }
    }

    private void learn(Instrument instrument, AddonOrder order, String bookmapId) {
        if (!bookmapId.equals(order.bookmapId())) {
            order.named(bookmapId);
            byBookmapId.put(key(instrument.alias(), bookmapId), order);
            file.named(order);
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
            order.working();
            outbox.event(GatewayMessages.ack(order));
            if (order.isCancelAsked()) {
                cancelIfNamed(order);
            }
        }
    }

    /** An execution, of anybody's order. */
    void executed(Instrument instrument, ExecutionInfo execution) {
        if (!instrument.knows(execution.orderId)) {
            AddonOrder order = byBookmapId.get(key(instrument.alias(), execution.orderId));
            if (order == null) {
                instrument.keep(execution);
                return;
            }
            instrument.learn(execution.orderId, order.ref());
        }
        String ref = instrument.ref(execution.orderId);
        if (ref != null) {
            AddonOrder order = orders.get(ref);
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
        if (!order.executed(execution)) {
            return;
        }
        file.executed(order, execution);
        outbox.event(GatewayMessages.fill(order, execution, order.isComplete()));
        if (!order.status().isEnded()) {
            if (order.isComplete()) {
                end(order, Status.FILLED, null);
            } else {
                order.working();
            }
        }
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
            end(order, order.endTold(), order.endTold() == Status.FILLED ? null : reason);
        }
    }

    private void end(AddonOrder order, Status end, String reason) {
        order.ended(end, reason, clock.epochMillis());
        file.ended(order);
        tellEnd(order);
    }

    private void tellEnd(AddonOrder order) {
        if (order.status() == Status.REJECTED) {
            outbox.event(GatewayMessages.reject(order.ref(), order.orderId(), order.reason()));
        } else if (order.status() == Status.CANCELED) {
            outbox.event(GatewayMessages.canceled(order, order.reason()));
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
                tellStatus(order);
            }
        }
    }

    private static String key(String alias, String bookmapId) {
        return alias + '\n' + bookmapId;
    }
}
