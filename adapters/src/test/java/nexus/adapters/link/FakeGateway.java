package nexus.adapters.link;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** The gateway's socket and nothing behind it: a test reads and answers by hand, on its own thread. */
public final class FakeGateway implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 20_000;

    /** What came, from whom. */
    public static final class Received {
        private final byte[] identity;
        private final MessageFields fields = new MessageFields();

        private Received(byte[] identity, byte[] message) {
            this.identity = identity;
            String problem = fields.wrap(message);
            if (problem != null) {
                throw new AssertionError(problem);
            }
        }

        /** The sender's ZeroMQ identity in hex. */
        public String identity() {
            StringBuilder hex = new StringBuilder();
            for (byte b : identity) {
                hex.append(String.format("%02x", b));
            }
            return hex.toString();
        }

        public MessageFields fields() {
            return fields;
        }

        public String type() {
            return fields.type();
        }
    }

    private final ZMQ.Context context = ZMQ.context(1);
    private final ZMQ.Socket socket;
    private final boolean routes;
    private final int port;

    private FakeGateway(SocketType type, int port) {
        this.routes = type == SocketType.ROUTER;
        this.socket = context.socket(type);
        socket.setLinger(0);
        socket.setReceiveTimeOut(DEADLINE_MILLIS);
        socket.setSendTimeOut(DEADLINE_MILLIS);
        this.port = bind(port);
    }

    private int bind(int wanted) {
        if (wanted == 0) {
            return socket.bindToRandomPort("tcp://127.0.0.1");
        }
        Eventually.await("port " + wanted + " free again", () -> {
            try {
                return socket.bind("tcp://127.0.0.1:" + wanted);
            } catch (ZMQException e) {
                return false;
            }
        });
        return wanted;
    }

    /** The platforms' side, on a free port. */
    public static FakeGateway forPlatforms() {
        return new FakeGateway(SocketType.ROUTER, 0);
    }

    /** NEXUS' side, on a free port. */
    public static FakeGateway forNexus() {
        return new FakeGateway(SocketType.DEALER, 0);
    }

    /** Another one on the same port, once this one is closed. */
    public FakeGateway reopen() {
        return new FakeGateway(routes ? SocketType.ROUTER : SocketType.DEALER, port);
    }

    public String endpoint() {
        return "tcp://127.0.0.1:" + port;
    }

    /** The next message that is no heartbeat. */
    public Received next() {
        return next(received -> !received.type().equals(Types.HEARTBEAT), "message");
    }

    /** The next message of a type; others are thrown away. */
    public Received next(String type) {
        return next(received -> received.type().equals(type), type);
    }

    private Received next(Predicate<Received> wanted, String what) {
        long start = System.nanoTime();
        Received received = nextOfAll();
        while (!wanted.test(received)) {
            if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS)) {
                throw new AssertionError("no " + what + " within " + DEADLINE_MILLIS + " ms");
            }
            received = nextOfAll();
        }
        return received;
    }

    private Received nextOfAll() {
        byte[] identity = routes ? required(socket.recv()) : new byte[0];
        return new Received(identity, required(socket.recv()));
    }

    private static byte[] required(byte[] frame) {
        if (frame == null) {
            throw new AssertionError("no message within " + DEADLINE_MILLIS + " ms");
        }
        return frame;
    }

    /** The types of what comes until it has been quiet for so long. */
    public List<String> typesUntilQuiet(int quietMillis) {
        List<String> types = new ArrayList<>();
        socket.setReceiveTimeOut(quietMillis);
        byte[] frame;
        while ((frame = socket.recv()) != null) {
            types.add(new Received(frame, routes ? required(socket.recv()) : frame).type());
        }
        socket.setReceiveTimeOut(DEADLINE_MILLIS);
        return types;
    }

    /** Awaits REGISTER and answers it. */
    public Received takeRegistration() {
        Received register = next(Types.REGISTER);
        send(register, Types.REGISTERED, map -> map.put(Keys.HEARTBEAT_MS, 20));
        return register;
    }

    /** Answers a sender. */
    public void send(Received to, String type, Consumer<MapWriter> fields) {
        MapWriter map = new MapWriter(256).reset().beginMap().put(Keys.TYPE, type);
        fields.accept(map);
        sendRaw(to, map.endMap().toBytes());
    }

    /** Answers a sender with bytes of any kind. */
    public void sendRaw(Received to, byte[] message) {
        if (routes && !socket.sendMore(to.identity)) {
            throw new AssertionError("no such peer");
        }
        if (!socket.send(message)) {
            throw new AssertionError("not sent within " + DEADLINE_MILLIS + " ms");
        }
    }

    /** Sends a market order for 3. */
    public void sendOrder(Received to, String ref, String symbol) {
        sendOrder(to, ref, symbol, "3");
    }

    /** Sends a market order; its order_id is its ref in lower case. */
    public void sendOrder(Received to, String ref, String symbol, String quantity) {
        send(
                to,
                Types.ORDER,
                map -> map.put(Keys.REF, ref)
                        .put(Keys.ORDER_ID, ref.toLowerCase(Locale.ROOT))
                        .put(Keys.SYMBOL, symbol)
                        .put(Keys.SIDE, "BUY")
                        .put(Keys.QUANTITY, new BigDecimal(quantity)));
    }

    /** Ends the connection once the other end has all that was sent, or could have. */
    public void closeWhenSent() {
        socket.setLinger(DEADLINE_MILLIS);
        close();
    }

    @Override
    public void close() {
        socket.close();
        context.term();
    }
}
