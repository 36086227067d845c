package nexus.replay.e2e;

import java.util.ArrayList;
import java.util.List;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A DEALER that sends whatever bytes it is given. */
final class RawPeer implements AutoCloseable {
    /** JeroMQ forgets to greet after some of its connects; this is how soon it tries again. */
    private static final int HANDSHAKE_MILLIS = 300;

    private final ZContext context = new ZContext();
    private final ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
    private final List<String> heard = new ArrayList<>();

    private RawPeer(String endpoint) {
        context.setLinger(0);
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        socket.setSndHWM(0);
        socket.setRcvHWM(0);
        socket.connect(endpoint);
    }

    static RawPeer connect(String endpoint) {
        return new RawPeer(endpoint);
    }

    /** A message that has a type, begun. */
    static MapWriter message(String type) {
        return new MapWriter(256).reset().beginMap().put(Keys.TYPE, type);
    }

    void send(byte[] frame) {
        socket.send(frame, ZMQ.DONTWAIT);
    }

    void send(MapWriter message) {
        send(message.endMap().toBytes());
    }

    /** One message of several frames. */
    void sendParts(byte[] first, byte[] second) {
        socket.send(first, ZMQ.SNDMORE | ZMQ.DONTWAIT);
        socket.send(second, ZMQ.DONTWAIT);
    }

    /** Everything that has come so far, as JSON. */
    List<String> heard() {
        byte[] bytes;
        while ((bytes = socket.recv(ZMQ.DONTWAIT)) != null) {
            heard.add(JsonText.of(bytes, 0, bytes.length));
        }
        return heard;
    }

    /** Waits until a message has come that contains this. */
    void awaitHeard(String part) throws Exception {
        Deadline.await(part, Scene.SOON, () -> heard().stream().anyMatch(message -> message.contains(part)));
    }

    @Override
    public void close() {
        context.close();
    }
}
