package nexus.gateway.duty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import nexus.gateway.keys.ClientKeys;
import nexus.gateway.keys.ControlToken;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** A program at the other end: a DEALER that sends maps and keeps what it gets. For one thread. */
final class TestPeer implements AutoCloseable {
    static final int DEADLINE_MILLIS = 10_000;

    private final ZMQ.Context context = ZMQ.context(1);
    private final ZMQ.Socket socket = context.socket(SocketType.DEALER);
    private byte[] token;
    private final List<byte[]> received = new ArrayList<>();

    /** @param identity null lets the gateway's socket choose one */
    TestPeer(String endpoint, String identity) {
        this(endpoint, identity, 1_000);
    }

    /** @param maxQueuedMessages how many messages may wait here unread */
    TestPeer(String endpoint, String identity, int maxQueuedMessages) {
        socket.setRcvHWM(maxQueuedMessages);
        socket.setLinger(0);
        // JeroMQ's client now and then loses a new connection's events for ever; this makes it try again.
        socket.setHandshakeIvl(500);
        socket.setSendTimeOut(DEADLINE_MILLIS);
        if (identity != null) {
            socket.setIdentity(identity.getBytes(US_ASCII));
        }
        socket.connect(endpoint);
    }

    /** Proves by CURVE who it is. */
    TestPeer(String endpoint, ClientKeys keys) {
        socket.setRcvHWM(0);
        socket.setLinger(0);
        socket.setHandshakeIvl(500);
        socket.setSendTimeOut(DEADLINE_MILLIS);
        socket.setCurveServerKey(keys.serverKey());
        socket.setCurvePublicKey(keys.own().publicKey());
        socket.setCurveSecretKey(keys.own().secretKey());
        socket.connect(endpoint);
    }

    /** Sends if the socket takes it. */
    void offer(byte[] message) {
        socket.send(message, ZMQ.DONTWAIT);
    }

    /** A message under construction: {@code type} and pairs of key and value. */
    static byte[] message(String type, Object... pairs) {
        MapWriter map = new MapWriter(256).reset().beginMap().put(Keys.TYPE, type);
        put(map, pairs);
        return map.endMap().toBytes();
    }

    private static void put(MapWriter map, Object... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            Key key = Key.of((String) pairs[i]);
            Object value = pairs[i + 1];
            if (value instanceof String text) {
                map.put(key, text);
            } else if (value instanceof Double number) {
                map.put(key, number);
            } else if (value instanceof Number number) {
                map.put(key, number.longValue());
            } else if (value instanceof Boolean flag) {
                map.put(key, flag);
            } else {
                map.beginMap(key);
                put(map, (Object[]) value);
                map.endMap();
            }
        }
    }

    static byte[] tick(String platform, String symbol, double price) {
        return message("MARKET_DATA", "platform", platform, "data", new Object[] {
            "symbol", symbol, "price", price, "volume", 1, "timestamp", 1.0
        });
    }

    static byte[] signal(String orderId, String symbol) {
        return message("SIGNAL", "symbol", symbol, "side", "BUY", "quantity", 1, "order_id", orderId);
    }

    /** From now on the control token of this data folder goes before each message. */
    TestPeer withTokenOf(Path dataFolder) {
        try {
            token = ControlToken.read(dataFolder.resolve(ControlToken.FILE_NAME))
                    .frame();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(byte[] message) {
        if (token != null) {
            socket.sendMore(token);
        }
        assertThat(socket.send(message))
                .as("sent within %d ms", DEADLINE_MILLIS)
                .isTrue();
    }

    void sendParts(byte[] first, byte[] second) {
        socket.sendMore(first);
        socket.send(second);
    }

    /** Takes messages until one of this type comes, and returns it. */
    byte[] await(String type) {
        return await(message -> type.equals(text(message, "type")), type);
    }

    /** The word that a platform is up; that others are down comes before, when NEXUS connects first. */
    byte[] awaitPlatformUp() {
        return await(
                message -> "PLATFORM_STATUS".equals(text(message, "type")) && "UP".equals(text(message, "status")),
                "PLATFORM_STATUS UP");
    }

    byte[] await(Predicate<byte[]> wanted, String what) {
        long deadline = System.nanoTime() + DEADLINE_MILLIS * 1_000_000L;
        while (System.nanoTime() < deadline) {
            byte[] message = next(50);
            if (message != null && wanted.test(message)) {
                return message;
            }
        }
        throw new AssertionError("no " + what + " within " + DEADLINE_MILLIS + " ms; got " + lines());
    }

    /** The next message, or null after so many milliseconds. */
    byte[] next(int timeoutMillis) {
        socket.setReceiveTimeOut(timeoutMillis);
        byte[] message = socket.recv();
        if (message != null) {
            received.add(message);
        }
        return message;
    }

    /** Everything that has come, in order. */
    List<byte[]> received() {
        return received;
    }

    List<String> lines() {
        return received.stream().map(TestPeer::json).toList();
    }

    static String json(byte[] message) {
        return JsonText.of(message, 0, message.length);
    }

    /** A field's text, or null if there is none. */
    static String text(byte[] message, String key) {
        MapReader reader = reader(message);
        int field = reader.find(Key.of(key));
        return field == MapReader.ABSENT ? null : reader.textValue(field);
    }

    static boolean flag(byte[] message, String key) {
        MapReader reader = reader(message);
        return reader.booleanValue(reader.find(Key.of(key)));
    }

    static long integer(byte[] message, String key) {
        MapReader reader = reader(message);
        return reader.longValue(reader.find(Key.of(key)));
    }

    private static MapReader reader(byte[] message) {
        MapReader reader = new MapReader();
        assertThat(reader.wrap(message, 0, message.length)).isNull();
        return reader;
    }

    @Override
    public void close() {
        socket.close();
        context.term();
    }
}
