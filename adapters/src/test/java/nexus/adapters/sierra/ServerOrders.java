package nexus.adapters.sierra;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import nexus.adapters.link.Eventually;
import nexus.adapters.sierra.dtc.AccountMessages.HistoricalOrderFillResponse;
import nexus.adapters.sierra.dtc.AccountMessages.HistoricalOrderFillsRequest;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.OrderMessages.CancelOrder;
import nexus.adapters.sierra.dtc.OrderMessages.OpenOrdersRequest;
import nexus.adapters.sierra.dtc.OrderMessages.OrderUpdate;
import nexus.adapters.sierra.dtc.OrderMessages.SubmitNewSingleOrder;
import nexus.adapters.sierra.dtc.SessionMessages.RequestReject;

/** The orders and executions of a {@link StrictDtcServer}; they outlive connections. Tests act through the methods. */
final class ServerOrders {
    static final int ORDER_OPEN = 4;
    static final int ORDER_FILLED = 7;
    static final int ORDER_CANCELED = 8;
    static final int ORDER_REJECTED = 9;
    static final int ORDER_PARTLY = 10;
    static final int RESTATED = 1;
    static final int ACCEPTED = 2;
    static final int UPDATED = 3;
    static final int FILLED = 4;
    static final int FILLED_PARTLY = 5;
    static final int CANCELED = 6;
    static final int REPLACED = 7;
    static final int NEW_REJECTED = 8;
    static final int CANCEL_REJECTED = 9;
    static final int REPLACE_REJECTED = 10;

    /** An order as the server has it. */
    static final class Order {
        final Message submitted;
        final String clientOrderId;
        String serverOrderId;
        String previousServerOrderId = "";
        int status = 2;
        BigDecimal quantity;
        BigDecimal filled = BigDecimal.ZERO;

        private Order(Message submitted, String serverOrderId) {
            this.submitted = submitted;
            this.clientOrderId = submitted.text(SubmitNewSingleOrder.CLIENT_ORDER_ID);
            this.serverOrderId = serverOrderId;
            this.quantity = submitted.decimal(SubmitNewSingleOrder.QUANTITY);
        }

        private boolean isOpen() {
            return status != ORDER_FILLED && status != ORDER_CANCELED && status != ORDER_REJECTED;
        }
    }

    private record Fill(Order order, String id, BigDecimal quantity, BigDecimal price, long epochMillis) {}

    // How it behaves; set before the client comes.
    volatile boolean acceptsOrders = true;
    volatile boolean fillsMarketOrders;
    volatile boolean refusesCancels;
    volatile boolean listsFilled = true;
    volatile boolean namesClientIdsInLists = true;
    volatile boolean givesExecutionIds = true;
    volatile boolean answersLists = true;
    volatile boolean refusesFills;
    volatile int orderUpdateLength = MessageType.ORDER_UPDATE.length();
    volatile boolean trading = true;

    private final List<String> accounts;
    private final Map<String, Double> priceSteps;
    private final List<String> violations;
    private final Consumer<Message> client;
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final List<Fill> fills = new ArrayList<>();
    private int lastServerOrderId = 1_000;

    /** @param client takes what it is told; may be gone */
    ServerOrders(
            List<String> accounts, Map<String, Double> priceSteps, List<String> violations, Consumer<Message> client) {
        this.accounts = accounts;
        this.priceSteps = priceSteps;
        this.violations = violations;
        this.client = client;
    }

    synchronized void submit(Message message) {
        String clientOrderId = message.text(SubmitNewSingleOrder.CLIENT_ORDER_ID);
        Order order = new Order(message, Integer.toString(++lastServerOrderId));
        String refusal = orders.containsKey(clientOrderId) || clientOrderId.isEmpty()
                ? "ClientOrderID was used before in this session"
                : !trading ? "Trading is not allowed" : whyRefused(message);
        if (refusal != null) {
            order.status = ORDER_REJECTED;
            if (refusal.startsWith("ClientOrderID") || refusal.startsWith("Trading")) {
                violations.add(refusal + ": " + clientOrderId);
            }
            tell(order, NEW_REJECTED, refusal, null);
            return;
        }
        orders.put(clientOrderId, order);
        if (acceptsOrders) {
            order.status = ORDER_OPEN;
            tell(order, ACCEPTED, "", null);
        }
        if (fillsMarketOrders && message.number(SubmitNewSingleOrder.ORDER_TYPE) == 1) {
            fill(clientOrderId, order.quantity.toPlainString(), "21050.25", true);
        }
    }

    private String whyRefused(Message order) {
        Double step = priceSteps.get(order.text(SubmitNewSingleOrder.SYMBOL));
        int type = order.number(SubmitNewSingleOrder.ORDER_TYPE);
        if (step == null) {
            return "unknown symbol";
        }
        if (!accounts.contains(order.text(SubmitNewSingleOrder.TRADE_ACCOUNT))) {
            return "unknown trade account";
        }
        int side = order.number(SubmitNewSingleOrder.BUY_SELL);
        boolean priced = isOnStep(order.decimal(SubmitNewSingleOrder.PRICE1), step, type != 1)
                && isOnStep(order.decimal(SubmitNewSingleOrder.PRICE2), step, type == 4);
        boolean complete = type >= 1
                && type <= 4
                && (side == 1 || side == 2)
                && order.decimal(SubmitNewSingleOrder.QUANTITY).signum() > 0
                && order.number(SubmitNewSingleOrder.TIME_IN_FORCE) != 0
                && order.flag(SubmitNewSingleOrder.IS_AUTOMATED_ORDER)
                && priced;
        if (!complete) {
            violations.add("order " + order.text(SubmitNewSingleOrder.CLIENT_ORDER_ID));
        }
        return null;
    }

    private static boolean isOnStep(BigDecimal price, double step, boolean wanted) {
        BigDecimal value = price == null ? BigDecimal.ZERO : price;
        return wanted
                ? value.signum() != 0
                        && value.remainder(new BigDecimal(Double.toString(step)))
                                        .signum()
                                == 0
                : value.signum() == 0;
    }

    synchronized void cancel(Message request) {
        Order order = orders.get(request.text(CancelOrder.CLIENT_ORDER_ID));
        if (order == null || !order.serverOrderId.equals(request.text(CancelOrder.SERVER_ORDER_ID))) {
            violations.add("cancel of " + request.text(CancelOrder.CLIENT_ORDER_ID) + " as "
                    + request.text(CancelOrder.SERVER_ORDER_ID));
        } else if (refusesCancels || !order.isOpen()) {
            tell(order, CANCEL_REJECTED, "cannot be canceled now", null);
        } else {
            order.status = ORDER_CANCELED;
            tell(order, CANCELED, "canceled by client", null);
        }
    }

    /** Awaits an order. */
    Order order(String clientOrderId) {
        Eventually.await("order " + clientOrderId, () -> find(clientOrderId) != null);
        return find(clientOrderId);
    }

    synchronized Order find(String clientOrderId) {
        return orders.get(clientOrderId);
    }

    synchronized int orderCount() {
        return orders.size();
    }

    /** Executes some of an order; tells the client unless it is not to know. */
    synchronized void fill(String clientOrderId, String quantity, String price, boolean tells) {
        Order order = orders.get(clientOrderId);
        Fill fill = new Fill(
                order,
                "E" + (fills.size() + 1),
                new BigDecimal(quantity),
                new BigDecimal(price),
                System.currentTimeMillis());
        fills.add(fill);
        order.filled = order.filled.add(fill.quantity);
        boolean complete = order.filled.compareTo(order.quantity) >= 0;
        order.status = complete ? ORDER_FILLED : ORDER_PARTLY;
        if (tells) {
            tell(order, complete ? FILLED : FILLED_PARTLY, "", fill);
        }
    }

    /** Executes some of any open order, if there is one. */
    synchronized void fillAny(SplittableRandom random, boolean tells) {
        List<Order> open = orders.values().stream().filter(Order::isOpen).toList();
        if (!open.isEmpty()) {
            Order order = open.get(random.nextInt(open.size()));
            fill(order.clientOrderId, "1", Integer.toString(100 + random.nextInt(9)), tells);
        }
    }

    /** All executions, as the gateway is to hear of them: quantity and price by their ids. */
    synchronized Map<String, String> executions() {
        Map<String, String> all = new HashMap<>();
        fills.forEach(fill -> all.put(
                fill.order.clientOrderId + "/" + fill.id,
                fill.quantity.toPlainString() + "@" + fill.price.toPlainString()));
        return all;
    }

    /** Changes an order and tells the client. */
    synchronized void update(String clientOrderId, int status, int reason, String text) {
        Order order = orders.get(clientOrderId);
        order.status = status;
        tell(order, reason, text, null);
    }

    /** Changes an order and tells nobody. */
    synchronized void become(String clientOrderId, int status) {
        orders.get(clientOrderId).status = status;
    }

    /** Gives an order a new name and quantity, as when it is changed by hand. */
    synchronized void replace(String clientOrderId, String quantity) {
        Order order = orders.get(clientOrderId);
        order.previousServerOrderId = order.serverOrderId;
        order.serverOrderId = Integer.toString(++lastServerOrderId);
        order.quantity = new BigDecimal(quantity);
        tell(order, REPLACED, "", null);
    }

    /** Forgets an order, as if it had never come. */
    synchronized void forget(String clientOrderId) {
        orders.remove(clientOrderId);
    }

    private void tell(Order order, int reason, String text, Fill fill) {
        client.accept(StrictDtcServer.cut(update(order, reason, text, fill), orderUpdateLength));
    }

    /** Only some reasons bring the client's id. */
    private Message update(Order order, int reason, String text, Fill fill) {
        boolean named = reason == ACCEPTED || reason >= CANCELED || (reason == RESTATED && namesClientIdsInLists);
        Message update = Message.of(MessageType.ORDER_UPDATE)
                .put(OrderUpdate.TOTAL_NUM_MESSAGES, 1)
                .put(OrderUpdate.MESSAGE_NUMBER, 1)
                .put(OrderUpdate.SYMBOL, order.submitted.text(SubmitNewSingleOrder.SYMBOL))
                .put(OrderUpdate.SERVER_ORDER_ID, order.serverOrderId)
                .put(OrderUpdate.PREVIOUS_SERVER_ORDER_ID, order.previousServerOrderId)
                .put(OrderUpdate.CLIENT_ORDER_ID, named ? order.clientOrderId : "")
                .put(OrderUpdate.ORDER_STATUS, order.status)
                .put(OrderUpdate.ORDER_UPDATE_REASON, reason)
                .put(OrderUpdate.PRICE1, Double.MAX_VALUE)
                .put(OrderUpdate.PRICE2, Double.MAX_VALUE)
                .put(OrderUpdate.ORDER_QUANTITY, order.quantity.doubleValue())
                .put(OrderUpdate.FILLED_QUANTITY, order.filled.doubleValue())
                .put(OrderUpdate.AVERAGE_FILL_PRICE, Double.MAX_VALUE)
                .put(OrderUpdate.LAST_FILL_PRICE, Double.MAX_VALUE)
                .put(OrderUpdate.LAST_FILL_QUANTITY, Double.MAX_VALUE)
                .put(OrderUpdate.TRADE_ACCOUNT, order.submitted.text(SubmitNewSingleOrder.TRADE_ACCOUNT))
                .put(OrderUpdate.INFO_TEXT, text);
        if (fill != null) {
            update.put(OrderUpdate.LAST_FILL_PRICE, fill.price.doubleValue())
                    .put(OrderUpdate.LAST_FILL_QUANTITY, fill.quantity.doubleValue())
                    .put(OrderUpdate.LAST_FILL_DATE_TIME, fill.epochMillis)
                    .put(OrderUpdate.LAST_FILL_EXECUTION_ID, givesExecutionIds ? fill.id : "");
        }
        return update;
    }

    synchronized void listOrders(Message request) {
        if (!answersLists) {
            return;
        }
        int id = request.number(OpenOrdersRequest.REQUEST_ID);
        List<Order> listed = orders.values().stream()
                .filter(o -> o.isOpen() || (listsFilled && o.status == ORDER_FILLED))
                .toList();
        for (int i = 0; i < listed.size(); i++) {
            Order order = listed.get(i);
            Fill last = fills.stream()
                    .filter(f -> f.order == order)
                    .reduce((a, b) -> b)
                    .orElse(null);
            client.accept(StrictDtcServer.cut(
                    update(order, RESTATED, "", last)
                            .put(OrderUpdate.REQUEST_ID, id)
                            .put(OrderUpdate.TOTAL_NUM_MESSAGES, listed.size())
                            .put(OrderUpdate.MESSAGE_NUMBER, i + 1),
                    orderUpdateLength));
        }
        if (listed.isEmpty()) {
            client.accept(Message.of(MessageType.ORDER_UPDATE)
                    .put(OrderUpdate.REQUEST_ID, id)
                    .put(OrderUpdate.TOTAL_NUM_MESSAGES, 1)
                    .put(OrderUpdate.MESSAGE_NUMBER, 1)
                    .put(OrderUpdate.ORDER_UPDATE_REASON, RESTATED)
                    .put(OrderUpdate.NO_ORDERS, 1));
        }
    }

    synchronized void listFills(Message request) {
        int id = request.number(HistoricalOrderFillsRequest.REQUEST_ID);
        if (refusesFills) {
            client.accept(Message.of(MessageType.HISTORICAL_ORDER_FILLS_REJECT)
                    .put(RequestReject.REQUEST_ID, id)
                    .put(RequestReject.REJECT_TEXT, "not supported"));
            return;
        }
        if (!answersLists) {
            return;
        }
        for (int i = 0; i < fills.size(); i++) {
            Fill fill = fills.get(i);
            client.accept(Message.of(MessageType.HISTORICAL_ORDER_FILL_RESPONSE)
                    .put(HistoricalOrderFillResponse.REQUEST_ID, id)
                    .put(HistoricalOrderFillResponse.TOTAL_NUMBER_MESSAGES, fills.size())
                    .put(HistoricalOrderFillResponse.MESSAGE_NUMBER, i + 1)
                    .put(HistoricalOrderFillResponse.SERVER_ORDER_ID, fill.order.serverOrderId)
                    .put(HistoricalOrderFillResponse.PRICE, fill.price.doubleValue())
                    .put(HistoricalOrderFillResponse.QUANTITY, fill.quantity.doubleValue())
                    .put(HistoricalOrderFillResponse.DATE_TIME, fill.epochMillis / 1_000)
                    .put(HistoricalOrderFillResponse.UNIQUE_EXECUTION_ID, givesExecutionIds ? fill.id : ""));
        }
        if (fills.isEmpty()) {
            client.accept(Message.of(MessageType.HISTORICAL_ORDER_FILL_RESPONSE)
                    .put(HistoricalOrderFillResponse.REQUEST_ID, id)
                    .put(HistoricalOrderFillResponse.TOTAL_NUMBER_MESSAGES, 1)
                    .put(HistoricalOrderFillResponse.MESSAGE_NUMBER, 1)
                    .put(HistoricalOrderFillResponse.NO_ORDER_FILLS, 1));
        }
    }
}
