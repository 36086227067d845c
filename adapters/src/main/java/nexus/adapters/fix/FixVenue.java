package nexus.adapters.fix;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.orders.Steps;
import nexus.adapters.orders.StoredOrder;
import nexus.adapters.orders.Venue;
import nexus.adapters.orders.VenueException;
import quickfix.Message;
import quickfix.field.MsgType;

/** Orders on their way to the counterparty. */
final class FixVenue implements Venue {
    private final OrderMessages messages;
    private final FixSession session;
    private final SentMessages sent;
    private final LongSupplier epochNanos;
    private final Consumer<String> say;
    private final Map<String, FixSymbol> symbols = new HashMap<>();
    private final CancelIds cancelIds = new CancelIds();
    private StatusQuestions questions;

    FixVenue(
            FixSettings settings,
            FixSession session,
            SentMessages sent,
            LongSupplier epochNanos,
            Consumer<String> say) {
        this.messages = new OrderMessages(settings);
        this.session = session;
        this.sent = sent;
        this.epochNanos = epochNanos;
        this.say = say;
        settings.symbols().forEach(symbol -> symbols.put(symbol.name(), symbol));
    }

    /** Through whom it asks. Once, before anything is asked. */
    void asksThrough(StatusQuestions asking) {
        questions = asking;
    }

    @Override
    public String whyClosed() {
        return session.whyDown();
    }

    @Override
    public Steps steps(String symbol) {
        FixSymbol known = symbols.get(symbol);
        return known == null ? null : known.steps();
    }

    @Override
    public void send(OrderRequest order) throws VenueException {
        Message message = messages.newOrder(order, symbols.get(order.symbol()), epochNanos.getAsLong());
        if (!sent(message, MsgType.ORDER_SINGLE, order.ref())) {
            String why = session.whyDown();
            throw new VenueException(why == null ? "the FIX session did not take it" : why);
        }
    }

    @Override
    public void cancel(StoredOrder order) {
        long now = epochNanos.getAsLong();
        Message message = messages.cancel(order, cancelIds.next(order, now), symbolOf(order), now);
        if (!sent(message, MsgType.ORDER_CANCEL_REQUEST, order.ref())) {
            say.accept("the cancel of order " + order.ref() + " is not sent: " + session.whyDown());
        }
    }

    @Override
    public void ask(StoredOrder order) {
        if (!questions.ask(order)) {
            say.accept("order " + order.ref() + " stays as it is known here: the counterparty takes no"
                    + " OrderStatusRequest; look it up there, bin/gateway resolve settles it");
        }
    }

    /** Sends an OrderStatusRequest; false if it was not sent. */
    boolean askNow(StoredOrder order) {
        return sent(messages.statusRequest(order, symbolOf(order)), MsgType.ORDER_STATUS_REQUEST, order.ref());
    }

    private FixSymbol symbolOf(StoredOrder order) {
        String name = order.request().symbol();
        FixSymbol known = symbols.get(name);
        // No longer configured, but an order of it lives.
        return known != null ? known : new FixSymbol(name, name, Map.of(), Steps.ANY);
    }

    private boolean sent(Message message, String type, String ref) {
        int number = session.send(message);
        if (number > 0) {
            sent.sent(number, type, ref);
        }
        return number > 0;
    }
}
