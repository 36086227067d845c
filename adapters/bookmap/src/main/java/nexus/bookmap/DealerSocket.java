package nexus.bookmap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.zeromq.SocketType;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;

/**
 * One socket for one attempt to connect: it never connects a second time, so nothing that was queued in it is ever sent
 * later. Used by one thread; only {@link #isOpen} and {@link #failure} change from ZeroMQ's own.
 */
final class DealerSocket {
    private static final int HEARTBEAT_MILLIS = 1_000;
    private static final int DEAD_AFTER_MILLIS = 3_000;
    private static final int HANDSHAKE_MILLIS = 10_000;
    private static final int HIGH_WATER_MARK = 1_000;
    private static final long MAX_MESSAGE_BYTES = 1 << 20;
    /** JeroMQ cannot be told not to reconnect; so far in the future that it never comes. */
    private static final int NEVER_MILLIS = 1 << 30;

    private static final int EVENTS =
            ZMQ.EVENT_HANDSHAKE_PROTOCOL | ZMQ.EVENT_DISCONNECTED | ZMQ.EVENT_CLOSED | ZMQ.EVENT_CONNECT_RETRIED;

    private final ZMQ.Socket socket;
    private final Runnable wake;
    private SelectionKey selectionKey;
    private volatile boolean open;
    private volatile String failure;

    private DealerSocket(ZMQ.Socket socket, Runnable wake) {
        this.socket = socket;
        this.wake = wake;
    }

    /**
     * Begins to connect.
     *
     * @param keys or null
     * @param selector told when there is something to receive
     * @param wake called on ZeroMQ's thread when {@link #isOpen} or {@link #failure} has changed
     */
    static DealerSocket connect(
            ZMQ.Context context, String endpoint, CurveKeys keys, Selector selector, Runnable wake) {
        DealerSocket dealer = new DealerSocket(context.socket(SocketType.DEALER), wake);
        boolean connected = false;
        try {
            ZMQ.Socket socket = dealer.socket;
            socket.setLinger(0);
            socket.setSndHWM(HIGH_WATER_MARK);
            socket.setRcvHWM(HIGH_WATER_MARK);
            socket.setMaxMsgSize(MAX_MESSAGE_BYTES);
            socket.setHeartbeatIvl(HEARTBEAT_MILLIS);
            socket.setHeartbeatTimeout(DEAD_AFTER_MILLIS);
            socket.setHeartbeatTtl(DEAD_AFTER_MILLIS);
            socket.setHandshakeIvl(HANDSHAKE_MILLIS);
            socket.setReconnectIVL(NEVER_MILLIS);
            // The reverse of libzmq: false refuses to send while there is no connection, instead of queueing.
            socket.setImmediate(false);
            if (keys != null) {
                keys.applyTo(socket);
            }
            socket.setEventHook(dealer::observe, EVENTS);
            socket.connect(endpoint);
            dealer.selectionKey = socket.getFD().register(selector, SelectionKey.OP_READ);
            connected = true;
            return dealer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!connected) {
                dealer.close();
            }
        }
    }

    private void observe(ZEvent event) {
        switch (event.getEvent()) {
            case HANDSHAKE_PROTOCOL:
                open = true;
                break;
            case DISCONNECTED:
                failure = "the gateway closed the connection or stopped answering";
                break;
            case CLOSED:
            case CONNECT_RETRIED:
                failure = "nobody listens there";
                break;
            default:
                return;
        }
        wake.run();
    }

    /** Whether a ZeroMQ peer has greeted us. */
    boolean isOpen() {
        return open;
    }

    /** Why it is over, or null while it is not. */
    String failure() {
        return failure;
    }

    /** Hands a message to the socket; false if it is not taken. */
    boolean send(byte[] message) {
        return socket.send(message, ZMQ.DONTWAIT);
    }

    /** The next message, or null. */
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
