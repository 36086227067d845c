package nexus.bookmap;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import nexus.bookmap.AddonOrder.Status;
import velox.api.layer1.common.Log;
import velox.api.layer1.data.SimpleOrderSendParametersBuilder;

/**
 * What the gateway asks for. An order is noted on disk before Bookmap gets it, is given to Bookmap once, and never later
 * than it came. For the link's thread.
 */
final class OrderDesk {
    private static final String ATTACH =
            "add the add-on to this instrument's chart (Studies and add-ons) and allow it to trade";

    private final OrderBook book;
    private final Clock clock;
    private final Map<String, Instrument> instruments = new HashMap<>();

    OrderDesk(OrderBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
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
        if (book.find(ref) != null) {
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
            book.refuse(order, e.getMessage());
            return;
        }
        try {
            book.add(order);
        } catch (IOException e) {
            Log.error("NEXUS: order " + ref + " not sent", e);
            book.refuse(order, "not sent: it cannot be noted on disk: " + e);
            return;
        }
        send(order, instrument, parameters);
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
            book.end(order, Status.REJECTED, "Bookmap does not take it: " + refusal + "; allow the add-on to trade");
        }
    }

    /** ORDER_CANCEL. */
    void cancel(String ref) {
        AddonOrder order = book.find(ref);
        if (order == null || order.status().isEnded()) {
            statusRequest(ref);
            return;
        }
        order.cancelAsked(true);
        cancelIfNamed(order);
    }

    /** An order whose name Bookmap has not told yet is canceled as soon as it has. */
    void cancelIfNamed(AddonOrder order) {
        Instrument instrument = instruments.get(order.symbol());
        if (instrument == null) {
            Log.error("NEXUS: order " + order.ref() + " cannot be canceled: " + order.symbol() + ": " + ATTACH);
        } else if (order.bookmapId() != null) {
            instrument.cancel(order.bookmapId());
        }
    }

    /** ORDER_STATUS_REQUEST: what is not certain is not said. The answer follows when Bookmap speaks of the order. */
    void statusRequest(String ref) {
        AddonOrder order = book.find(ref);
        if (order == null) {
            book.tellUnknown(ref);
        } else if (order.status().isEnded() || (order.isConfirmed() && order.status() != Status.SENT)) {
            book.tellStatus(order);
        } else {
            order.asked(true);
            Log.warn(
                    "NEXUS: order " + ref + " on " + order.symbol() + " was given to Bookmap, which has said nothing of"
                            + " it since: look at Bookmap's orders, then use 'gateway resolve'");
        }
    }
}
