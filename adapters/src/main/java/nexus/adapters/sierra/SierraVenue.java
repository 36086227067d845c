package nexus.adapters.sierra;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.Side;
import nexus.adapters.link.TimeInForce;
import nexus.adapters.orders.Steps;
import nexus.adapters.orders.StoredOrder;
import nexus.adapters.orders.Venue;
import nexus.adapters.orders.VenueException;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.OrderMessages.CancelOrder;
import nexus.adapters.sierra.dtc.OrderMessages.SubmitNewSingleOrder;

/**
 * Orders on their way to the server. An order's ClientOrderID is its ref: unique for ever, so the server never sees one
 * again.
 */
final class SierraVenue implements Venue {
    private static final int BUY = 1;
    private static final int SELL = 2;

    private final DtcSession session;
    private final SymbolTable symbols;
    private final TradeAccounts accounts;
    private final LongSupplier monotonicNanos;
    private final Supplier<String> whyUnsettled;
    private final Consumer<String> askFor;
    private final Set<String> cancelWhenNamed = new HashSet<>();
    private boolean tradingSupported;

    /**
     * @param whyUnsettled why orders must wait though the server is there, or null
     * @param askFor takes the ref of an order of which the state is wanted
     */
    SierraVenue(
            DtcSession session,
            SymbolTable symbols,
            TradeAccounts accounts,
            LongSupplier monotonicNanos,
            Supplier<String> whyUnsettled,
            Consumer<String> askFor) {
        this.session = session;
        this.symbols = symbols;
        this.accounts = accounts;
        this.monotonicNanos = monotonicNanos;
        this.whyUnsettled = whyUnsettled;
        this.askFor = askFor;
    }

    /** What the server says of itself. */
    void tradingIs(boolean supported) {
        tradingSupported = supported;
    }

    @Override
    public String whyClosed() {
        if (session.whyDown() != null) {
            return session.whyDown();
        }
        if (!tradingSupported) {
            return "Sierra Chart does not take orders over DTC: turn on Allow Trading in Global Settings > Sierra Chart"
                    + " Server Settings > DTC Protocol Server";
        }
        if (accounts.problem() != null) {
            return accounts.problem();
        }
        String unsettled = whyUnsettled.get();
        return unsettled == null ? session.whyDoubtful(monotonicNanos.getAsLong()) : unsettled;
    }

    @Override
    public Steps steps(String symbol) {
        SymbolTable.Entry entry = symbols.named(symbol);
        return entry == null ? null : entry.steps();
    }

    @Override
    public void send(OrderRequest order) throws VenueException {
        SymbolTable.Entry entry = symbols.named(order.symbol());
        if (entry.problem() != null) {
            throw new VenueException(entry.problem());
        }
        Message submit = Message.of(MessageType.SUBMIT_NEW_SINGLE_ORDER)
                .put(SubmitNewSingleOrder.SYMBOL, entry.symbol().sierraName())
                .put(SubmitNewSingleOrder.EXCHANGE, entry.symbol().exchange())
                .put(SubmitNewSingleOrder.TRADE_ACCOUNT, accounts.name())
                .put(SubmitNewSingleOrder.ORDER_TYPE, orderType(order))
                .put(SubmitNewSingleOrder.BUY_SELL, order.side() == Side.BUY ? BUY : SELL)
                .put(SubmitNewSingleOrder.QUANTITY, order.quantity().doubleValue())
                .put(SubmitNewSingleOrder.TIME_IN_FORCE, timeInForce(order.timeInForce()))
                .put(SubmitNewSingleOrder.IS_AUTOMATED_ORDER, 1)
                .put(SubmitNewSingleOrder.FREE_FORM_TEXT, "nexus");
        try {
            submit.put(SubmitNewSingleOrder.CLIENT_ORDER_ID, order.ref());
        } catch (IllegalArgumentException e) {
            throw new VenueException("the order's id is longer than Sierra Chart takes: " + e.getMessage(), e);
        }
        // A stop-limit's first price is its stop.
        if (order.type().hasStop()) {
            submit.put(SubmitNewSingleOrder.PRICE1, order.stopPrice().doubleValue());
        }
        if (order.type().hasLimit()) {
            submit.put(
                    order.type().hasStop() ? SubmitNewSingleOrder.PRICE2 : SubmitNewSingleOrder.PRICE1,
                    order.limitPrice().doubleValue());
        }
        session.send(submit);
    }

    private static int orderType(OrderRequest order) {
        return switch (order.type()) {
            case MARKET -> 1;
            case LIMIT -> 2;
            case STOP -> 3;
            case STOP_LIMIT -> 4;
        };
    }

    private static int timeInForce(TimeInForce timeInForce) {
        return switch (timeInForce == null ? TimeInForce.DAY : timeInForce) {
            case DAY -> 1;
            case GTC -> 2;
            case IOC -> 4;
            case FOK -> 6;
        };
    }

    @Override
    public void cancel(StoredOrder order) {
        if (order.platformId() == null) {
            // The server wants its own id, which comes with its first word about the order.
            cancelWhenNamed.add(order.ref());
            return;
        }
        cancelWhenNamed.remove(order.ref());
        session.send(Message.of(MessageType.CANCEL_ORDER)
                .put(CancelOrder.SERVER_ORDER_ID, order.platformId())
                .put(CancelOrder.CLIENT_ORDER_ID, order.ref())
                .put(CancelOrder.TRADE_ACCOUNT, accounts.name()));
    }

    /** The server has named an order: it can be canceled now, if that was wanted. */
    void named(StoredOrder order) {
        if (cancelWhenNamed.contains(order.ref()) && order.isOpen()) {
            cancel(order);
        }
    }

    @Override
    public void ask(StoredOrder order) {
        askFor.accept(order.ref());
    }
}
