package nexus.gateway.bench;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;
import zmq.SocketBase;

/**
 * One program at the other end of a server, as light as can be: a connected DEALER. For one thread. With an I/O thread
 * of its own, as if it were a process of its own.
 */
final class BenchPeer implements AutoCloseable {
    /** More than is ever under way. */
    private static final int MAX_QUEUED_MESSAGES = 200_000;
    /** JeroMQ 0.6.0 now and then forgets a new connection and never greets; this makes it try again. */
    private static final int HANDSHAKE_MILLIS = 300;

    private final ZMQ.Context context = ZMQ.context(1);
    private final ZMQ.Socket socket;
    private final SocketBase base;

    private BenchPeer(String endpoint, int waitMillis) {
        socket = context.socket(SocketType.DEALER);
        base = socket.base();
        socket.setLinger(0);
        socket.setSndHWM(MAX_QUEUED_MESSAGES);
        socket.setRcvHWM(MAX_QUEUED_MESSAGES);
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        socket.setReceiveTimeOut(waitMillis);
        socket.connect(endpoint);
    }

    /** @param waitMillis how long {@link #await} waits at the most */
    static BenchPeer open(String endpoint, int waitMillis) {
        return new BenchPeer(endpoint, waitMillis);
    }

    /** Hands a message over; false if too many wait already. The array is the socket's from now on. */
    boolean send(byte[] message) {
        return base.send(new Msg(message), ZMQ.DONTWAIT);
    }

    /** The next message, or null if none is there. */
    byte[] receive() {
        return data(base.recv(ZMQ.DONTWAIT));
    }

    /** The next message; null if none has come in time. */
    byte[] await() {
        return data(base.recv(0));
    }

    private static byte[] data(Msg message) {
        return message == null ? null : message.data();
    }

    @Override
    public void close() {
        socket.close();
        context.term();
    }
}
