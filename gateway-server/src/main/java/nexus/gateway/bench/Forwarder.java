package nexus.gateway.bench;

import java.io.IOException;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;
import zmq.SocketBase;

/**
 * What the gateway is held against: the least that one thread can do to pass messages between platforms and NEXUS with
 * the same library. A bound ROUTER and a bound DEALER; it reads nothing and keeps nothing. What comes from NEXUS goes to
 * the platform that spoke last.
 */
final class Forwarder {
    private static final String ANY_PORT = "tcp://127.0.0.1:0";
    private static final int MAX_BATCH = 256;
    private static final int POLL_MILLIS = 50;
    /** The gateway's default. */
    private static final int MAX_QUEUED_MESSAGES = 100_000;

    private final ZMQ.Context context = ZMQ.context(1);
    private final ZMQ.Socket platforms = bind(SocketType.ROUTER);
    private final ZMQ.Socket nexus = bind(SocketType.DEALER);
    private final SocketBase platformBase = platforms.base();
    private final SocketBase nexusBase = nexus.base();
    private Msg platformIdentity;

    private ZMQ.Socket bind(SocketType type) {
        ZMQ.Socket socket = context.socket(type);
        socket.setLinger(0);
        socket.setSndHWM(MAX_QUEUED_MESSAGES);
        socket.setRcvHWM(MAX_QUEUED_MESSAGES);
        socket.bind(ANY_PORT);
        return socket;
    }

    /** The one question is {@code address}. Ends with stdin. */
    public static void main(String[] arguments) throws IOException {
        Forwarder forwarder = new Forwarder();
        Answer address = new Answer()
                .put("platforms", forwarder.platforms.getLastEndpoint())
                .put("nexus", forwarder.nexus.getLastEndpoint());
        Thread thread = new Thread(forwarder::run, "forwarder");
        thread.setDaemon(true);
        thread.start();
        Questions.answerAll(words -> address);
    }

    private void run() {
        try (ZMQ.Poller poller = context.poller(2)) {
            poller.register(platforms, ZMQ.Poller.POLLIN);
            poller.register(nexus, ZMQ.Poller.POLLIN);
            while (true) {
                if (forwardUp() + forwardDown() == 0) {
                    poller.poll(POLL_MILLIS);
                }
            }
        }
    }

    private int forwardUp() {
        int count = 0;
        while (count < MAX_BATCH) {
            Msg identity = platformBase.recv(ZMQ.DONTWAIT);
            if (identity == null) {
                break;
            }
            platformIdentity = identity;
            // Waits rather than drops; the clients never have as much under way as would fill the queue.
            nexusBase.send(platformBase.recv(ZMQ.DONTWAIT), 0);
            count++;
        }
        return count;
    }

    private int forwardDown() {
        int count = 0;
        while (count < MAX_BATCH) {
            Msg message = nexusBase.recv(ZMQ.DONTWAIT);
            if (message == null) {
                break;
            }
            if (platformIdentity != null) {
                platformBase.send(platformIdentity, ZMQ.SNDMORE);
                platformBase.send(message, 0);
            }
            count++;
        }
        return count;
    }
}
