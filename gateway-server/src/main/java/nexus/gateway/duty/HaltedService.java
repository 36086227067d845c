package nexus.gateway.duty;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import nexus.gateway.edge.Edge;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Code;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/**
 * What is left of the gateway when its journal or its router can no longer be trusted: it says so. Platforms are not
 * read; SIGNALs are refused, STATUS and STOP answered. The one place where an answer goes out that is in no journal,
 * because there is none.
 */
final class HaltedService implements PortEvents {
    private static final Key HALTED = Key.of("halted");
    private static final long WAIT_NANOS = 50_000_000L;

    private final Edge edge;
    private final String reason;
    private final BooleanSupplier isStopRequested;
    private final Runnable stop;
    private final MapReader reader = new MapReader();
    private final MapWriter answer = new MapWriter(1_024);

    /** @param reason why, for NEXUS and operators */
    HaltedService(Edge edge, String reason, BooleanSupplier isStopRequested, Runnable stop) {
        this.edge = edge;
        this.reason = reason;
        this.isStopRequested = isStopRequested;
        this.stop = stop;
    }

    /** Answers until the process is asked to stop. */
    void run() {
        while (!isStopRequested.getAsBoolean()) {
            if (edge.receive(Channel.OPERATOR, this) + edge.receive(Channel.NEXUS, this) == 0) {
                waitForMore();
            }
        }
    }

    /** Not by the sockets' poll: what platforms have sent stays unread, and would end every wait at once. */
    private void waitForMore() {
        LockSupport.parkNanos(WAIT_NANOS);
    }

    @Override
    public void peerUp(Channel channel, int source, String identity, String address) {
        RouterLog.GATEWAY.info("halted: connection {} on the {} endpoint", source, channel.text());
    }

    @Override
    public void peerDown(Channel channel, int source, String why) {
        RouterLog.GATEWAY.info("halted: connection {} on the {} endpoint is gone: {}", source, channel.text(), why);
    }

    @Override
    public void frame(Channel channel, int source, int flags, byte[] buffer, int offset, int length) {
        String type = OperatorDesk.typeOf(reader, buffer, offset, length);
        if (channel == Channel.NEXUS) {
            if (type.equals(Types.SIGNAL)) {
                refuseSignal(source);
            }
            return;
        }
        boolean known = type.equals(Types.STATUS) || type.equals(Types.STOP);
        answer.reset()
                .beginMap()
                .put(Keys.TYPE, Types.ANSWER)
                .put(Keys.OK, known)
                .put(HALTED, true)
                .put(Keys.REASON, reason)
                .put(Keys.VERSION, RunIdentity.programVersion())
                .endMap();
        send(channel, source);
        if (type.equals(Types.STOP)) {
            stop.run();
        }
    }

    @Override
    public void overrun(Channel channel, int source) {
        edge.hangUp(channel, source);
    }

    @Override
    public void unauthorized(Channel channel, int source, String why, int length) {
        RouterLog.GATEWAY.warn("halted: refused a request of connection {}: {}", source, why);
        answer.reset()
                .beginMap()
                .put(Keys.TYPE, Types.ANSWER)
                .put(Keys.OK, false)
                .put(Keys.REASON, why)
                .endMap();
        send(channel, source);
    }

    private void refuseSignal(int source) {
        answer.reset().beginMap().put(Keys.TYPE, Types.REJECT);
        int orderId = reader.find(Keys.ORDER_ID);
        if (orderId != MapReader.ABSENT) {
            answer.copyField(reader, orderId);
        }
        answer.put(Keys.CODE, Code.HALTED.name()).put(Keys.REASON, reason).endMap();
        send(Channel.NEXUS, source);
    }

    private void send(Channel channel, int source) {
        edge.send(channel, source, answer.buffer(), answer.offset(), answer.length());
    }
}
