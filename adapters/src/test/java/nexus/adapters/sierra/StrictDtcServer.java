package nexus.adapters.sierra;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nexus.adapters.link.Eventually;
import nexus.adapters.sierra.dtc.AccountMessages.HistoricalOrderFillsRequest;
import nexus.adapters.sierra.dtc.AccountMessages.PositionUpdate;
import nexus.adapters.sierra.dtc.AccountMessages.TradeAccountResponse;
import nexus.adapters.sierra.dtc.FrameReader;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
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
    private static final int AUTOMATIC_DEFINITION = 110_000_000;
    private static final int READ_MILLIS = 20;

    // How it behaves; set before the client comes.
    volatile boolean answersEncoding = true;
    volatile int encoding;
    volatile int logonResult = 1;
    volatile String logonText = "ok";
    volatile String reconnectAddress = "";
    volatile int logonResponseLength = MessageType.LOGON_RESPONSE.length();
    volatile boolean marketData = true;
    volatile boolean silent;
    volatile String positions = "";
    final List<String> accounts = new CopyOnWriteArrayList<>(List.of("Sim1"));
    final Set<String> dataRefused = new HashSet<>();
    final Map<String, Double> priceSteps = new HashMap<>(Map.of("NQH25-CME", 0.25, "GCZ3", 0.1));

    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> subscriptions = new ConcurrentHashMap<>();
    final ServerOrders orders = new ServerOrders(accounts, priceSteps, violations, this::send);
    private final int port;
    private volatile long takenNanos;
    private ServerSocket listener;
    private Socket client;
    private OutputStream out;
    private volatile boolean loggedOn;
    private boolean greeted;
    private long heartbeatNanos = TimeUnit.SECONDS.toNanos(3_600);
    private final AtomicInteger logons = new AtomicInteger();
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

    int logons() {
        return logons.get();
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

    private void take(Message message) throws IOException {
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
            case OPEN_ORDERS_REQUEST -> orders.listOrders(message);
            case HISTORICAL_ORDER_FILLS_REQUEST -> orders.listFills(message);
            case CURRENT_POSITIONS_REQUEST -> listPositions(message);
            case SECURITY_DEFINITION_FOR_SYMBOL_REQUEST -> define(message);
            case MARKET_DATA_REQUEST -> subscribe(message);
            case SUBMIT_NEW_SINGLE_ORDER -> orders.submit(message);
            case CANCEL_ORDER -> orders.cancel(message);
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
                .put(LogonResponse.TRADING_IS_SUPPORTED, orders.trading ? 1 : 0)
                .put(LogonResponse.MARKET_DATA_SUPPORTED, marketData ? 1 : 0)
                .put(LogonResponse.RESUBSCRIBE_WHEN_MARKET_DATA_FEED_AVAILABLE, 1);
        loggedOn = logonResult == 1;
        if (loggedOn) {
            logons.incrementAndGet();
        }
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
    Integer subscription(String symbol) {
        return subscriptions.get(symbol);
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
