package nexus.bookmap;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nexus.bookmap.AddonOrder.Execution;
import nexus.bookmap.AddonOrder.Status;
import velox.api.layer1.common.Log;

/**
 * All orders of the gateway's, in memory and on disk, and what the gateway is told of them. Each execution is told once;
 * after a restart those of the last day are told again under the same {@code exec_id}, of which the gateway counts none
 * twice. For the link's thread.
 */
final class OrderBook {
    private static final long RETOLD_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final OrderFile file;
    private final Outbox outbox;
    private final Clock clock;
    private final Map<String, AddonOrder> orders;
    private final Map<String, AddonOrder> byBookmapId = new HashMap<>();

    /** Queues for the gateway what it may have missed of the last day. */
    OrderBook(OrderFile file, Outbox outbox, Clock clock) {
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

    /** The order of a ref, or null. */
    AddonOrder find(String ref) {
        return orders.get(ref);
    }

    /** The order that Bookmap knows by an id, or null. */
    AddonOrder findByBookmapId(String alias, String bookmapId) {
        return byBookmapId.get(key(alias, bookmapId));
    }

    /** Takes in an order that Bookmap is to get; on return it is noted. */
    void add(AddonOrder order) throws IOException {
        file.sending(order);
        orders.put(order.ref(), order);
    }

    /** Takes in an order that Bookmap does not get. */
    void refuse(AddonOrder order, String reason) {
        order.ended(Status.REJECTED, reason, clock.epochMillis());
        file.refused(order);
        orders.put(order.ref(), order);
        tellEnd(order);
    }

    /** Bookmap has told its name of an order. */
    void named(AddonOrder order, String bookmapId) {
        order.named(bookmapId);
        byBookmapId.put(key(order.symbol(), bookmapId), order);
        file.named(order);
    }

    /** Bookmap has accepted an order. */
    void working(AddonOrder order) {
        order.working();
        outbox.event(GatewayMessages.ack(order));
    }

    /** An execution; nothing if it was told before. */
    void executed(AddonOrder order, Execution execution) {
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

    /** An order is no longer open. */
    void end(AddonOrder order, Status end, String reason) {
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

    /** It never came here, or never left; unless it was forgotten. */
    void tellUnknown(String ref) {
        if (file.mayHaveForgotten(clock.epochMillis())) {
            Log.warn("NEXUS: order " + ref
                    + " is not remembered, but the machine died lately and what was noted last is lost:"
                    + " look at Bookmap's orders, then use 'gateway resolve'");
            return;
        }
        outbox.answer(GatewayMessages.status(ref, null, "UNKNOWN", BigDecimal.ZERO, null));
    }

    /** Where an order stands. */
    void tellStatus(AddonOrder order) {
        order.asked(false);
        boolean isPartial = order.status() == Status.WORKING && order.filled().signum() > 0;
        String status = isPartial ? "PARTIALLY_FILLED" : order.status().name();
        outbox.answer(
                GatewayMessages.status(order.ref(), order.orderId(), status, order.filled(), order.averagePrice()));
    }

    private static String key(String alias, String bookmapId) {
        return alias + '\n' + bookmapId;
    }
}
