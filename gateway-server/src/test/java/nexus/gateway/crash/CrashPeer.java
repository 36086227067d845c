package nexus.gateway.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nexus.journal.codec.MapWriter;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A program at the other end: one connection, and everything that came over it. */
final class CrashPeer implements AutoCloseable {
    private static final int LINGER_MILLIS = 500;
    /** JeroMQ forgets to greet after some of its connects; this is how soon it tries again. */
    private static final int HANDSHAKE_MILLIS = 300;

    private final ZContext context = new ZContext();
    private final ZMQ.Socket socket;
    private final Consumer<Told> hears;
    private final List<Told> told = new ArrayList<>();

    private CrashPeer(String endpoint, Consumer<Told> hears) {
        this.hears = hears;
        context.setLinger(LINGER_MILLIS);
        socket = context.createSocket(SocketType.DEALER);
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        socket.connect(endpoint);
    }

    /** @param hears called by {@link #pump} for each message */
    static CrashPeer connect(String endpoint, Consumer<Told> hears) {
        return new CrashPeer(endpoint, hears);
    }

    void send(MapWriter message) {
        if (!socket.send(message.toBytes(), ZMQ.DONTWAIT)) {
            throw new AssertionError("not sent");
        }
    }

    /** Takes what has come. */
    void pump() {
        byte[] bytes;
        while ((bytes = socket.recv(ZMQ.DONTWAIT)) != null) {
            Told message = new Told(bytes);
            told.add(message);
            hears.accept(message);
        }
    }

    /** Everything so far. */
    List<Told> told() {
        return told;
    }

    @Override
    public void close() {
        context.close();
    }
}
