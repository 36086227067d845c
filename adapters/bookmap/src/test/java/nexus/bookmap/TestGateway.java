package nexus.bookmap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** The gateway's socket for platforms and nothing behind it: a test reads and answers by hand, on its own thread. */
final class TestGateway implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 10_000;

    private final ZMQ.Context context = ZMQ.context(1);
    private final ZMQ.Socket socket = context.socket(SocketType.ROUTER);
    private final int port;
    private byte[] peer;

    /** A message. */
    static final class Message {
        private final Map<Value, Value> fields;

        private Message(Map<Value, Value> fields) {
            this.fields = fields;
        }

        private Value value(String key) {
            return fields.get(ValueFactory.newString(key));
        }

        /** A string, or null. */
        String text(String key) {
            return value(key) == null ? null : value(key).asStringValue().asString();
        }

        /** A number; NaN if there is none. */
        double number(String key) {
            return value(key) == null ? Double.NaN : value(key).asNumberValue().toDouble();
        }

        /** A map inside. */
        Message map(String key) {
            return new Message(value(key).asMapValue().map());
        }

        String type() {
            return text("type");
        }

        /** Whether it has a field of that name. */
        boolean has(String key) {
            return value(key) != null;
        }

        @Override
        public String toString() {
            return fields.toString();
        }
    }

    private TestGateway(int wanted) {
        socket.setLinger(0);
        socket.setReceiveTimeOut(DEADLINE_MILLIS);
        socket.setSendTimeOut(DEADLINE_MILLIS);
        socket.setRouterMandatory(true);
        socket.setRcvHWM(0);
        if (wanted == 0) {
            port = socket.bindToRandomPort("tcp://127.0.0.1");
        } else {
            port = wanted;
            Eventually.await("port " + wanted + " free again", () -> {
                try {
                    return socket.bind("tcp://127.0.0.1:" + wanted);
                } catch (ZMQException e) {
                    return false;
                }
            });
        }
    }

    static TestGateway open() {
        return new TestGateway(0);
    }

    /** Another one on the same port, once this one is closed. */
    TestGateway reopen() {
        return new TestGateway(port);
    }

    String endpoint() {
        return "tcp://127.0.0.1:" + port;
    }

    /** The next message that is no heartbeat. */
    Message next() {
        return next(message -> !message.type().equals("HEARTBEAT"));
    }

    /** The next message of a type; others are thrown away. */
    Message next(String type) {
        return next(message -> message.type().equals(type));
    }

    private Message next(Predicate<Message> wanted) {
        long start = System.nanoTime();
        Message message = receive();
        while (!wanted.test(message)) {
            if (System.nanoTime() - start > DEADLINE_MILLIS * 1_000_000L) {
                throw new AssertionError("not within " + DEADLINE_MILLIS + " ms");
            }
            message = receive();
        }
        return message;
    }

    private Message receive() {
        peer = required(socket.recv());
        return parse(required(socket.recv()));
    }

    private static byte[] required(byte[] frame) {
        if (frame == null) {
            throw new AssertionError("no message within " + DEADLINE_MILLIS + " ms");
        }
        return frame;
    }

    private static Message parse(byte[] bytes) {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            Message message = new Message(unpacker.unpackValue().asMapValue().map());
            if (unpacker.hasNext()) {
                throw new AssertionError("trailing bytes after " + message);
            }
            return message;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes until it has been quiet for so long, but heartbeats. */
    List<Message> untilQuiet(int quietMillis) {
        List<Message> messages = new ArrayList<>();
        long lastNanos = System.nanoTime();
        socket.setReceiveTimeOut(1);
        while (System.nanoTime() - lastNanos < quietMillis * 1_000_000L) {
            byte[] identity = socket.recv();
            if (identity != null) {
                Message message = parse(socket.recv());
                if (!message.type().equals("HEARTBEAT")) {
                    messages.add(message);
                    lastNanos = System.nanoTime();
                }
            }
        }
        socket.setReceiveTimeOut(DEADLINE_MILLIS);
        return messages;
    }

    /** Awaits REGISTER and answers it. */
    Message takeRegistration() {
        Message register = next("REGISTER");
        send("REGISTERED", "heartbeat_ms", 20);
        return register;
    }

    /** Sends an order: {@code key, value} pairs come after what each order has. */
    void order(String ref, String symbol, String side, double quantity, Object... more) {
        List<Object> fields = new ArrayList<>(
                List.of("ref", ref, "order_id", "id-" + ref, "symbol", symbol, "side", side, "quantity", quantity));
        fields.addAll(List.of(more));
        send("ORDER", fields.toArray());
    }

    /** Sends a message of a type with {@code key, value} pairs to who spoke last. */
    void send(String type, Object... fields) {
        ValueFactory.MapBuilder map = ValueFactory.newMapBuilder();
        map.put(ValueFactory.newString("type"), ValueFactory.newString(type));
        for (int i = 0; i < fields.length; i += 2) {
            map.put(ValueFactory.newString((String) fields[i]), toValue(fields[i + 1]));
        }
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packValue(map.build());
            sendRaw(packer.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Value toValue(Object field) {
        return field instanceof String text
                ? ValueFactory.newString(text)
                : field instanceof Integer whole
                        ? ValueFactory.newInteger(whole)
                        : ValueFactory.newFloat(((Number) field).doubleValue());
    }

    /** Sends bytes of any kind to who spoke last. */
    void sendRaw(byte[] message) {
        if (!socket.sendMore(peer) || !socket.send(message)) {
            throw new AssertionError("not sent");
        }
    }

    @Override
    public void close() {
        socket.close();
        context.term();
    }
}
