package nexus.gateway.edge;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** An operator's tool at the other end of the control endpoint: one request, one answer. */
public final class ControlClient {
    private ControlClient() {}

    /**
     * Sends a request and waits for the answer. A request that finds no gateway is not sent, now or later.
     *
     * @param endpoint {@code tcp://host:port}
     * @param timeoutMillis for the whole exchange, greater than 0
     * @return the answer's bytes
     * @throws IOException if there is no gateway there, or it does not answer in time; the message says which, and for
     *     the latter that the request may have been taken
     */
    public static byte[] ask(String endpoint, byte[] request, int timeoutMillis) throws IOException {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        try (ZContext context = new ZContext()) {
            context.setLinger(0);
            ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
            // In JeroMQ the reverse of ZMQ_IMMEDIATE: false refuses a message while there is no connection.
            socket.setImmediate(false);
            socket.setSendTimeOut(timeoutMillis);
            connect(socket, endpoint);
            if (!socket.send(request)) {
                throw new IOException("no gateway at " + endpoint + "; nothing was sent");
            }
            socket.setReceiveTimeOut(
                    (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime())));
            byte[] answer = socket.recv();
            if (answer == null) {
                throw new IOException("no answer from " + endpoint + " within " + timeoutMillis
                        + " ms; the request may have been taken all the same");
            }
            return answer;
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
