package nexus.gateway.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nexus.gateway.keys.KeyRing;
import nexus.gateway.keys.Principal;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * Says whose key is taken at which endpoint: ZeroMQ's authentication protocol (ZAP, RFC 27), served inside the process.
 *
 * <p>JeroMQ asks, in the middle of a handshake, with the endpoint's name and the client's public key; the answer carries
 * the holder of the key, who then stays with the connection. A key that is for another endpoint is refused like one that
 * nobody knows.
 */
final class Doorkeeper implements AutoCloseable {
    private static final String ADDRESS = "inproc://zeromq.zap.01";
    private static final String CURVE = "CURVE";
    private static final byte[] WELCOME = "200".getBytes(UTF_8);
    private static final byte[] NOT_NOW = "300".getBytes(UTF_8);
    private static final byte[] REFUSED = "400".getBytes(UTF_8);
    private static final byte[] NOTHING = {};
    /** Frames of a request: version, id, domain, address, identity, mechanism, credentials. */
    private static final int FRAMES = 7;

    private final ZMQ.Socket socket;
    private final Map<String, Long> pausedUntilNanos = new HashMap<>();
    private KeyRing ring;

    private Doorkeeper(ZMQ.Socket socket, KeyRing ring) {
        this.socket = socket;
        this.ring = ring;
    }

    /** @param context of the sockets that ask; before they are bound */
    static Doorkeeper open(ZMQ.Context context, KeyRing ring) {
        ZMQ.Socket socket = context.socket(SocketType.REP);
        socket.setLinger(0);
        socket.bind(ADDRESS);
        return new Doorkeeper(socket, ring);
    }

    /** To be polled for. */
    ZMQ.Socket socket() {
        return socket;
    }

    /** From now on these keys count; who is in stays in. */
    void change(KeyRing registered) {
        ring = registered;
    }

    /** Refuses a key's holder for a while. */
    void pause(Principal principal, long nanos) {
        pausedUntilNanos.put(principal.name(), System.nanoTime() + nanos);
    }

    /** Answers those who ask. Returns how many. */
    int serve(PortEvents events) {
        int served = 0;
        while (true) {
            byte[] version = socket.recv(ZMQ.DONTWAIT);
            if (version == null) {
                return served;
            }
            List<byte[]> request = new ArrayList<>(FRAMES);
            request.add(version);
            while (socket.hasReceiveMore()) {
                request.add(socket.recv(ZMQ.DONTWAIT));
            }
            answer(request, events);
            served++;
        }
    }

    private void answer(List<byte[]> request, PortEvents events) {
        byte[] id = request.size() > 1 ? request.get(1) : NOTHING;
        if (request.size() < FRAMES - 1) {
            reply(id, REFUSED, "not a request", "");
            return;
        }
        String endpoint = text(request.get(2));
        if (!CURVE.equals(text(request.get(5)))) {
            // Without CURVE only an endpoint asks that takes anybody.
            reply(id, WELCOME, "", "");
            return;
        }
        Optional<Principal> holder = request.size() == FRAMES ? ring.holder(request.get(6)) : Optional.empty();
        String who = holder.map(Principal::name).orElse("somebody at " + text(request.get(3)));
        if (holder.isEmpty()) {
            turnAway(id, endpoint, who, "no registered key", events);
        } else if (!holder.get().role().endpoint().equals(endpoint)) {
            turnAway(id, endpoint, who, "its key is for " + holder.get().purpose(), events);
        } else if (isPaused(holder.get())) {
            reply(id, NOT_NOW, "cut off a moment ago", "");
        } else {
            reply(id, WELCOME, "", holder.get().userId());
        }
    }

    private boolean isPaused(Principal principal) {
        Long until = pausedUntilNanos.get(principal.name());
        if (until == null) {
            return false;
        }
        if (System.nanoTime() - until >= 0) {
            pausedUntilNanos.remove(principal.name());
            return false;
        }
        return true;
    }

    private void turnAway(byte[] id, String endpoint, String who, String reason, PortEvents events) {
        reply(id, REFUSED, "not admitted", "");
        for (Channel channel : Channel.values()) {
            if (channel.text().equals(endpoint)) {
                events.turnedAway(channel, who, reason);
            }
        }
    }

    private void reply(byte[] id, byte[] status, String text, String userId) {
        socket.sendMore("1.0");
        socket.sendMore(id);
        socket.sendMore(status);
        socket.sendMore(text);
        socket.sendMore(userId.getBytes(UTF_8));
        socket.send(NOTHING);
    }

    private static String text(byte[] frame) {
        return new String(frame, UTF_8);
    }

    @Override
    public void close() {
        socket.close();
    }
}
