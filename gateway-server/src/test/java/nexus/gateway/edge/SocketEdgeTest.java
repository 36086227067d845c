package nexus.gateway.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import nexus.config.EdgeConfig;
import nexus.gateway.port.CannotBindException;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.gateway.port.RouterPort;
import nexus.gateway.port.SendResult;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Key;
import nexus.journal.store.JournalRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** What the edge assumes of JeroMQ, pinned, and what it tells its listener. */
class SocketEdgeTest {
    private static final int DEADLINE_MILLIS = 5_000;

    private final ZMQ.Context clients = ZMQ.context(1);
    private final List<ZMQ.Socket> clientSockets = new ArrayList<>();
    private final Events events = new Events();
    private SocketEdge edge;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws Exception {
        edge = open("tcp://127.0.0.1:0", 1_000);
    }

    @AfterEach
    void close() {
        clientSockets.forEach(ZMQ.Socket::close);
        clients.term();
        edge.close();
    }

    @Test
    void aSilentDealerIsSeenAndItsEndToo() {
        ZMQ.Socket dealer = dealer(Channel.NEXUS, null);
        await(Channel.NEXUS, () -> events.lines.size() == 1);
        dealer.close();
        await(Channel.NEXUS, () -> events.lines.size() == 2);
        assertThat(events.lines).containsExactly("nexus up 1", "nexus down 1 disconnected");
        assertThat(events.identities.get(0)).hasSize(10).startsWith("00");
    }

    @Test
    void aBareTcpConnectIsNoPeer() throws Exception {
        try (Socket probe = connect(Channel.NEXUS)) {
            dealer(Channel.NEXUS, null);
            await(Channel.NEXUS, () -> !events.lines.isEmpty());
            assertThat(probe.isConnected()).isTrue();
            assertThat(events.lines).containsExactly("nexus up 1");
        }
    }

    @Test
    void everyMessageComesBetweenItsConnectionsUpAndDown() {
        ZMQ.Socket dealer = dealer(Channel.PLATFORM, null);
        for (int i = 0; i < 600; i++) {
            dealer.send("m" + i);
        }
        await(Channel.PLATFORM, () -> events.frames >= 1);
        dealer.setLinger(1_000);
        dealer.close();
        await(Channel.PLATFORM, () -> events.has("platform down 1 disconnected"));
        assertThat(events.lines).hasSize(602).startsWith("platform up 1", "platform 1: m0");
        assertThat(events.lines.get(600)).isEqualTo("platform 1: m599");
    }

    @Test
    void aClientThatComesBackUnderItsIdentityIsANewConnection() {
        ZMQ.Socket first = dealer(Channel.PLATFORM, "same");
        first.send("one");
        await(Channel.PLATFORM, () -> events.has("platform 1: one"));
        first.close();
        ZMQ.Socket second = dealer(Channel.PLATFORM, "same");
        second.send("two");
        await(Channel.PLATFORM, () -> events.has("platform 2: two"));
        assertThat(events.lines.subList(0, 2)).containsExactly("platform up 1", "platform 1: one");
        assertThat(events.lines.get(2)).startsWith("platform down 1");
        assertThat(events.lines.subList(3, 5)).containsExactly("platform up 2", "platform 2: two");
        assertThat(events.identities).containsExactly(hex("same"), hex("same"));
    }

    @Test
    void anIdentityTakenOverWhileTheFirstIsThereEndsTheFirst() {
        ZMQ.Socket first = dealer(Channel.NEXUS, "same");
        first.send("one");
        await(Channel.NEXUS, () -> events.has("nexus 1: one"));
        ZMQ.Socket second = dealer(Channel.NEXUS, "same");
        second.send("two");
        await(Channel.NEXUS, () -> events.has("nexus 2: two"));
        assertThat(events.lines)
                .startsWith("nexus up 1", "nexus 1: one")
                .containsSubsequence("nexus up 2", "nexus 2: two")
                .containsOnlyOnce("nexus up 2");
        assertThat(events.lines.indexOf("nexus up 2"))
                .isGreaterThan(events.indexOfStart("nexus down 1"))
                .isGreaterThan(0);
        assertThat(send(Channel.NEXUS, 2, "for two")).isEqualTo(SendResult.SENT);
        assertThat(second.recvStr()).isEqualTo("for two");
    }

    @Test
    void sourcesAreUniqueOverAllEndpoints() {
        dealer(Channel.NEXUS, null);
        await(Channel.NEXUS, () -> events.lines.size() == 1);
        dealer(Channel.PLATFORM, null);
        await(Channel.PLATFORM, () -> events.lines.size() == 2);
        dealer(Channel.OPERATOR, null);
        await(Channel.OPERATOR, () -> events.lines.size() == 3);
        assertThat(events.lines).containsExactly("nexus up 1", "platform up 2", "operator up 3");
    }

    @Test
    void aMessageGoesToOneConnectionOnly() {
        ZMQ.Socket one = dealer(Channel.NEXUS, "one");
        await(Channel.NEXUS, () -> events.lines.size() == 1);
        ZMQ.Socket two = dealer(Channel.NEXUS, "two");
        await(Channel.NEXUS, () -> events.lines.size() == 2);
        for (int i = 0; i < 10; i++) {
            assertThat(send(Channel.NEXUS, 1, "to one")).isEqualTo(SendResult.SENT);
        }
        assertThat(send(Channel.NEXUS, 2, "to two")).isEqualTo(SendResult.SENT);
        for (int i = 0; i < 10; i++) {
            assertThat(one.recvStr()).isEqualTo("to one");
        }
        assertThat(two.recvStr()).isEqualTo("to two");
    }

    @Test
    void whatIsEnqueuedLeavesWithTheFlushOrTheNextSend() {
        ZMQ.Socket one = dealer(Channel.NEXUS, "one");
        await(Channel.NEXUS, () -> events.lines.size() == 1);
        ZMQ.Socket two = dealer(Channel.NEXUS, "two");
        await(Channel.NEXUS, () -> events.lines.size() == 2);
        for (int i = 0; i < 100; i++) {
            assertThat(enqueue(1, "tick " + i)).isEqualTo(SendResult.SENT);
            assertThat(enqueue(2, "tick " + i)).isEqualTo(SendResult.SENT);
        }
        edge.flush();
        assertThat(enqueue(1, "last tick")).isEqualTo(SendResult.SENT);
        assertThat(send(Channel.NEXUS, 1, "event")).isEqualTo(SendResult.SENT);
        for (int i = 0; i < 100; i++) {
            assertThat(one.recvStr()).isEqualTo("tick " + i);
            assertThat(two.recvStr()).isEqualTo("tick " + i);
        }
        assertThat(one.recvStr()).isEqualTo("last tick");
        assertThat(one.recvStr()).isEqualTo("event");
    }

    @Test
    void aFullQueueRefusesWholeMessagesUntilThePeerReads() throws Exception {
        edge.close();
        edge = open("tcp://127.0.0.1:0", 10);
        ZMQ.Socket slow = clients.socket(SocketType.DEALER);
        clientSockets.add(slow);
        slow.setRcvHWM(10);
        slow.setReceiveTimeOut(DEADLINE_MILLIS);
        slow.setHandshakeIvl(300);
        slow.connect(edge.address(Channel.NEXUS));
        await(Channel.NEXUS, () -> events.lines.size() == 1);
        String text = "x".repeat(50_000);
        int sent = 0;
        long deadline = System.nanoTime() + DEADLINE_MILLIS * 1_000_000L;
        int refusedInARow = 0;
        while (refusedInARow < 100 && System.nanoTime() < deadline) {
            if (send(Channel.NEXUS, 1, text) == SendResult.SENT) {
                sent++;
                refusedInARow = 0;
            } else {
                refusedInARow++;
                edge.poll(1);
                edge.receive(Channel.NEXUS, events);
            }
        }
        assertThat(edge.isWritable(Channel.NEXUS, 1)).isFalse();
        for (int i = 0; i < sent; i++) {
            assertThat(slow.recvStr()).isEqualTo(text);
        }
        await(Channel.NEXUS, () -> edge.isWritable(Channel.NEXUS, 1));
        assertThat(send(Channel.NEXUS, 1, "again")).isEqualTo(SendResult.SENT);
        assertThat(slow.recvStr()).isEqualTo("again");
        assertThat(slow.hasReceiveMore()).isFalse();
    }

    /** The socket looks for news when it is asked to send: what it refused a moment ago it may take now. */
    @Test
    void roomThatComesWhileItRefusesIsNoFault() throws Exception {
        edge.close();
        edge = open("tcp://127.0.0.1:0", 200);
        ZMQ.Socket reader = dealer(Channel.NEXUS, null);
        await(Channel.NEXUS, () -> events.lines.size() == 1);
        int messages = 200_000;
        AtomicInteger read = new AtomicInteger();
        Thread reading = new Thread(() -> {
            while (read.get() < messages && reader.recv() != null) {
                read.incrementAndGet();
            }
        });
        reading.start();
        int refused = 0;
        for (int i = 0; i < messages && reading.isAlive(); ) {
            if (enqueue(1, "tick") == SendResult.SENT) {
                i++;
            } else {
                refused++;
                edge.flush();
                edge.receive(Channel.NEXUS, events);
            }
        }
        edge.flush();
        reading.join();
        assertThat(read.get()).isEqualTo(messages);
        assertThat(refused).isPositive();
    }

    @Test
    void aConnectionThatIsGoneRefuses() {
        ZMQ.Socket dealer = dealer(Channel.NEXUS, null);
        await(Channel.NEXUS, () -> events.lines.size() == 1);
        dealer.close();
        await(Channel.NEXUS, () -> events.lines.size() == 2);
        assertThat(send(Channel.NEXUS, 1, "late")).isEqualTo(SendResult.GONE);
        assertThat(edge.isWritable(Channel.NEXUS, 1)).isFalse();
    }

    @Test
    void emptyOversizeAndMultipartFramesAreTold() {
        ZMQ.Socket dealer = dealer(Channel.PLATFORM, null);
        dealer.send(new byte[0]);
        dealer.send("a".repeat(65_537));
        dealer.sendMore("x");
        dealer.sendMore("");
        dealer.send("yz");
        await(Channel.PLATFORM, () -> events.frames == 3);
        assertThat(events.payloads.get(0)).isEmpty();
        assertThat(events.flags).containsExactly(0, JournalRecord.FLAG_OVERSIZE, JournalRecord.FLAG_MULTIPART);
        byte[] oversize = events.payloads.get(1);
        MapReader reader = new MapReader();
        assertThat(reader.wrap(oversize, 0, oversize.length)).isNull();
        assertThat(reader.longValue(reader.find(Key.of("length")))).isEqualTo(65_537);
        assertThat(reader.textValue(reader.find(Key.of("sha256")))).hasSize(64);
        assertThat(events.payloads.get(2)).containsExactly(0, 0, 0, 1, 'x', 0, 0, 0, 0, 0, 0, 0, 2, 'y', 'z');
    }

    @Test
    void aFrameOverTheHardLimitEndsItsConnectionOnly() {
        ZMQ.Socket good = dealer(Channel.PLATFORM, null);
        good.send("one");
        await(Channel.PLATFORM, () -> events.frames == 1);
        ZMQ.Socket bad = dealer(Channel.PLATFORM, "bad");
        bad.send("hello");
        await(Channel.PLATFORM, () -> events.has("platform 2: hello"));
        bad.send(new byte[RouterPort.MAX_MESSAGE_BYTES + 1]);
        await(Channel.PLATFORM, () -> events.indexOfStart("platform down 2") > 0);
        good.send("two");
        await(Channel.PLATFORM, () -> events.has("platform 1: two"));
    }

    @Test
    void aTakenPortIsNamedInOneLine() {
        String taken = edge.address(Channel.PLATFORM);
        assertThatThrownBy(() -> open(taken, 1_000))
                .isInstanceOf(CannotBindException.class)
                .hasMessageContaining(taken)
                .hasMessageContaining("another program has this port")
                .message()
                .doesNotContain("\n");
    }

    private SocketEdge open(String address, int maxQueuedMessages) throws IOException {
        EdgeConfig config = config(address, maxQueuedMessages);
        return SocketEdge.open(config, Doors.open(config, folder));
    }

    private static EdgeConfig config(String address, int maxQueuedMessages) {
        return new EdgeConfig(
                address,
                "tcp://127.0.0.1:0",
                "tcp://127.0.0.1:0",
                EdgeConfig.Durability.PROCESS,
                65_536,
                maxQueuedMessages,
                1,
                1,
                1_000,
                60);
    }

    private ZMQ.Socket dealer(Channel channel, String identity) {
        ZMQ.Socket dealer = clients.socket(SocketType.DEALER);
        clientSockets.add(dealer);
        dealer.setLinger(0);
        dealer.setReceiveTimeOut(DEADLINE_MILLIS);
        dealer.setSendTimeOut(DEADLINE_MILLIS);
        if (identity != null) {
            dealer.setIdentity(identity.getBytes(US_ASCII));
        }
        // JeroMQ forgets to greet after some of its connects; it tries again after this.
        dealer.setHandshakeIvl(300);
        dealer.connect(edge.address(channel));
        return dealer;
    }

    private Socket connect(Channel channel) throws Exception {
        URI address = URI.create(edge.address(channel));
        return new Socket(address.getHost(), address.getPort());
    }

    private SendResult enqueue(int source, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return edge.enqueue(Channel.NEXUS, source, bytes, 0, bytes.length);
    }

    private SendResult send(Channel channel, int source, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return edge.send(channel, source, bytes, 0, bytes.length);
    }

    private void await(Channel channel, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE_MILLIS * 1_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("deadline; so far %s", events.lines)
                    .isLessThan(deadline);
            edge.poll(5);
            edge.receive(channel, events);
        }
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        for (byte b : text.getBytes(US_ASCII)) {
            hex.append(String.format("%02x", b));
        }
        return hex.toString();
    }

    private static final class Events implements PortEvents {
        final List<String> lines = new ArrayList<>();
        final List<String> identities = new ArrayList<>();
        final List<byte[]> payloads = new ArrayList<>();
        final List<Integer> flags = new ArrayList<>();
        int frames;

        @Override
        public void peerUp(Channel channel, int source, String identity, String address) {
            lines.add(channel.text() + " up " + source);
            identities.add(identity);
        }

        @Override
        public void peerDown(Channel channel, int source, String reason) {
            lines.add(channel.text() + " down " + source + " " + reason);
        }

        @Override
        public void frame(Channel channel, int source, int frameFlags, byte[] buffer, int offset, int length) {
            frames++;
            byte[] payload = new byte[length];
            System.arraycopy(buffer, offset, payload, 0, length);
            payloads.add(payload);
            flags.add(frameFlags);
            lines.add(channel.text() + " " + source + ": " + new String(payload, UTF_8));
        }

        boolean has(String line) {
            return lines.contains(line);
        }

        int indexOfStart(String start) {
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith(start)) {
                    return i;
                }
            }
            return -1;
        }
    }
}
