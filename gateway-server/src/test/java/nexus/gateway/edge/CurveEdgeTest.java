package nexus.gateway.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import nexus.config.EdgeConfig;
import nexus.config.SecurityConfig;
import nexus.gateway.keys.ClientKeys;
import nexus.gateway.keys.KeyFolder;
import nexus.gateway.keys.KeyRing;
import nexus.gateway.keys.Principal;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** What CURVE and ZAP are assumed to do in JeroMQ, pinned. */
class CurveEdgeTest {
    private static final int DEADLINE_MILLIS = 10_000;

    private final ZMQ.Context clients = ZMQ.context(1);
    private final List<ZMQ.Socket> sockets = new ArrayList<>();
    private final Events events = new Events();
    private EdgeConfig config;
    private KeyFolder keys;
    private SocketEdge edge;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        keys = new KeyFolder(folder.resolve("keys"));
        keys.issue(Principal.of("office", "platform:nt8").orElseThrow());
        keys.issue(Principal.of("strategy", "nexus").orElseThrow());
        keys.issue(Principal.of("boss", "operator").orElseThrow());
        config = new EdgeConfig(
                        "tcp://0.0.0.0:0",
                        "tcp://0.0.0.0:0",
                        "tcp://0.0.0.0:0",
                        EdgeConfig.Durability.PROCESS,
                        65_536,
                        20_000,
                        1,
                        1,
                        1_000,
                        60)
                .withSecurity(new SecurityConfig(keys.path().toString(), SecurityConfig.Curve.AUTO, ""));
        edge = SocketEdge.open(config, Doors.open(config, folder));
    }

    @AfterEach
    void close() {
        sockets.forEach(ZMQ.Socket::close);
        clients.term();
        edge.close();
    }

    @Test
    void aKeyOpensItsOwnEndpointOnly() {
        for (Channel channel : Channel.values()) {
            for (String name : List.of("office", "strategy", "boss")) {
                dealer(channel, name).send("hello");
            }
        }
        await(() -> events.ups.size() == 3 && events.refused.size() >= 6);
        assertThat(events.ups)
                .containsExactlyInAnyOrder(
                        "platform office platform:nt8", "nexus strategy nexus", "operator boss operator");
        assertThat(events.refused)
                .contains("nexus office its key is for platform:nt8", "platform strategy its key is for nexus");
    }

    @Test
    void aSilentConnectionIsKnownByItsKey() {
        dealer(Channel.NEXUS, "strategy");
        await(() -> !events.ups.isEmpty());
        assertThat(events.ups).containsExactly("nexus strategy nexus");
        assertThat(events.frames).isZero();
    }

    @Test
    void strangersAndThoseWithoutCurveStayOut() throws IOException {
        KeyFolder other = new KeyFolder(folder.resolve("other"));
        Path stranger =
                other.issue(Principal.of("mallory", "nexus").orElseThrow()).secretFile();
        connect(Channel.NEXUS, ClientKeys.read(stranger, keys.path().resolve("server.key")));
        connect(Channel.NEXUS, null).send("plain");
        dealer(Channel.NEXUS, "strategy").send("mine");
        await(() -> events.frames > 0 && !events.refused.isEmpty());
        assertThat(events.ups).containsExactly("nexus strategy nexus");
        assertThat(events.texts).containsOnly("mine");
        assertThat(events.refused).allMatch(line -> line.endsWith("no registered key"));
    }

    @Test
    void aRevokedKeyOpensNothingAnyMore() throws IOException {
        Path kept = keys.path().resolve("issued").resolve("strategy.key_secret");
        Files.copy(kept, folder.resolve("strategy.saved"), StandardCopyOption.COPY_ATTRIBUTES);
        keys.revoke("strategy");
        edge.admit(keys.ring());
        dealer(Channel.NEXUS, "strategy");
        await(() -> !events.refused.isEmpty());
        assertThat(events.ups).isEmpty();
        edge.admit(KeyRing.EMPTY);
        dealer(Channel.PLATFORM, "office");
        await(() -> events.refused.stream().anyMatch(line -> line.startsWith("platform")));
        assertThat(events.ups).isEmpty();
    }

    /** Where a CURVE socket of JeroMQ 0.6.0 makes its peer wait, it later hands out one message as it came: encrypted. */
    @Test
    void nothingIsHandedOutEncryptedOrLostWhenMessagesComeFasterThanTheyAreRead() {
        int count = 60_000;
        ZMQ.Socket platform = dealer(Channel.PLATFORM, "office");
        platform.setSndHWM(0);
        for (int i = 0; i < count; i++) {
            assertThat(platform.send("m" + i)).isTrue();
            if (i == 0) {
                await(() -> events.frames == 1);
            }
        }
        await(() -> events.frames == count);
        for (int i = 0; i < count; i++) {
            assertThat(events.texts.get(i)).isEqualTo("m" + i);
        }
        assertThat(events.overruns).isZero();
    }

    @Test
    void whoIsFarAheadIsTold() {
        ZMQ.Socket platform = dealer(Channel.PLATFORM, "office");
        await(() -> !events.ups.isEmpty());
        platform.setSndHWM(0);
        byte[] message = new byte[10];
        for (int i = 0; i < 100_000; i++) {
            platform.send(message);
        }
        long deadline = System.nanoTime() + DEADLINE_MILLIS * 1_000_000L;
        while (events.overruns == 0 && System.nanoTime() < deadline) {
            // As when platforms are not read, because the gateway is halted for good.
            edge.receive(Channel.OPERATOR, events);
        }
        assertThat(events.overruns).isPositive();
        assertThat(events.frames).isZero();
    }

    @Test
    void aHungUpConnectionGetsItsLastWordAndSaysNothingMore() {
        ZMQ.Socket platform = dealer(Channel.PLATFORM, "office");
        platform.setReceiveTimeOut(DEADLINE_MILLIS);
        platform.send("one");
        await(() -> events.frames == 1);
        int source = events.lastSource;
        edge.pause(Principal.of("office", "platform:nt8").orElseThrow(), 60_000_000_000L);
        byte[] word = "last word".getBytes(UTF_8);
        edge.send(Channel.PLATFORM, source, word, 0, word.length);
        edge.hangUp(Channel.PLATFORM, source);
        platform.send("two");
        edge.receive(Channel.PLATFORM, events);
        assertThat(platform.recvStr()).isEqualTo("last word");
        // Its table entry goes, the client's socket dials again and is refused for a while.
        await(() -> !edge.isWritable(Channel.PLATFORM, source));
        assertThat(events.frames).isEqualTo(1);
        assertThat(events.downs).isEmpty();
        assertThat(events.ups).hasSize(1);
    }

    @Test
    void openEndpointsNeedKeysBeforeAnythingIsBound() {
        EdgeConfig open = config.withSecurity(SecurityConfig.NONE);
        assertThatThrownBy(() -> Doors.open(open, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tcp://0.0.0.0:0 — open to the network")
                .hasMessageContaining("security: {curve: auto}");
        EdgeConfig noKeys = config.withSecurity(
                new SecurityConfig(folder.resolve("none").toString(), SecurityConfig.Curve.AUTO, ""));
        assertThatThrownBy(() -> Doors.open(noKeys, folder)).hasMessageContaining("gateway keys new");
    }

    private ZMQ.Socket dealer(Channel channel, String name) {
        try {
            Path secret = keys.path().resolve("issued").resolve(name + ".key_secret");
            return connect(
                    channel,
                    ClientKeys.read(
                            Files.exists(secret) ? secret : folder.resolve(name + ".saved"),
                            keys.path().resolve("server.key")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ZMQ.Socket connect(Channel channel, ClientKeys client) {
        ZMQ.Socket socket = clients.socket(SocketType.DEALER);
        sockets.add(socket);
        socket.setLinger(0);
        socket.setHandshakeIvl(500);
        if (client != null) {
            socket.setCurveServerKey(client.serverKey());
            socket.setCurvePublicKey(client.own().publicKey());
            socket.setCurveSecretKey(client.own().secretKey());
        }
        socket.connect(edge.address(channel).replace("0.0.0.0", "127.0.0.1"));
        return socket;
    }

    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE_MILLIS * 1_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(events.toString()).isLessThan(deadline);
            int received = 0;
            for (Channel channel : List.of(Channel.OPERATOR, Channel.NEXUS, Channel.PLATFORM)) {
                received += edge.receive(channel, events);
            }
            if (received == 0) {
                edge.poll(10);
            }
        }
    }

    private static final class Events implements PortEvents {
        private final List<String> ups = new ArrayList<>();
        private final List<String> downs = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private int frames;
        private int overruns;
        private int lastSource;

        @Override
        public void peerUp(Channel channel, int source, String identity, String address) {
            throw new AssertionError("without a key");
        }

        @Override
        public void peerUp(Channel channel, int source, String identity, String address, Principal principal) {
            ups.add(channel.text() + " " + principal.userId());
        }

        @Override
        public void peerDown(Channel channel, int source, String reason) {
            downs.add(channel.text() + " " + reason);
        }

        @Override
        public void frame(Channel channel, int source, int flags, byte[] buffer, int offset, int length) {
            frames++;
            lastSource = source;
            texts.add(new String(buffer, offset, length, UTF_8));
        }

        @Override
        public void unauthorized(Channel channel, int source, String reason, int length) {
            frames++;
        }

        @Override
        public void turnedAway(Channel channel, String who, String reason) {
            refused.add(channel.text() + " " + (who.startsWith("somebody") ? "somebody" : who) + " " + reason);
        }

        @Override
        public void overrun(Channel channel, int source) {
            overruns++;
        }

        @Override
        public String toString() {
            return ups + " " + downs + " " + refused + " frames " + frames;
        }
    }
}
