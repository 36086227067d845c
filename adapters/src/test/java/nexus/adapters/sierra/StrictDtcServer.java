package nexus.adapters.sierra;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.Eventually;
import nexus.adapters.sierra.dtc.AccountMessages.HistoricalOrderFillResponse;
import nexus.adapters.sierra.dtc.AccountMessages.HistoricalOrderFillsRequest;
import nexus.adapters.sierra.dtc.AccountMessages.PositionUpdate;
import nexus.adapters.sierra.dtc.AccountMessages.TradeAccountResponse;
import nexus.adapters.sierra.dtc.FrameReader;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.OrderMessages.CancelOrder;
import nexus.adapters.sierra.dtc.OrderMessages.OpenOrdersRequest;
import nexus.adapters.sierra.dtc.OrderMessages.OrderUpdate;
import nexus.adapters.sierra.dtc.OrderMessages.SubmitNewSingleOrder;
import nexus.adapters.sierra.dtc.SessionMessages.Encoding;
import nexus.adapters.sierra.dtc.SessionMessages.Heartbeat;
import nexus.adapters.sierra.dtc.SessionMessages.LogonRequest;
import nexus.adapters.sierra.dtc.SessionMessages.LogonResponse;
import nexus.adapters.sierra.dtc.SessionMessages.RequestReject;
import nexus.adapters.sierra.dtc.SymbolMessages.MarketDataReject;
import nexus.adapters.sierra.dtc.SymbolMessages.MarketDataRequest;
import nexus.adapters.sierra.dtc.SymbolMessages.MarketDataSnapshot;
import nexus.adapters.sierra.dtc.SymbolMessages.SecurityDefinition;
import nexus.adapters.sierra.dtc.SymbolMessages.SecurityDefinitionRequest;

/**
 * A DTC server by the book, with the awkward habits of Sierra Chart's, for one client at a time. Its orders and executions
 * outlive connections. What a client does wrong is kept in {@link #violations}; tests act through the methods, from any
 * thread.
 */
final class StrictDtcServer implements AutoCloseable {
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
    private static final int AUTOMATIC_DEFINITION = 110_000_000;
    private static final int READ_MILLIS = 20;

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
    volatile boolean answersEncoding = true;
    volatile int encoding;
    volatile int logonResult = 1;
    volatile String logonText = "ok";
    volatile String reconnectAddress = "";
    volatile int logonResponseLength = MessageType.LOGON_RESPONSE.length();
    volatile boolean trading = true;
    volatile boolean marketData = true;
    volatile boolean silent;
    volatile boolean acceptsOrders = true;
    volatile boolean fillsMarketOrders;
    volatile boolean refusesCancels;
    volatile boolean listsFilled = true;
    volatile boolean namesClientIdsInLists = true;
    volatile boolean givesExecutionIds = true;
    volatile boolean answersLists = true;
    volatile boolean refusesFills;
    volatile int orderUpdateLength = MessageType.ORDER_UPDATE.length();
    volatile String positions = "";
    final List<String> accounts = new CopyOnWriteArrayList<>(List.of("Sim1"));
    final Set<String> dataRefused = new HashSet<>();
    final Map<String, Double> priceSteps = new HashMap<>(Map.of("NQH25-CME", 0.25, "GCZ3", 0.1));

    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final List<Fill> fills = new ArrayList<>();
    private final Map<String, Integer> subscriptions = new HashMap<>();
    private final int port;
    private volatile long takenNanos;
    private ServerSocket listener;
    private Socket client;
    private OutputStream out;
    private boolean loggedOn;
    private boolean greeted;
    private long heartbeatNanos = TimeUnit.SECONDS.toNanos(3_600);
    private int lastServerOrderId = 1_000;
    private int logons;
    /** Why the last message could not be sent; a client may go at any time. */
    private String sendFailure;

    StrictDtcServer() throws IOException {
        this(0);
    }

    /** @param wanted the port, 0 for any that is free */
    StrictDtcServer(int wanted) throws IOException {
        listener = new ServerSocket(wanted, 10, InetAddress.getLoopbackAddress());
        port = listener.getLocalPort();
        serve();
    }

    int port() {
        return port;
    }

    List<String> violations() {
        return violations;
    }

    synchronized String sendFailure() {
        return sendFailure;
    }

    /** When the last message was taken, by the monotonic clock. */
    long takenNanos() {
        return takenNanos;
    }

    synchronized int logons() {
        return logons;
    }

    List<Message> received(MessageType type) {
        return received.stream().filter(message -> message.type() == type).toList();
    }

    /** Ends the connection without a word. */
    synchronized void drop() throws IOException {
        if (client != null) {
            client.close();
        }
    }

    /** Is gone: nobody can connect. */
    synchronized void down() throws IOException {
        listener.close();
        drop();
    }

    /** Is there again, with all its orders. */
    void up() {
        Eventually.await("port " + port + " free again", () -> {
            try {
                listener = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
                return true;
            } catch (IOException e) {
                return false;
            }
        });
        serve();
    }

    private void serve() {
        ServerSocket at = listener;
        Thread thread = new Thread(() -> acceptFrom(at), "dtc-server-" + port);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptFrom(ServerSocket at) {
        while (!at.isClosed()) {
            try (Socket socket = at.accept()) {
                converse(socket);
            } catch (IOException e) {
                if (!at.isClosed() && !"Socket closed".equals(e.getMessage()) && !isReset(e)) {
                    violations.add(e.toString());
                }
            }
        }
    }

    private static boolean isReset(IOException e) {
        return String.valueOf(e.getMessage()).contains("reset")
                || String.valueOf(e.getMessage()).contains("Broken pipe");
    }

    private void converse(Socket socket) throws IOException {
        synchronized (this) {
            client = socket;
            out = socket.getOutputStream();
            loggedOn = false;
            greeted = false;
            subscriptions.clear();
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_MILLIS);
        FrameReader frames = new FrameReader();
        long heard = System.nanoTime();
        long spoke = heard;
        while (!socket.isClosed()) {
            ByteBuffer space = frames.space();
            try {
                int count = socket.getInputStream()
                        .read(space.array(), space.arrayOffset() + space.position(), space.remaining());
                if (count < 0) {
                    break;
                }
                heard = System.nanoTime();
                frames.added(count, message -> take(Message.read(message.toBytes())));
            } catch (SocketTimeoutException e) {
                synchronized (this) {
                    if (loggedOn && System.nanoTime() - heard > 2 * heartbeatNanos) {
                        violations.add("no heartbeat from the client");
                        break;
                    }
                }
            }
            if (loggedOn && !silent && System.nanoTime() - spoke > heartbeatNanos) {
                spoke = System.nanoTime();
                send(Message.of(MessageType.HEARTBEAT).put(Heartbeat.CURRENT_DATE_TIME, 1));
            }
        }
        synchronized (this) {
            loggedOn = false;
        }
    }

    /** Sends a message if there is a client. */
    synchronized void send(Message message) {
        if (client == null || client.isClosed()) {
            return;
        }
        try {
            out.write(message.toBytes());
            out.flush();
        } catch (IOException e) {
            sendFailure = e.toString();
        }
    }

    private synchronized void take(Message message) throws IOException {
        takenNanos = System.nanoTime();
        received.add(message);
        check(message);
        MessageType type = message.type();
        if (type == null) {
            return;
        }
        switch (type) {
            case ENCODING_REQUEST -> {
                greeted = true;
                if (answersEncoding) {
                    send(Message.of(MessageType.ENCODING_RESPONSE)
                            .put(Encoding.PROTOCOL_VERSION, 8)
                            .put(Encoding.ENCODING, encoding)
                            .put(Encoding.PROTOCOL_TYPE, "DTC"));
                }
            }
            case LOGON_REQUEST -> logOn(message);
            case HEARTBEAT -> {}
            case LOGOFF -> client.close();
            case TRADE_ACCOUNTS_REQUEST -> tellAccounts();
            case OPEN_ORDERS_REQUEST -> listOrders(message);
            case HISTORICAL_ORDER_FILLS_REQUEST -> listFills(message);
            case CURRENT_POSITIONS_REQUEST -> listPositions(message);
            case SECURITY_DEFINITION_FOR_SYMBOL_REQUEST -> define(message);
            case MARKET_DATA_REQUEST -> subscribe(message);
            case SUBMIT_NEW_SINGLE_ORDER -> submit(message);
            case CANCEL_ORDER -> cancel(message);
            default -> violations.add("a client does not send " + message);
        }
    }

    private void check(Message message) {
        MessageType type = message.type();
        boolean lengthFits = type != null
                && (message.length() == type.length()
                        || (type == MessageType.SUBMIT_NEW_SINGLE_ORDER && message.length() == 304));
        boolean mayCome =
                loggedOn || type == MessageType.LOGON_REQUEST || (type == MessageType.ENCODING_REQUEST && !greeted);
        if (!lengthFits || !mayCome) {
            violations.add((lengthFits ? "out of turn: " : "length: ") + message);
        }
    }

    private void logOn(Message logon) {
        if (logon.number(LogonRequest.PROTOCOL_VERSION) != 8
                || logon.number(LogonRequest.HEARTBEAT_INTERVAL_IN_SECONDS) < 1
                || loggedOn) {
            violations.add("logon");
        }
        heartbeatNanos = TimeUnit.SECONDS.toNanos(logon.number(LogonRequest.HEARTBEAT_INTERVAL_IN_SECONDS));
        Message response = Message.of(MessageType.LOGON_RESPONSE, Math.max(256, logonResponseLength))
                .put(LogonResponse.PROTOCOL_VERSION, 8)
                .put(LogonResponse.RESULT, logonResult)
                .put(LogonResponse.RESULT_TEXT, logonText)
                .put(LogonResponse.RECONNECT_ADDRESS, reconnectAddress)
                .put(LogonResponse.SERVER_NAME, "Strict")
                .put(LogonResponse.TRADING_IS_SUPPORTED, trading ? 1 : 0)
                .put(LogonResponse.MARKET_DATA_SUPPORTED, marketData ? 1 : 0)
                .put(LogonResponse.RESUBSCRIBE_WHEN_MARKET_DATA_FEED_AVAILABLE, 1);
        loggedOn = logonResult == 1;
        logons += loggedOn ? 1 : 0;
        send(cut(response, logonResponseLength));
    }

    /** The same message in a shorter revision. */
    static Message cut(Message message, int length) {
        if (length >= message.length()) {
            return message;
        }
        byte[] bytes = java.util.Arrays.copyOf(message.toBytes(), length);
        bytes[0] = (byte) length;
        bytes[1] = (byte) (length >> 8);
        return Message.read(bytes);
    }

    private void tellAccounts() {
        for (int i = 0; i < accounts.size(); i++) {
            send(Message.of(MessageType.TRADE_ACCOUNT_RESPONSE)
                    .put(TradeAccountResponse.TOTAL_NUMBER_MESSAGES, accounts.size())
                    .put(TradeAccountResponse.MESSAGE_NUMBER, i + 1)
                    .put(TradeAccountResponse.TRADE_ACCOUNT, accounts.get(i)));
        }
    }

    private void define(Message request) {
        String symbol = request.text(SecurityDefinitionRequest.SYMBOL);
        int id = request.number(SecurityDefinitionRequest.REQUEST_ID);
        Double step = priceSteps.get(symbol);
        send(
                step == null
                        ? Message.of(MessageType.SECURITY_DEFINITION_REJECT)
                                .put(RequestReject.REQUEST_ID, id)
                                .put(RequestReject.REJECT_TEXT, "Symbol not found")
                        : definition(id, symbol, step));
    }

    private static Message definition(int id, String symbol, double step) {
        return Message.of(MessageType.SECURITY_DEFINITION_RESPONSE)
                .put(SecurityDefinition.REQUEST_ID, id)
                .put(SecurityDefinition.SYMBOL, symbol)
                .put(SecurityDefinition.MIN_PRICE_INCREMENT, step)
                .put(SecurityDefinition.IS_FINAL_MESSAGE, 1);
    }

    private void subscribe(Message request) {
        String symbol = request.text(MarketDataRequest.SYMBOL);
        int id = request.number(MarketDataRequest.SYMBOL_ID);
        Integer before = subscriptions.get(symbol);
        String refusal = !priceSteps.containsKey(symbol)
                ? "unknown symbol"
                : dataRefused.contains(symbol)
                        ? "Real-time data for this exchange is not provided through the DTC server"
                        : before != null && before != id ? "already subscribed under another SymbolID" : null;
        if (refusal != null) {
            send(Message.of(MessageType.MARKET_DATA_REJECT)
                    .put(MarketDataReject.SYMBOL_ID, id)
                    .put(MarketDataReject.REJECT_TEXT, refusal));
            return;
        }
        subscriptions.put(symbol, id);
        send(Message.of(MessageType.MARKET_DATA_SNAPSHOT)
                .put(MarketDataSnapshot.SYMBOL_ID, id)
                .put(MarketDataSnapshot.BID_PRICE, Double.MAX_VALUE)
                .put(MarketDataSnapshot.ASK_PRICE, Double.MAX_VALUE));
        // One that nobody asked for.
        send(definition(AUTOMATIC_DEFINITION, symbol, priceSteps.get(symbol)));
    }

    /** The id under which a symbol is subscribed, or null. */
    synchronized Integer subscription(String symbol) {
        return subscriptions.get(symbol);
    }

    private void submit(Message message) {
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

    private void cancel(Message request) {
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
        send(cut(update(order, reason, text, fill), orderUpdateLength));
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

    private void listOrders(Message request) {
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
            send(cut(
                    update(order, RESTATED, "", last)
                            .put(OrderUpdate.REQUEST_ID, id)
                            .put(OrderUpdate.TOTAL_NUM_MESSAGES, listed.size())
                            .put(OrderUpdate.MESSAGE_NUMBER, i + 1),
                    orderUpdateLength));
        }
        if (listed.isEmpty()) {
            send(Message.of(MessageType.ORDER_UPDATE)
                    .put(OrderUpdate.REQUEST_ID, id)
                    .put(OrderUpdate.TOTAL_NUM_MESSAGES, 1)
                    .put(OrderUpdate.MESSAGE_NUMBER, 1)
                    .put(OrderUpdate.ORDER_UPDATE_REASON, RESTATED)
                    .put(OrderUpdate.NO_ORDERS, 1));
        }
    }

    private void listFills(Message request) {
        int id = request.number(HistoricalOrderFillsRequest.REQUEST_ID);
        if (refusesFills) {
            send(Message.of(MessageType.HISTORICAL_ORDER_FILLS_REJECT)
                    .put(RequestReject.REQUEST_ID, id)
                    .put(RequestReject.REJECT_TEXT, "not supported"));
            return;
        }
        if (!answersLists) {
            return;
        }
        for (int i = 0; i < fills.size(); i++) {
            Fill fill = fills.get(i);
            send(Message.of(MessageType.HISTORICAL_ORDER_FILL_RESPONSE)
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
            send(Message.of(MessageType.HISTORICAL_ORDER_FILL_RESPONSE)
                    .put(HistoricalOrderFillResponse.REQUEST_ID, id)
                    .put(HistoricalOrderFillResponse.TOTAL_NUMBER_MESSAGES, 1)
                    .put(HistoricalOrderFillResponse.MESSAGE_NUMBER, 1)
                    .put(HistoricalOrderFillResponse.NO_ORDER_FILLS, 1));
        }
    }

    private void listPositions(Message request) {
        int id = request.number(HistoricalOrderFillsRequest.REQUEST_ID);
        Message position = Message.of(MessageType.POSITION_UPDATE)
                .put(PositionUpdate.REQUEST_ID, id)
                .put(PositionUpdate.TOTAL_NUMBER_MESSAGES, 1)
                .put(PositionUpdate.MESSAGE_NUMBER, 1);
        send(positions.isEmpty() ? position.put(PositionUpdate.NO_POSITIONS, 1) : held(position, positions));
    }

    /** Tells a position, as it does after each execution: "symbol quantity". */
    void tellPosition(String what) {
        send(held(Message.of(MessageType.POSITION_UPDATE), what).put(PositionUpdate.UNSOLICITED, 1));
    }

    private static Message held(Message position, String what) {
        String[] words = what.split(" ", -1);
        return position.put(PositionUpdate.SYMBOL, words[0])
                .put(PositionUpdate.QUANTITY, Double.parseDouble(words[1]))
                .put(PositionUpdate.AVERAGE_PRICE, 100)
                .put(PositionUpdate.TRADE_ACCOUNT, "Sim1");
    }

    @Override
    public void close() throws IOException {
        down();
    }
}
