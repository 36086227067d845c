package nexus.gateway.edge;

import nexus.gateway.keys.KeyRing;
import nexus.gateway.keys.Principal;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.gateway.port.SendResult;

/**
 * Passes everything on to another edge: a base for those that watch or spoil something. What is enqueued goes through
 * {@link #send}, so that one method sees all that goes out; override {@link #enqueue} and {@link #flush} to keep the two
 * apart.
 */
public abstract class ForwardingEdge implements Edge {
    private final Edge edge;

    protected ForwardingEdge(Edge edge) {
        this.edge = edge;
    }

    /** The edge behind this one. */
    protected final Edge edge() {
        return edge;
    }

    @Override
    public int receive(Channel channel, PortEvents events) {
        return edge.receive(channel, events);
    }

    @Override
    public SendResult send(Channel channel, int source, byte[] buffer, int offset, int length) {
        return edge.send(channel, source, buffer, offset, length);
    }

    @Override
    public boolean isWritable(Channel channel, int source) {
        return edge.isWritable(channel, source);
    }

    @Override
    public void hangUp(Channel channel, int source) {
        edge.hangUp(channel, source);
    }

    @Override
    public void admit(KeyRing registered) {
        edge.admit(registered);
    }

    @Override
    public void pause(Principal principal, long nanos) {
        edge.pause(principal, nanos);
    }

    @Override
    public void poll(int timeoutMillis) {
        edge.poll(timeoutMillis);
    }

    @Override
    public String address(Channel channel) {
        return edge.address(channel);
    }

    @Override
    public void close() {
        edge.close();
    }
}
