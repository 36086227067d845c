package nexus.gateway.edge;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntSupplier;
import nexus.config.EdgeConfig;
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
    private final ZMQ.Poller poller = context.poller(Channel.values().length);
    private int lastSource;

    private SocketEdge() {}

    /**
     * Binds all three, or leaves nothing behind.
     *
     * @throws CannotBindException if one of them cannot be bound
     */
    public static SocketEdge open(EdgeConfig config) throws CannotBindException {
        SocketEdge edge = new SocketEdge();
        try {
            for (Channel channel : Channel.values()) {
                edge.bind(channel, config);
            }
            return edge;
        } catch (CannotBindException | RuntimeException e) {
            edge.close();
            throw e;
        }
    }

    private void bind(Channel channel, EdgeConfig config) throws CannotBindException {
        IntSupplier sources = () -> ++lastSource;
        RouterPort port = RouterPort.open(
                context,
                channel,
                channel.endpoint(config),
                config.maxFrameBytes(),
                config.maxQueuedMessages(),
                sources);
        ports.put(channel, port);
        poller.register(port.socket(), ZMQ.Poller.POLLIN);
    }

    @Override
    public int receive(Channel channel, PortEvents events) {
        return ports.get(channel).receive(MAX_BATCH, events);
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
        context.term();
    }
}
