package nexus.adapters.sierra;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.adapters.link.LinkTime;
import nexus.adapters.orders.OrderStore;
import nexus.adapters.orders.StoredOrder;
import nexus.adapters.sierra.Executions.Execution;
import nexus.adapters.sierra.dtc.AccountMessages.HistoricalOrderFillResponse;
import nexus.adapters.sierra.dtc.AccountMessages.HistoricalOrderFillsRequest;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.OrderMessages.OpenOrdersRequest;
import nexus.adapters.sierra.dtc.OrderMessages.OrderUpdate;
import nexus.adapters.sierra.dtc.SessionMessages.RequestReject;

/**
 * Asks for all open orders and all executions of the last days, after each logon and whenever an order's state is
 * wanted. One round at a time; what is asked for meanwhile waits for the next.
 */
final class OrderRound {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long DAY_NANOS = TimeUnit.DAYS.toNanos(1);
    private static final int MAX_DAYS = 8;

    private final DtcSession session;
    private final OrderStore store;
    private final OrderUpdates updates;
    private final Executions executions;
    private final LinkTime time;
    private final Consumer<String> say;

    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> listed = new LinkedHashSet<>();
    private final Map<String, Integer> alike = new HashMap<>();
    private int requests;
    private int ordersRequest;
    private int fillsRequest;
    private boolean ordersDone = true;
    private boolean fillsDone = true;
    private boolean complete;
    private boolean first = true;
    private long deadlineNanos;

    OrderRound(
            DtcSession session,
            OrderStore store,
            OrderUpdates updates,
            Executions executions,
            LinkTime time,
            Consumer<String> say) {
        this.session = session;
        this.store = store;
        this.updates = updates;
        this.executions = executions;
        this.time = time;
        this.say = say;
    }

    /** A session has begun: asks for everything. */
    void begin() {
        for (StoredOrder order : store.open()) {
            wanted.add(order.ref());
        }
        start();
    }

    /** The session is over. */
    void end() {
        ordersDone = true;
        fillsDone = true;
        first = true;
        asked.clear();
    }

    /** Whether the first round of this session is over. */
    boolean isSettled() {
        return !first;
    }

    /** Wants to know where an order stands. */
    void ask(String ref) {
        wanted.add(ref);
    }

    private boolean isRunning() {
        return !ordersDone || !fillsDone;
    }

    /** Begins the next round where one is wanted, and ends one that takes too long; how much it did. */
    int pass(long nowNanos) {
        if (isRunning() && nowNanos - deadlineNanos >= 0) {
            say.accept("Sierra Chart has not listed its orders and executions within 10 s");
            complete = false;
            finish();
            return 1;
        }
        if (isRunning() || first || wanted.isEmpty()) {
            return 0;
        }
        start();
        return 1;
    }

    /** When {@link #pass} must be called at the latest. */
    long dueNanos(long nowNanos) {
        return isRunning() ? deadlineNanos : nowNanos + PATIENCE_NANOS;
    }

    private void start() {
        asked.clear();
        asked.addAll(wanted);
        wanted.clear();
        listed.clear();
        alike.clear();
        ordersDone = false;
        fillsDone = false;
        complete = true;
        deadlineNanos = time.nanos() + PATIENCE_NANOS;
        ordersRequest = ++requests;
        session.send(Message.of(MessageType.OPEN_ORDERS_REQUEST)
                .put(OpenOrdersRequest.REQUEST_ID, ordersRequest)
                .put(OpenOrdersRequest.REQUEST_ALL_ORDERS, 1));
        fillsRequest = ++requests;
        session.send(Message.of(MessageType.HISTORICAL_ORDER_FILLS_REQUEST)
                .put(HistoricalOrderFillsRequest.REQUEST_ID, fillsRequest)
                .put(HistoricalOrderFillsRequest.NUMBER_OF_DAYS, days()));
    }

    /** Back to the oldest order of which something may come. */
    private int days() {
        long now = time.epochNanos().getAsLong();
        long oldest = now;
        for (StoredOrder order : store.open()) {
            oldest = Math.min(oldest, order.receivedNanos());
        }
        return (int) Math.min(MAX_DAYS, 1 + (now - oldest) / DAY_NANOS + 1);
    }

    /** Takes any order update, of a round or not. */
    void orderUpdate(Message update) {
        boolean ours = !ordersDone && update.number(OrderUpdate.REQUEST_ID) == ordersRequest;
        if (!update.flag(OrderUpdate.NO_ORDERS)) {
            String ref = updates.take(update);
            if (ours && ref != null) {
                listed.add(ref);
            }
        }
        if (ours && isLast(update)) {
            ordersDone = true;
            finishIfDone();
        }
    }

    private static boolean isLast(Message update) {
        return update.flag(OrderUpdate.NO_ORDERS)
                || update.number(OrderUpdate.MESSAGE_NUMBER) >= update.number(OrderUpdate.TOTAL_NUM_MESSAGES);
    }

    /** Takes a past execution. */
    void fill(Message fill) {
        if (!fill.flag(HistoricalOrderFillResponse.NO_ORDER_FILLS)) {
            execution(fill);
        }
        boolean last = fill.flag(HistoricalOrderFillResponse.NO_ORDER_FILLS)
                || fill.number(HistoricalOrderFillResponse.MESSAGE_NUMBER)
                        >= fill.number(HistoricalOrderFillResponse.TOTAL_NUMBER_MESSAGES);
        if (last && !fillsDone && fill.number(HistoricalOrderFillResponse.REQUEST_ID) == fillsRequest) {
            fillsDone = true;
            finishIfDone();
        }
    }

    private void execution(Message fill) {
        BigDecimal quantity = fill.decimal(HistoricalOrderFillResponse.QUANTITY);
        BigDecimal price = fill.decimal(HistoricalOrderFillResponse.PRICE);
        String serverOrderId = fill.text(HistoricalOrderFillResponse.SERVER_ORDER_ID);
        if (quantity == null || quantity.signum() == 0 || price == null || serverOrderId.isEmpty()) {
            return;
        }
        long seconds = fill.whole(HistoricalOrderFillResponse.DATE_TIME);
        String id = fill.text(HistoricalOrderFillResponse.UNIQUE_EXECUTION_ID);
        if (id.isEmpty()) {
            String facts = seconds + "@" + price.toPlainString() + "x" + quantity.toPlainString();
            id = facts + "#" + alike.merge(serverOrderId + " " + facts, 1, Integer::sum);
        }
        executions.ofServerOrder(
                serverOrderId, new Execution(id, quantity.abs(), price, DtcTimes.ofSecondsOrMillis(seconds)));
    }

    /** Takes the refusal of a request. */
    void rejected(Message reject) {
        int request = reject.number(RequestReject.REQUEST_ID);
        boolean orders = request == ordersRequest && !ordersDone;
        boolean fills = request == fillsRequest && !fillsDone;
        if (!orders && !fills) {
            return;
        }
        say.accept("Sierra Chart does not list its " + (orders ? "orders" : "executions") + ": "
                + reject.text(RequestReject.REJECT_TEXT));
        complete = false;
        ordersDone |= orders;
        fillsDone |= fills;
        finishIfDone();
    }

    private void finishIfDone() {
        if (ordersDone && fillsDone) {
            finish();
        }
    }

    private void finish() {
        ordersDone = true;
        fillsDone = true;
        first = false;
        for (String ref : asked) {
            updates.settle(ref, listed.contains(ref), complete);
        }
        asked.clear();
    }
}
