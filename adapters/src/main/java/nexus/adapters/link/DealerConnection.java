package nexus.adapters.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.zeromq.SocketType;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;

/**
 * One DEALER socket for one attempt to connect: it never connects a second time, so nothing queued in it and no
 * identity of it outlives the connection. Used by one thread; only {@link #isHandshaken} and {@link #failure} change
 * from JeroMQ's own thread.
 */
final class DealerConnection {
    private static final int HEARTBEAT_MILLIS = 1_000;
    private static final int DEAD_AFTER_MILLIS = 3_000;
    /** Longer than the caller waits. */
    private static final int HANDSHAKE_MILLIS = 10_000;

    private static final int HIGH_WATER_MARK = 1_000;
    private static final long MAX_MESSAGE_BYTES = 1 << 20;
    /** JeroMQ cannot be told not to reconnect (-1 means at once); so far in the future that it never comes. */
    private static final int NEVER_MILLIS = 1 << 30;

    private static final int EVENTS =
            ZMQ.EVENT_HANDSHAKE_PROTOCOL | ZMQ.EVENT_DISCONNECTED | ZMQ.EVENT_CLOSED | ZMQ.EVENT_CONNECT_RETRIED;

    private final ZMQ.Socket socket;
    private final Runnable wake;
    private SelectionKey selectionKey;
    private volatile boolean handshaken;
    private volatile String failure;

    private DealerConnection(ZMQ.Socket socket, Runnable wake) {
        this.socket = socket;
        this.wake = wake;
    }

    /**
     * Begins to connect.
     *
     * @param keys for an endpoint that asks for them; else null
     * @param selector told when the socket has something to say
     * @param wake called on JeroMQ's thread after {@link #isHandshaken} or {@link #failure} changed
     * @throws IllegalArgumentException if the endpoint is no TCP endpoint
     */
    static DealerConnection open(
            ZMQ.Context context, String endpoint, LinkKeys keys, Selector selector, Runnable wake) {
        ZMQ.Socket socket = context.socket(SocketType.DEALER);
        DealerConnection connection = new DealerConnection(socket, wake);
        boolean opened = false;
        try {
            socket.setLinger(0);
            socket.setSndHWM(HIGH_WATER_MARK);
            socket.setRcvHWM(HIGH_WATER_MARK);
            socket.setMaxMsgSize(MAX_MESSAGE_BYTES);
            socket.setHeartbeatIvl(HEARTBEAT_MILLIS);
            socket.setHeartbeatTimeout(DEAD_AFTER_MILLIS);
            socket.setHeartbeatTtl(DEAD_AFTER_MILLIS);
            socket.setHandshakeIvl(HANDSHAKE_MILLIS);
            socket.setReconnectIVL(NEVER_MILLIS);
            // The reverse of libzmq's. With false JeroMQ refuses to send while there is no connection, but throws away
            // what came and was not read when it ends. Here nothing is sent before isHandshaken.
            socket.setImmediate(true);
            if (keys != null) {
                keys.applyTo(socket);
                // With CURVE JeroMQ 0.6.0 hands out a message still encrypted where it has made the other end wait.
                socket.setRcvHWM(0);
            }
            socket.setEventHook(connection::observe, EVENTS);
            socket.connect(endpoint);
            connection.selectionKey = socket.getFD().register(selector, SelectionKey.OP_READ);
            opened = true;
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!opened) {
                socket.close();
            }
        }
    }

    private void observe(ZEvent event) {
        switch (event.getEvent()) {
            case HANDSHAKE_PROTOCOL -> handshaken = true;
            case DISCONNECTED -> failure = "the gateway closed the connection or stopped answering";
            case CLOSED, CONNECT_RETRIED -> failure = "nobody listens there";
            default -> {
                return;
            }
        }
        wake.run();
    }

    /** Whether a ZeroMQ peer has greeted us. */
    boolean isHandshaken() {
        return handshaken;
    }

    /** Why the connection is over, or null while it is not. */
    String failure() {
        return failure;
    }

    /** Hands a message to the socket; false if it is not taken: no connection yet, or the high-water mark. */
    boolean send(byte[] message) {
        return socket.send(message, ZMQ.DONTWAIT);
    }

    /** The next message, or null. Further frames of one message come as messages of their own. */
    byte[] receive() {
        return socket.recv(ZMQ.DONTWAIT);
    }

    /** Drops what is unsent. */
    void close() {
        if (selectionKey != null) {
            selectionKey.cancel();
        }
        socket.close();
    }
}
