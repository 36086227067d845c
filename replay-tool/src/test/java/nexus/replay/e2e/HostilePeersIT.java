package nexus.replay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import nexus.adapters.nexus.DemoStrategy;
import nexus.adapters.simulated.SimulatedPlatform;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever else connects, and whatever they say: the others do not notice. */
@Timeout(180)
class HostilePeersIT {
    private static final int FRAMES = 3_000;

    @Test
    void tcpConnectsToTheNexusPortStealNothing() throws Exception {
        Random random = Chance.seeded("HostilePeersIT, probes");
        try (Scene scene = Scene.create("probes")) {
            scene.startGateway();
            SimulatedPlatform platform = Peers.platform(scene, "nt8", 500, 5, 2);
            DemoStrategy strategy = Peers.strategy(scene, 20);
            Deadline.await(
                    "the first fill", Scene.EVENTUALLY, () -> strategy.tally().fills() > 0);
            List<Socket> held = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Socket probe = tcp(scene.endpoints().nexus());
                if (i % 4 == 0) {
                    byte[] garbage = new byte[200];
                    random.nextBytes(garbage);
                    write(probe, garbage);
                } else if (i % 4 == 1) {
                    probe.close();
                }
                held.add(probe);
                int fills = strategy.tally().fills();
                Deadline.await(
                        "fills beside probe " + i,
                        Scene.SOON,
                        () -> strategy.tally().fills() > fills);
            }
            for (Socket probe : held) {
                probe.close();
            }
            assertAllToldOnce(scene, strategy, platform);
            scene.done();
        }
    }

    private static void assertAllToldOnce(Scene scene, DemoStrategy strategy, SimulatedPlatform platform)
            throws Exception {
        strategy.pause();
        Deadline.await(
                "all fills",
                Scene.EVENTUALLY,
                () -> strategy.tally().fills() == platform.account().fills().size()
                        && strategy.tally().open() == 0);
        scene.awaitStillness("nexus", "nt8");
        scene.stopGateway();
        scene.verify("after the stop");
        Accounts accounts = Accounts.of(scene, List.of("nt8"));
        accounts.assertNoOrderTwice();
        accounts.assertEachExecutionOnce(List.of("nt8"));
        accounts.assertEachSignalAnswered(List.of());
        assertThat(strategy.tally().unanswered()).isZero();
    }

    private static Socket tcp(String endpoint) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), URI.create(endpoint).getPort());
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            System.out.println("the gateway has closed a hostile connection: " + e.getMessage());
        }
    }

    @Test
    void webBrowsersAndHugeFramesDisturbNobody() throws Exception {
        try (Scene scene = Scene.create("http")) {
            scene.startGateway();
            SimulatedPlatform platform = Peers.platform(scene, "nt8", 500, 5, 1);
            DemoStrategy strategy = Peers.strategy(scene, 20);
            Deadline.await(
                    "the first fill", Scene.EVENTUALLY, () -> strategy.tally().fills() > 0);
            try (Socket toPlatforms = tcp(scene.endpoints().platforms());
                    Socket toNexus = tcp(scene.endpoints().nexus());
                    Socket toControl = tcp(scene.endpoints().control())) {
                for (Socket http : List.of(toPlatforms, toNexus, toControl)) {
                    http.setSoTimeout(10_000);
                    write(http, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                // Where one more peer would count, it is none.
                assertEndOfStream(toNexus);
                int fills = strategy.tally().fills();
                Deadline.await(
                        "fills beside browsers",
                        Scene.SOON,
                        () -> strategy.tally().fills() > fills + 5);
            }
            try (RawPeer huge = RawPeer.connect(scene.endpoints().platforms())) {
                huge.send(new byte[(1 << 20) + 1]);
                huge.send(register("other"));
                int fills = strategy.tally().fills();
                Deadline.await("fills go on", Scene.SOON, () -> strategy.tally().fills() > fills + 5);
            }
            assertAllToldOnce(scene, strategy, platform);
            scene.done();
        }
    }

    /** The gateway greets, and then closes. */
    private static void assertEndOfStream(Socket socket) {
        try {
            int read = 0;
            while (socket.getInputStream().read() >= 0) {
                assertThat(++read).isLessThan(1_000);
            }
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the gateway holds on to an HTTP connection", e);
        } catch (IOException e) {
            System.out.println("closed by the gateway: " + e.getMessage());
        }
    }

    private static MapWriter register(String platform) {
        return RawPeer.message(Types.REGISTER).put(Keys.PLATFORM, platform).put(Keys.VERSION, "1");
    }

    @Test
    void randomFramesOnThePlatformPortAreJournaledAndChangeNothing() throws Exception {
        Random random = Chance.seeded("HostilePeersIT, platform frames");
        try (Scene scene = Scene.create("platform-frames")) {
            toleratingAll(scene);
            scene.startGateway();
            SimulatedPlatform platform = Peers.platform(scene, "nt8", 500, 5, 2);
            DemoStrategy strategy = Peers.strategy(scene, 20);
            Deadline.await(
                    "the first fill", Scene.EVENTUALLY, () -> strategy.tally().fills() > 0);
            List<byte[]> sent = new ArrayList<>();
            try (RawPeer hostile = RawPeer.connect(scene.endpoints().platforms())) {
                hostile.send(register("sierra"));
                hostile.awaitHeard(Types.REGISTERED);
                for (int i = 0; i < FRAMES; i++) {
                    byte[] frame = frame(random);
                    sent.add(frame);
                    hostile.send(frame);
                }
                hostile.sendParts(new byte[] {1}, new byte[] {2});
                hostile.send(new byte[100_000]);
                hostile.send(RawPeer.message("LAST_WORDS"));
                hostile.awaitHeard("LAST_WORDS");
            }
            assertThat(platform.isUp()).isTrue();
            strategy.pause();
            Deadline.await(
                    "all fills",
                    Scene.EVENTUALLY,
                    () -> Ledgers.read(scene.ledger("nexus"), "fill").stream()
                                    .filter(fill -> "nt8".equals(fill.text("platform")))
                                    .count()
                            == platform.account().fills().size());
            scene.stopGateway();
            scene.verify("after the stop");
            assertJournaled(scene, "PLATFORM_IN", sent);
            scene.done();
        }
    }

    @Test
    void randomFramesOnTheNexusPortAreJournaledAndChangeNothing() throws Exception {
        Random random = Chance.seeded("HostilePeersIT, NEXUS frames");
        try (Scene scene = Scene.create("nexus-frames")) {
            toleratingAll(scene);
            scene.startGateway();
            SimulatedPlatform platform = Peers.platform(scene, "nt8", 500, 5, 2);
            scene.awaitUp(List.of("nt8"));
            List<byte[]> sent = new ArrayList<>();
            try (RawPeer hostile = RawPeer.connect(scene.endpoints().nexus())) {
                hostile.send(RawPeer.message(Types.HELLO).put(Keys.CLIENT, "hostile"));
                hostile.awaitHeard(Types.RESUMED);
                for (int i = 0; i < FRAMES; i++) {
                    byte[] frame = frame(random);
                    sent.add(frame);
                    hostile.send(frame);
                }
                hostile.send(RawPeer.message("LAST_WORDS"));
                hostile.awaitHeard("LAST_WORDS");
            }
            int ordersBefore = platform.account().orders().size();
            DemoStrategy strategy = Peers.strategy(scene, 20);
            // Fills alone would not do: it is also told those of the orders that the hostile one caused.
            Deadline.await(
                    "orders and fills for the real one",
                    Scene.EVENTUALLY,
                    () -> platform.account().orders().size() > ordersBefore
                            && strategy.tally().filled() > 3);
            strategy.pause();
            scene.awaitStillness("nexus", "nt8");
            scene.stopGateway();
            scene.verify("after the stop");
            assertJournaled(scene, "NEXUS_IN", sent);
            scene.done();
        }
    }

    /** So that the one who sends nothing but noise is heard to the end. */
    private static void toleratingAll(Scene scene) throws IOException {
        scene.useConfig(scene.defaultConfig().replace("maxMalformed: 1000", "maxMalformed: 1000000"));
    }

    @Test
    void whoSendsNothingButNoiseIsCutOffAndNobodyElse() throws Exception {
        Random random = Chance.seeded("HostilePeersIT, noise");
        try (Scene scene = Scene.create("noise")) {
            scene.startGateway();
            SimulatedPlatform platform = Peers.platform(scene, "nt8", 500, 5, 2);
            DemoStrategy strategy = Peers.strategy(scene, 20);
            Deadline.await(
                    "the first fill", Scene.EVENTUALLY, () -> strategy.tally().fills() > 0);
            try (RawPeer hostile = RawPeer.connect(scene.endpoints().platforms())) {
                hostile.send(register("sierra"));
                hostile.awaitHeard(Types.REGISTERED);
                for (int i = 0; i < FRAMES; i++) {
                    byte[] noise = new byte[random.nextInt(300)];
                    random.nextBytes(noise);
                    hostile.send(noise);
                }
                hostile.awaitHeard("TOO_MANY_BAD");
                int fills = strategy.tally().fills();
                Deadline.await("fills go on", Scene.SOON, () -> strategy.tally().fills() > fills + 5);
                // It may come back, and behave. What it says before its connection has ended goes the same way as the
                // noise.
                Deadline.await("sierra is back", Scene.SOON, () -> {
                    hostile.send(register("sierra"));
                    return scene.isUp("sierra");
                });
                scene.awaitUp(List.of("nt8", "sierra"));
            }
            assertAllToldOnce(scene, strategy, platform);
            scene.done();
        }
    }

    /** Real messages, real ones with damage, and noise. */
    private static byte[] frame(Random random) {
        byte[] bytes = message(random).endMap().toBytes();
        switch (random.nextInt(4)) {
            case 0 -> {
                return bytes;
            }
            case 1 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
            }
            case 2 -> {
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return bytes;
            }
            default -> {
                byte[] noise = new byte[random.nextInt(300)];
                random.nextBytes(noise);
                return noise;
            }
        }
    }

    private static MapWriter message(Random random) {
        String id = "h" + random.nextInt(20);
        return switch (random.nextInt(6)) {
            case 0 ->
                RawPeer.message(Types.SIGNAL)
                        .put(Keys.ORDER_ID, id)
                        .put(Keys.SYMBOL, random.nextBoolean() ? "NQ" : "NOPE")
                        .put(Keys.SIDE, random.nextBoolean() ? "BUY" : "hold")
                        .put(Keys.QUANTITY, random.nextInt(3) - 1);
            case 1 ->
                RawPeer.message(Types.ORDER_FILL)
                        .put(Keys.ORDER_ID, id)
                        .put(Keys.SYMBOL, "NQH25")
                        .put(Keys.FILLED_QTY, random.nextInt(3))
                        .put(Keys.FILL_PRICE, random.nextDouble() * 1e300)
                        .put(Keys.EXEC_ID, "x" + random.nextInt(50));
            case 2 -> RawPeer.message(Types.ORDER_STATUS).put(Keys.ORDER_ID, id).put(Keys.STATUS, "FILLED");
            case 3 -> RawPeer.message(Types.CANCEL).put(Keys.ORDER_ID, id);
            case 4 ->
                RawPeer.message(Types.MARKET_DATA).put(Keys.PLATFORM, "sierra").putNil(Keys.DATA);
            default -> RawPeer.message(Types.HELLO).put(Keys.RESUME_FROM, random.nextLong());
        };
    }

    private static void assertJournaled(Scene scene, String kind, List<byte[]> sent) throws Exception {
        Scene.Result dump = scene.replay("dump", "--json", "--type", kind);
        assertThat(dump.exitCode()).as(String.join("\n", dump.err())).isZero();
        Set<String> journaled = new HashSet<>();
        for (String line : dump.out()) {
            journaled.add(line.substring(line.lastIndexOf("\"raw\":\"") + 7, line.length() - 2));
        }
        assertThat(journaled)
                .containsAll(sent.stream()
                        .map(frame -> Base64.getEncoder().encodeToString(frame))
                        .toList());
    }

    @Test
    void aStraySecondNexusIsNamedAndNothingIsLost() throws Exception {
        try (Scene scene = Scene.create("second-nexus")) {
            scene.startGateway();
            SimulatedPlatform platform = Peers.platform(scene, "nt8", 200, 300, 2);
            DemoStrategy strategy = Peers.strategy(scene, 50);
            Deadline.await(
                    "the first fill", Scene.EVENTUALLY, () -> strategy.tally().fills() > 0);
            try (RawPeer stray = RawPeer.connect(scene.endpoints().nexus())) {
                Deadline.await(
                        "signals refused",
                        Scene.SOON,
                        () -> Ledgers.read(scene.ledger("nexus"), "signal").size()
                                > strategy.tally().acknowledged() + 3);
                assertThat(scene.status().text("nexus")).isEqualTo("AMBIGUOUS");
                assertThat(stray.heard()).noneMatch(message -> message.contains(Types.ORDER_FILL));
            }
            int fills = strategy.tally().fills();
            Deadline.await("fills again", Scene.SOON, () -> strategy.tally().fills() > fills + 5);
            assertAllToldOnce(scene, strategy, platform);
            assertThat(Ledgers.read(scene.ledger("nexus"), "reject"))
                    .extracting(reject -> reject.text("code"))
                    .contains("AMBIGUOUS_NEXUS");
            scene.done();
        }
    }
}
