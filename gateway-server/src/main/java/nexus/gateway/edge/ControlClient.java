package nexus.gateway.edge;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nexus.gateway.keys.ClientKeys;
import nexus.gateway.keys.ControlToken;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMonitor;

/** An operator's tool at the other end of the control endpoint: one request, one answer. */
public final class ControlClient {
    private static final long FIRST_PATIENCE_MILLIS = 250;

    private ControlClient() {}

    /**
     * Sends a request and waits for the answer. A request that finds no gateway is not sent, now or later.
     *
     * @param endpoint {@code tcp://host:port}
     * @param token what the gateway asks for; null sends none
     * @param keys with which to prove who asks; null where the endpoint needs none
     * @param timeoutMillis for the whole exchange, greater than 0
     * @return the answer's bytes
     * @throws IOException if there is no gateway there, or it does not answer in time; the message says which, and for
     *     the latter that the request may have been taken
     */
    public static byte[] ask(String endpoint, byte[] request, ControlToken token, ClientKeys keys, int timeoutMillis)
            throws IOException {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        try (ZContext context = new ZContext()) {
            context.setLinger(0);
            ZMQ.Socket socket = connect(context, endpoint, keys, deadlineNanos);
            boolean sent = (token == null || socket.send(token.frame(), ZMQ.DONTWAIT | ZMQ.SNDMORE))
                    && socket.send(request, ZMQ.DONTWAIT);
            if (!sent) {
                throw new IOException("no gateway at " + endpoint + "; nothing was sent");
            }
            socket.setReceiveTimeOut((int) Math.max(1, millisUntil(deadlineNanos)));
            byte[] answer = socket.recv();
            if (answer == null) {
                throw new IOException("no answer from " + endpoint + " within " + timeoutMillis
                        + " ms; the request may have been taken all the same");
            }
            return answer;
        }
    }

    /**
     * A socket whose peer has greeted. Some connects of JeroMQ 0.6.0 never do (one in twenty to a hundred), so one that
     * is silent is given up and made anew; nothing has been sent on it.
     */
    private static ZMQ.Socket connect(ZContext context, String endpoint, ClientKeys keys, long deadlineNanos)
            throws IOException {
        long patienceMillis = FIRST_PATIENCE_MILLIS;
        while (millisUntil(deadlineNanos) > 0) {
            Handshake handshake = new Handshake();
            ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
            // In JeroMQ the reverse of ZMQ_IMMEDIATE: false refuses a message while there is no connection.
            socket.setImmediate(false);
            if (keys != null) {
                socket.setCurveServerKey(keys.serverKey());
                socket.setCurvePublicKey(keys.own().publicKey());
                socket.setCurveSecretKey(keys.own().secretKey());
            }
            socket.setEventHook(handshake, ZMQ.EVENT_HANDSHAKE_PROTOCOL | ZMQ.EVENT_CONNECT_RETRIED);
            connect(socket, endpoint);
            if (handshake.await(Math.min(patienceMillis, millisUntil(deadlineNanos)))) {
                return socket;
            }
            socket.close();
            if (handshake.isRefused()) {
                break;
            }
            patienceMillis *= 2;
        }
        throw new IOException("no gateway at " + endpoint + "; nothing was sent");
    }

    private static long millisUntil(long deadlineNanos) {
        return TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    }

    /** Hears from JeroMQ's thread what becomes of a connect. */
    private static final class Handshake implements ZEvent.ZEventConsummer {
        private final CountDownLatch decided = new CountDownLatch(1);
        private volatile boolean greeted;

        @Override
        public void consume(ZEvent event) {
            greeted = greeted || event.getEvent() == ZMonitor.Event.HANDSHAKE_PROTOCOL;
            decided.countDown();
        }

        boolean await(long millis) throws IOException {
            try {
                return decided.await(millis, TimeUnit.MILLISECONDS) && greeted;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        boolean isRefused() {
            return decided.getCount() == 0 && !greeted;
        }
    }

    private static void connect(ZMQ.Socket socket, String endpoint) throws IOException {
        try {
            socket.connect(endpoint);
        } catch (ZMQException | IllegalArgumentException e) {
            throw new IOException("not an endpoint: " + endpoint + ", expected tcp://host:port", e);
        }
    }
}
