package nexus.gateway.edge;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntSupplier;
import nexus.config.EdgeConfig;
import nexus.gateway.keys.KeyRing;
import nexus.gateway.keys.Principal;
import nexus.gateway.port.CannotBindException;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.gateway.port.RouterPort;
import nexus.gateway.port.SendResult;
import org.zeromq.ZMQ;

/** The three endpoints on JeroMQ sockets. */
public final class SocketEdge implements Edge {
    private final ZMQ.Context context = ZMQ.context(1);
    private final Map<Channel, RouterPort> ports = new EnumMap<>(Channel.class);
    private final ZMQ.Poller poller = context.poller(Channel.values().length + 1);
    /** Null if no endpoint asks for keys. */
    private final Doorkeeper doorkeeper;

    private int lastSource;

    private SocketEdge(Doors doors) {
        doorkeeper = doors.serverKeys() == null ? null : Doorkeeper.open(context, doors.ring());
        if (doorkeeper != null) {
            poller.register(doorkeeper.socket(), ZMQ.Poller.POLLIN);
        }
    }

    /**
     * Binds all three, or leaves nothing behind.
     *
     * @throws CannotBindException if one of them cannot be bound
     */
    public static SocketEdge open(EdgeConfig config, Doors doors) throws CannotBindException {
        SocketEdge edge = new SocketEdge(doors);
        try {
            for (Channel channel : Channel.values()) {
                edge.bind(channel, config, doors);
            }
            return edge;
        } catch (CannotBindException | RuntimeException e) {
            edge.close();
            throw e;
        }
    }

    private void bind(Channel channel, EdgeConfig config, Doors doors) throws CannotBindException {
        IntSupplier sources = () -> ++lastSource;
        RouterPort port = RouterPort.open(
                context,
                channel,
                channel.endpoint(config),
                config.maxFrameBytes(),
                config.maxQueuedMessages(),
                sources,
                doors.admission(config, channel));
        ports.put(channel, port);
        poller.register(port.socket(), ZMQ.Poller.POLLIN);
    }

    @Override
    public int receive(Channel channel, PortEvents events) {
        int served = channel == Channel.OPERATOR && doorkeeper != null ? watchDoors(events) : 0;
        return served + ports.get(channel).receive(MAX_BATCH, events);
    }

    private int watchDoors(PortEvents events) {
        ports.values().forEach(port -> port.endOverruns(events));
        return doorkeeper.serve(events);
    }

    @Override
    public void hangUp(Channel channel, int source) {
        ports.get(channel).hangUp(source);
    }

    @Override
    public void admit(KeyRing registered) {
        if (doorkeeper != null) {
            doorkeeper.change(registered);
        }
    }

    @Override
    public void pause(Principal principal, long nanos) {
        if (doorkeeper != null) {
            doorkeeper.pause(principal, nanos);
        }
    }

    @Override
    public SendResult send(Channel channel, int source, byte[] buffer, int offset, int length) {
        return ports.get(channel).send(source, buffer, offset, length);
    }

    @Override
    public SendResult enqueue(Channel channel, int source, byte[] buffer, int offset, int length) {
        return ports.get(channel).enqueue(source, buffer, offset, length);
    }

    @Override
    public void flush() {
        // Orders first.
        ports.get(Channel.PLATFORM).flush();
        ports.get(Channel.NEXUS).flush();
        ports.get(Channel.OPERATOR).flush();
    }

    @Override
    public boolean isWritable(Channel channel, int source) {
        return ports.get(channel).isWritable(source);
    }

    @Override
    public void poll(int timeoutMillis) {
        poller.poll(timeoutMillis);
    }

    @Override
    public String address(Channel channel) {
        return ports.get(channel).address();
    }

    @Override
    public void close() {
        poller.close();
        ports.values().forEach(RouterPort::close);
        if (doorkeeper != null) {
            doorkeeper.close();
        }
        context.term();
    }
}
