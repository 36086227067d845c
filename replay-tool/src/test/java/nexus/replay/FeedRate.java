package nexus.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nexus.gateway.router.Router;
import nexus.journal.codec.AddedField;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * How fast {@code feed --speed max} is, as a share of what a bare JeroMQ sender reaches with the same messages and the same
 * client, each in processes of their own, in turn. Not a test: run it, behind a build, from the repository's folder with
 *
 * <pre>java -cp 'replay-tool/target/test-classes:replay-tool/target/lib/*:replay-tool/target/*' nexus.replay.FeedRate</pre>
 *
 * <p>and, if wanted, how many rounds (default 5). Each sends 2,000,000 messages six times, so that what is compiled on the
 * way counts for little.
 */
final class FeedRate {
    private static final String ADDRESS = "tcp://127.0.0.1:";
    private static final int DIFFERENT_MESSAGES = 50_000;
    private static final int TICKS_PER_CHECKPOINT = 50_000;
    private static final int QUEUED_MESSAGES = 100_000;
    private static final int BUFFER_BYTES = 128 * 1_024;
    private static final double NANOS_PER_SECOND = 1e9;

    /** What Chronicle needs to be let into; our own jars say so in their manifests. */
    private static final List<String> CHRONICLE_FLAGS = Stream.concat(
                    Stream.of("java.lang", "java.lang.reflect", "java.io", "java.util", "sun.nio.ch")
                            .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED"),
                    Stream.of(
                            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                            "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
                            "-Dchronicle.analytics.disable=true",
                            "-Dchronicle.announcer.disable=true"))
            .toList();

    private static final int TICKS = 2_000_000;
    /** So that what is compiled on the way counts for little. */
    private static final int PASSES = 6;

    private final Path folder;

    private FeedRate(Path folder) {
        this.folder = folder;
    }

    /** {@code [rounds]}; the other forms are the processes that this starts. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("send")) {
            send(SocketType.valueOf(arguments[1]), Integer.parseInt(arguments[2]));
            return;
        } else if (arguments.length > 0 && arguments[0].equals("receive")) {
            receive(arguments[1], Integer.parseInt(arguments[2]));
            return;
        } else if (arguments.length > 0 && arguments[0].equals("record")) {
            record(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            return;
        }
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Path folder = Files.createTempDirectory("feed-rate");
        try {
            FeedRate rate = new FeedRate(folder);
            rate.record();
            rate.compare(rounds);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void record() throws Exception {
        Process recorder = java(CHRONICLE_FLAGS, "record", folder.toString(), Integer.toString(TICKS));
        String said = new String(recorder.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (recorder.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    private static void record(Path folder, int messages) throws Exception {
        try (JournalScript journal = new JournalScript(folder)) {
            journal.run("rate", Router.VERSION).recovery(0, 0, null).connect();
            MapWriter tick = new MapWriter(128);
            for (int i = 0; i < messages; i++) {
                byte[] bytes = tick(tick, i).toBytes();
                journal.raw(RecordKind.PLATFORM_IN, JournalScript.PLATFORM, bytes);
                if (i % TICKS_PER_CHECKPOINT == 0) {
                    journal.checkpoint();
                }
            }
        }
    }

    private static MapWriter tick(MapWriter tick, int number) {
        return tick.reset()
                .beginMap()
                .put(Keys.TYPE, Types.MARKET_DATA)
                .put(Keys.PLATFORM, "nt8")
                .beginMap(Keys.DATA)
                .put(Keys.SYMBOL, "NQ 03-25")
                .put(Keys.PRICE, 16250 + number % 64 * 0.25)
                .put(Keys.VOLUME, 1 + number % 100)
                .put(Keys.TIMESTAMP, 1_800_000_000.0 + number / 1048576.0)
                .endMap()
                .endMap();
    }

    private void compare(int rounds) throws Exception {
        List<Double> bareClient = new ArrayList<>();
        List<Double> v0Client = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            int messages = PASSES * TICKS;
            double dealer = rate(bare(SocketType.DEALER, messages), client(messages));
            double router = rate(bare(SocketType.ROUTER, messages), client(messages));
            double feed = rate(feed(PASSES), client(messages));
            double dealerToV0 = rate(bare(SocketType.DEALER, messages / 2), v0Client(messages / 2));
            double feedToV0 = rate(feed(PASSES / 2), v0Client(messages / 2));
            bareClient.add(feed / dealer);
            v0Client.add(feedToV0 / dealerToV0);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: client that reads nothing: feed %,.0f/s, DEALER %,.0f/s (%.2f), ROUTER %,.0f/s (%.2f);"
                            + " v0 in Python: feed %,.0f/s, DEALER %,.0f/s (%.2f)%n",
                    round,
                    feed,
                    dealer,
                    feed / dealer,
                    router,
                    feed / router,
                    feedToV0,
                    dealerToV0,
                    feedToV0 / dealerToV0);
        }
        System.out.printf(
                Locale.ROOT,
                "median of feed / bare DEALER: %.2f to a client that reads nothing, %.2f to v0 in Python%n",
                median(bareClient),
                median(v0Client));
    }

    private static double median(List<Double> ratios) {
        ratios.sort(null);
        return ratios.get(ratios.size() / 2);
    }

    private static Process bare(SocketType type, int messages) throws IOException {
        return java(List.of(), "send", type.name(), Integer.toString(messages));
    }

    private static Client client(int messages) {
        return address -> java(List.of(), "receive", address, Integer.toString(messages));
    }

    private static Client v0Client(int messages) {
        return address -> new ProcessBuilder(
                        "/usr/bin/python3",
                        "replay-tool/src/test/python/v0_reader.py",
                        address,
                        Integer.toString(messages))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Starts a client of what listens at an address. */
    private interface Client {
        Process start(String address) throws IOException;
    }

    private Process feed(int passes) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                javaProgram(),
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx512m",
                "-Dchronicle.analytics.disable=true",
                "-Dchronicle.announcer.disable=true",
                "-jar",
                "replay-tool/target/replay-tool-0.1.0.jar"));
        command.addAll(List.of(
                "feed",
                "--speed",
                "max",
                "--loop",
                Integer.toString(passes),
                "--data",
                folder.toString(),
                "--bind",
                ADDRESS + "0"));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static Process java(List<String> flags, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(javaProgram(), "-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FeedRate.class.getName()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Messages per second at the client, from the first to the last. */
    private static double rate(Process sender, Client receiver) throws Exception {
        String address = null;
        try (var out = sender.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while (address == null && (line = out.readLine()) != null) {
                int at = line.indexOf("tcp://");
                address = at < 0 ? null : line.substring(at).strip();
            }
            Process client = receiver.start(address);
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            while (out.readLine() != null) {
                // Its summary.
            }
            sender.waitFor();
            return Double.parseDouble(answer);
        }
    }

    /** Binds and sends as fast as it can. */
    private static void send(SocketType type, int count) {
        byte[][] frames = frames();
        ZMQ.Context context = ZMQ.context(1);
        ZMQ.Socket socket = context.socket(type);
        socket.setSndHWM(QUEUED_MESSAGES);
        socket.setLinger(-1);
        socket.bind(ADDRESS + "0");
        socket.setSendBufferSize(BUFFER_BYTES);
        System.out.println(socket.getLastEndpoint());
        byte[] peer = type == SocketType.ROUTER ? socket.recv() : null;
        // Says that it is there.
        socket.recv();
        if (peer != null) {
            socket.setRouterMandatory(true);
        }
        for (int i = 0; i <= count; i++) {
            if (peer != null) {
                socket.send(peer, ZMQ.SNDMORE);
            }
            socket.send(frames[i % frames.length]);
        }
        if (peer != null) {
            socket.send(peer, ZMQ.SNDMORE);
        }
        socket.send("\"REPLAY_END\"");
        // To close it would lose what the other end has not read, whatever the linger.
        socket.recv();
        socket.close();
        context.term();
    }

    /** Messages like those that feed sends. */
    private static byte[][] frames() {
        AddedField replay = new AddedField(Keys.REPLAY, true);
        MapWriter tick = new MapWriter(256);
        byte[][] frames = new byte[DIFFERENT_MESSAGES][];
        for (int i = 0; i < frames.length; i++) {
            byte[] plain = tick.reset()
                    .beginMap()
                    .put(Keys.TYPE, Types.MARKET_DATA)
                    .put(Keys.PLATFORM, "nt8")
                    .beginMap(Keys.DATA)
                    .put(Keys.SYMBOL, "NQ")
                    .put(Keys.PLATFORM_SYMBOL, "NQ 03-25")
                    .put(Keys.PRICE, 16250 + i % 64 * 0.25)
                    .put(Keys.VOLUME, 1 + i % 100)
                    .put(Keys.TIMESTAMP, 1_800_000_000.0 + i / 1048576.0)
                    .put(Keys.PRICE_KIND, "TRADE")
                    .endMap()
                    .put(Keys.SEQ, 1_000_000L * 256 + i)
                    .put(Keys.RECV_NS, 1_800_000_000_000_000_000L + i)
                    .endMap()
                    .toBytes();
            byte[] into = new byte[plain.length + replay.maxGrowth()];
            frames[i] = Arrays.copyOf(into, replay.copy(plain, 0, plain.length, into, 0));
        }
        return frames;
    }

    /** Connects and takes everything. */
    private static void receive(String address, int count) {
        ZMQ.Context context = ZMQ.context(1);
        ZMQ.Socket socket = context.socket(SocketType.DEALER);
        socket.setHandshakeIvl(300);
        socket.setRcvHWM(QUEUED_MESSAGES);
        socket.setReceiveBufferSize(BUFFER_BYTES);
        socket.connect(address);
        socket.send("here");
        socket.recv();
        long start = System.nanoTime();
        MapReader reader = new MapReader();
        long received = 0;
        byte[] message;
        do {
            message = socket.recv();
            received++;
            // A REPLAY_END is longer or shorter than any tick.
        } while (received < count || !isEnd(reader, message));
        System.out.printf(Locale.ROOT, "%.0f%n", received * NANOS_PER_SECOND / (System.nanoTime() - start));
        socket.setLinger(1_000);
        socket.send("done");
        socket.close();
        context.term();
    }

    private static boolean isEnd(MapReader reader, byte[] message) {
        return reader.wrap(message, 0, message.length) != null
                || JsonText.of(message, 0, message.length).contains("\"REPLAY_END\"");
    }
}
