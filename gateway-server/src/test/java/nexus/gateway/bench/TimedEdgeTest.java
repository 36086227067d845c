package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import nexus.gateway.edge.Edge;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.gateway.port.SendResult;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.Test;

class TimedEdgeTest {
    private final RecordingEdge sockets = new RecordingEdge();
    private final RecordingEvents gateway = new RecordingEvents();
    private final TimedEdge edge = new TimedEdge(sockets);

    @Test
    void ticksAndOrdersAreMatchedWithWhatTheyCameOf() {
        sockets.come(Channel.PLATFORM, message(Types.MARKET_DATA));
        sockets.come(Channel.PLATFORM, message(Types.MARKET_DATA));
        sockets.come(Channel.PLATFORM, message(Types.ORDER_FILL));
        sockets.come(Channel.NEXUS, message(Types.SIGNAL));
        receiveAll();
        send(Channel.PLATFORM, Types.ORDER);
        send(Channel.NEXUS, Types.SIGNAL_ACK);
        send(Channel.NEXUS, Types.MARKET_DATA);

        TimedEdge.Round round = round();

        assertThat(round.orders().getTotalCount()).isEqualTo(1);
        assertThat(round.ordersInside()).isZero();
        assertThat(round.ticks().getTotalCount()).isEqualTo(1);
        assertThat(round.ticksInside()).isEqualTo(1);
        assertThat(round.ticks().getMinValue()).isPositive();
    }

    @Test
    void aRoundBeginsWhereTheLastOneEnded() {
        sockets.come(Channel.PLATFORM, message(Types.MARKET_DATA));
        receiveAll();
        TimedEdge.Round first = round();
        send(Channel.NEXUS, Types.MARKET_DATA);
        TimedEdge.Round second = round();

        assertThat(first.ticks().getTotalCount()).isZero();
        assertThat(second.ticks().getTotalCount()).isEqualTo(1);
        assertThat(second.ticksInside()).isZero();
    }

    @Test
    void everythingIsPassedOn() {
        byte[] tick = message(Types.MARKET_DATA);
        sockets.come(Channel.PLATFORM, tick);
        sockets.come(Channel.OPERATOR, message(Types.STATUS));
        receiveAll();
        send(Channel.OPERATOR, Types.ANSWER);

        assertThat(gateway.taken).containsExactly(Channel.OPERATOR, Channel.PLATFORM);
        assertThat(sockets.sent).containsExactly(Channel.OPERATOR);
    }

    @Test
    void moreOutThanInIsAFault() {
        assertThatThrownBy(() -> send(Channel.NEXUS, Types.MARKET_DATA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("more ticks came out than went in");
    }

    private static byte[] message(String type) {
        return new MapWriter(64)
                .reset()
                .beginMap()
                .put(Keys.TYPE, type)
                .put(Keys.SEQ, 1)
                .endMap()
                .toBytes();
    }

    private void receiveAll() {
        for (Channel channel : List.of(Channel.OPERATOR, Channel.NEXUS, Channel.PLATFORM)) {
            edge.receive(channel, gateway);
        }
    }

    private void send(Channel channel, String type) {
        byte[] message = message(type);
        if (type.equals(Types.MARKET_DATA)) {
            edge.enqueue(channel, 1, message, 0, message.length);
            edge.flush();
        } else {
            edge.send(channel, 1, message, 0, message.length);
        }
    }

    private TimedEdge.Round round() {
        CompletableFuture<TimedEdge.Round> round = edge.takeRound();
        receiveAll();
        return round.join();
    }

    /** Sockets that bring what they are given. */
    private static final class RecordingEdge implements Edge {
        private final Queue<Channel> channels = new ArrayDeque<>();
        private final Queue<byte[]> frames = new ArrayDeque<>();
        private final List<Channel> sent = new ArrayList<>();

        void come(Channel channel, byte[] frame) {
            channels.add(channel);
            frames.add(frame);
        }

        @Override
        public int receive(Channel channel, PortEvents events) {
            int count = 0;
            for (int i = channels.size(); i > 0; i--) {
                Channel next = channels.remove();
                byte[] frame = frames.remove();
                if (next == channel) {
                    events.frame(channel, 1, 0, frame, 0, frame.length);
                    count++;
                } else {
                    come(next, frame);
                }
            }
            return count;
        }

        @Override
        public SendResult send(Channel channel, int source, byte[] buffer, int offset, int length) {
            sent.add(channel);
            return SendResult.SENT;
        }

        @Override
        public boolean isWritable(Channel channel, int source) {
            return true;
        }

        @Override
        public void poll(int timeoutMillis) {
            throw new AssertionError("nobody waits here");
        }

        @Override
        public String address(Channel channel) {
            return "tcp://" + channel.text();
        }

        @Override
        public void close() {
            sent.clear();
        }
    }

    private static final class RecordingEvents implements PortEvents {
        private final List<Channel> taken = new ArrayList<>();

        @Override
        public void frame(Channel channel, int source, int flags, byte[] buffer, int offset, int length) {
            taken.add(channel);
        }

        @Override
        public void peerUp(Channel channel, int source, String identity, String address) {
            throw new AssertionError("nobody comes here");
        }

        @Override
        public void peerDown(Channel channel, int source, String reason) {
            throw new AssertionError("nobody goes here");
        }
    }
}
