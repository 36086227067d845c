package nexus.gateway.crash;

import nexus.gateway.edge.Channel;
import nexus.gateway.edge.Edge;
import nexus.gateway.edge.EdgeEvents;
import nexus.gateway.edge.SendResult;

/** The sockets, until the crash point comes. */
final class CrashingEdge implements Edge {
    private final Edge edge;
    private final CrashPoint point;
    private int seen;

    CrashingEdge(Edge edge, CrashPoint point) {
        this.edge = edge;
        this.point = point;
    }

    @Override
    public SendResult send(Channel channel, int source, byte[] buffer, int offset, int length) {
        boolean here = point.act() == CrashPoint.Act.SEND
                && CrashPoint.typeOf(buffer, offset, length).equals(point.type())
                && ++seen == point.count();
        if (here && point.phase() == CrashPoint.Phase.BEFORE) {
            CrashPoint.die();
        }
        SendResult result = edge.send(channel, source, buffer, offset, length);
        if (here) {
            CrashPoint.die();
        }
        return result;
    }

    @Override
    public int receive(Channel channel, EdgeEvents events) {
        return edge.receive(channel, events);
    }

    @Override
    public boolean isWritable(Channel channel, int source) {
        return edge.isWritable(channel, source);
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
