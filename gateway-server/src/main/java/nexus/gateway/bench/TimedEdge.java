package nexus.gateway.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import nexus.gateway.edge.Edge;
import nexus.gateway.edge.ForwardingEdge;
import nexus.gateway.keys.Principal;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.gateway.port.SendResult;
import nexus.journal.message.Types;
import org.HdrHistogram.Histogram;

/**
 * The sockets, with a watch: how long a tick or a signal is inside the gateway, from the moment that the socket has
 * handed it over to the moment that the tick or the order is about to be handed to the socket. What the watch itself does
 * with a message lies before the first moment or after the last one, but within those of others in the same batch.
 */
final class TimedEdge extends ForwardingEdge {
    private static final MessageType TICK = MessageType.of(Types.MARKET_DATA);
    private static final MessageType SIGNAL = MessageType.of(Types.SIGNAL);
    private static final MessageType ORDER = MessageType.of(Types.ORDER);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final InsideTimes ticks = new InsideTimes("ticks");
    private final InsideTimes orders = new InsideTimes("orders");
    private final AtomicReference<CompletableFuture<Round>> asked = new AtomicReference<>();
    private final TimedEvents events = new TimedEvents();
    private long allocatedBefore;

    /**
     * What was seen since the last look.
     *
     * @param ticksInside came in and have not gone out: lost, or not routed yet
     * @param ordersInside likewise
     * @param allocatedBytes by the gateway's own thread
     */
    record Round(Histogram ticks, Histogram orders, long ticksInside, long ordersInside, long allocatedBytes) {}

    TimedEdge(Edge edge) {
        super(edge);
    }

    /** Asks for what was seen since it was last asked; answered by the gateway's thread on its next turn. Any thread. */
    CompletableFuture<Round> takeRound() {
        CompletableFuture<Round> answer = new CompletableFuture<>();
        asked.set(answer);
        return answer;
    }

    @Override
    public int receive(Channel channel, PortEvents receiver) {
        CompletableFuture<Round> answer = channel == Channel.OPERATOR ? asked.getAndSet(null) : null;
        if (answer != null) {
            answer.complete(round());
        }
        return super.receive(channel, events.passingTo(receiver));
    }

    private Round round() {
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        Round round =
                new Round(ticks.take(), orders.take(), ticks.inside(), orders.inside(), allocated - allocatedBefore);
        allocatedBefore = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        return round;
    }

    @Override
    public SendResult send(Channel channel, int source, byte[] buffer, int offset, int length) {
        note(channel, buffer, offset, length);
        return super.send(channel, source, buffer, offset, length);
    }

    @Override
    public SendResult enqueue(Channel channel, int source, byte[] buffer, int offset, int length) {
        note(channel, buffer, offset, length);
        return edge().enqueue(channel, source, buffer, offset, length);
    }

    private void note(Channel channel, byte[] buffer, int offset, int length) {
        long now = System.nanoTime();
        if (channel == Channel.NEXUS && TICK.isOf(buffer, offset, length)) {
            ticks.sent(now);
        } else if (channel == Channel.PLATFORM && ORDER.isOf(buffer, offset, length)) {
            orders.sent(now);
        }
    }

    @Override
    public void flush() {
        edge().flush();
    }

    private final class TimedEvents implements PortEvents {
        private PortEvents receiver;

        TimedEvents passingTo(PortEvents next) {
            receiver = next;
            return this;
        }

        @Override
        public void frame(Channel channel, int source, int flags, byte[] buffer, int offset, int length) {
            if (channel == Channel.PLATFORM && TICK.isOf(buffer, offset, length)) {
                ticks.received(System.nanoTime());
            } else if (channel == Channel.NEXUS && SIGNAL.isOf(buffer, offset, length)) {
                orders.received(System.nanoTime());
            }
            receiver.frame(channel, source, flags, buffer, offset, length);
        }

        @Override
        public void peerUp(Channel channel, int source, String identity, String address) {
            receiver.peerUp(channel, source, identity, address);
        }

        @Override
        public void peerUp(Channel channel, int source, String identity, String address, Principal principal) {
            receiver.peerUp(channel, source, identity, address, principal);
        }

        @Override
        public void unauthorized(Channel channel, int source, String reason, int length) {
            receiver.unauthorized(channel, source, reason, length);
        }

        @Override
        public void overrun(Channel channel, int source) {
            receiver.overrun(channel, source);
        }

        @Override
        public void turnedAway(Channel channel, String who, String reason) {
            receiver.turnedAway(channel, who, reason);
        }

        @Override
        public void peerDown(Channel channel, int source, String reason) {
            receiver.peerDown(channel, source, reason);
        }
    }
}
