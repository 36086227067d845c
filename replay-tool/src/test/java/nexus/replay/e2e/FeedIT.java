package nexus.replay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.journal.codec.AddedField;
import nexus.journal.codec.JsonText;
import nexus.journal.message.Keys;
import nexus.replay.e2e.Ledgers.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A NEXUS that knows v0 alone gets from the journal what it got from the gateway. */
@Timeout(180)
class FeedIT {
    private static final Pattern ADDRESS = Pattern.compile("must connect to (tcp://\\S+)");
    private static final AddedField REPLAY = new AddedField(Keys.REPLAY, true);
    private static final int PASSES = 40;

    @Test
    void getsFromTheJournalWhatItGotFromTheGateway() throws Exception {
        try (Scene scene = Scene.create("feed")) {
            Path live = recordADay(scene);

            Path fed = scene.folder().resolve("fed.frames");
            Program feed = scene.startReplay("feed", "--bind", "tcp://127.0.0.1:0", "--speed", "max");
            Program nexus = v0Nexus(scene, "fed", addressOf(feed), fed, 5);
            int exitCode = feed.awaitExit(Scene.EVENTUALLY);
            assertThat(exitCode).as(feed.transcript()).isZero();
            awaitEnds(fed, 1);

            List<byte[]> expected = frames(live).stream().map(FeedIT::marked).toList();
            List<byte[]> all = frames(fed);
            List<byte[]> between = all.subList(1, all.size() - 1);
            assertThat(texts(between)).isEqualTo(texts(expected));
            assertThat(between).containsExactlyElementsOf(expected);
            assertThat(texts(all).get(0)).startsWith("{\"type\":\"REPLAY_BEGIN\"");
            assertThat(Ledgers.read(scene.ledger("live"), "fill")).hasSizeGreaterThanOrEqualTo(20);
            assertThat(nexus.isAlive()).as(nexus.transcript()).isTrue();
            scene.verify("behind the feed");
            scene.done();
        }
    }

    @Test
    void oneThatStandsStillForSecondsMissesNothing() throws Exception {
        try (Scene scene = Scene.create("feed-slow")) {
            int messages = frames(recordADay(scene)).size();

            Path fed = scene.folder().resolve("fed.frames");
            Program feed = scene.startReplay(
                    "feed", "--bind", "tcp://127.0.0.1:0", "--speed", "max", "--loop", Integer.toString(PASSES));
            Program nexus = v0Nexus(scene, "fed", addressOf(feed), fed, -1);
            Deadline.await("a beginning", Scene.SOON, () -> Files.exists(fed) && Files.size(fed) > 100_000);
            nexus.suspend();
            // Longer than ZeroMQ's heartbeats would wait for an answer.
            Deadline.letPass(Duration.ofSeconds(6));
            assertThat(feed.isAlive()).as(feed.transcript()).isTrue();
            nexus.proceed();
            assertThat(feed.awaitExit(Duration.ofSeconds(90)))
                    .as(feed.transcript())
                    .isZero();
            awaitEnds(fed, PASSES);

            List<byte[]> all = frames(fed);
            assertThat(all).hasSize(PASSES * (messages + 2));
            List<byte[]> first = all.subList(0, messages + 2);
            for (int pass = 1; pass < PASSES; pass++) {
                assertThat(Arrays.deepEquals(
                                first.toArray(),
                                all.subList(pass * (messages + 2), (pass + 1) * (messages + 2))
                                        .toArray()))
                        .as("pass " + pass)
                        .isTrue();
            }
            scene.done();
        }
    }

    /** A gateway, a platform and a NEXUS for some seconds. Returns the frames that this NEXUS got. */
    private static Path recordADay(Scene scene) throws Exception {
        Path frames = scene.folder().resolve("live.frames");
        scene.startGateway();
        Program nexus = v0Nexus(scene, "live", scene.endpoints().nexus(), frames, 20);
        Program platform =
                Peers.v0Platform(scene, "nt8", scene.endpoints().platforms(), "--rate", "1500", "--parts", "2");
        scene.awaitUp(List.of("nt8"));
        Deadline.await("20 signals and their fills", Scene.EVENTUALLY, () -> {
            assertThat(nexus.isAlive()).as(nexus.transcript()).isTrue();
            List<Entry> fills = Ledgers.read(scene.ledger("live"), "fill");
            return fills.size() >= 40;
        });
        platform.kill();
        Deadline.await(
                "the news that the platform is gone",
                Scene.SOON,
                () -> Ledgers.read(scene.ledger("live"), "other").stream()
                        .anyMatch(entry -> "DOWN".equals(entry.text("status"))));
        scene.awaitStillness("live");
        scene.stopGateway();
        nexus.kill();
        return frames;
    }

    private static Program v0Nexus(Scene scene, String name, String endpoint, Path frames, int signals)
            throws Exception {
        return scene.python(
                name,
                "v0_nexus.py",
                "--endpoint",
                endpoint,
                "--count",
                Integer.toString(signals),
                "--every",
                "0.05",
                "--record",
                frames.toString());
    }

    private static String addressOf(Program feed) throws Exception {
        String[] address = new String[1];
        Deadline.await("an address\n" + feed.transcript(), Scene.SOON, () -> {
            Matcher matcher = ADDRESS.matcher(String.join("\n", feed.err()));
            address[0] = matcher.find() ? matcher.group(1) : null;
            return address[0] != null;
        });
        return address[0];
    }

    private static void awaitEnds(Path frames, int count) throws Exception {
        Deadline.await(count + " REPLAY_END", Scene.EVENTUALLY, () -> {
            List<byte[]> all = frames(frames);
            return texts(all.subList(Math.max(0, all.size() - 1), all.size())).stream()
                            .anyMatch(text -> text.startsWith("{\"type\":\"REPLAY_END\""))
                    && texts(all).stream()
                                    .filter(text -> text.startsWith("{\"type\":\"REPLAY_END\""))
                                    .count()
                            == count;
        });
    }

    /** The whole frames in a recording. */
    private static List<byte[]> frames(Path recording) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        if (!Files.exists(recording)) {
            return frames;
        }
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(recording));
        while (all.remaining() >= Integer.BYTES && all.remaining() >= Integer.BYTES + all.getInt(all.position())) {
            byte[] frame = new byte[all.getInt()];
            all.get(frame);
            frames.add(frame);
        }
        return frames;
    }

    private static byte[] marked(byte[] frame) {
        byte[] into = new byte[frame.length + REPLAY.maxGrowth()];
        return Arrays.copyOf(into, REPLAY.copy(frame, 0, frame.length, into, 0));
    }

    private static List<String> texts(List<byte[]> frames) {
        return frames.stream().map(frame -> JsonText.of(frame, 0, frame.length)).toList();
    }
}
