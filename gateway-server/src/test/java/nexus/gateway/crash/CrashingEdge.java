package nexus.gateway.crash;

import nexus.gateway.edge.Edge;
import nexus.gateway.edge.ForwardingEdge;
import nexus.gateway.port.Channel;
import nexus.gateway.port.SendResult;

/** The sockets, until the crash point comes. */
final class CrashingEdge extends ForwardingEdge {
    private final CrashPoint point;
    private int seen;

    CrashingEdge(Edge edge, CrashPoint point) {
        super(edge);
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
        SendResult result = super.send(channel, source, buffer, offset, length);
        if (here) {
            CrashPoint.die();
        }
        return result;
    }
}
