package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import nexus.config.ConfigException;
import nexus.config.EdgeConfig;
import nexus.config.GatewayConfig;
import nexus.config.RouterConfig;
import nexus.gateway.clock.ClockWatch;
import nexus.gateway.edge.Edge;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.codec.JsonText;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Settings;

/** A gateway on free ports in a thread of its own. */
final class RunningGateway implements AutoCloseable {
    static final int STOP_MILLIS = 2_000;

    private final Gateway gateway;
    private final Path folder;
    private final Thread thread;
    private volatile boolean endedCleanly;

    private RunningGateway(Gateway gateway, Path folder) {
        this.folder = folder;
        this.gateway = gateway;
        this.thread = new Thread(() -> endedCleanly = gateway.run(), "gateway");
        thread.start();
    }

    static RunningGateway start(Path folder) throws IOException {
        return start(config(1_000, EdgeConfig.Durability.PROCESS), folder, surroundings());
    }

    static RunningGateway start(GatewayConfig config, Path folder, Surroundings surroundings) throws IOException {
        return new RunningGateway(Gateway.open(config, folder, RunningGateway::noReload, surroundings), folder);
    }

    static RunningGateway start(GatewayConfig config, Path folder, Surroundings surroundings, ConfigReloader reloader)
            throws IOException {
        return new RunningGateway(Gateway.open(config, folder, reloader, surroundings), folder);
    }

    private static GatewayConfig noReload() throws ConfigException {
        throw new ConfigException(List.of("gateway.yaml:3: no reload in this test"));
    }

    static Surroundings surroundings() {
        return surroundings(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    static Surroundings surroundings(
            UnaryOperator<JournalAppender> journal, UnaryOperator<Edge> edge, UnaryOperator<DiskLevel> disk) {
        Surroundings real = Surroundings.real();
        return new Surroundings(
                real.wallNanos(),
                real.monotonicNanos(),
                Settings.small(),
                journal,
                edge,
                disk,
                clock -> ClockWatch.silent());
    }

    static GatewayConfig config(int maxQueuedMessages, EdgeConfig.Durability durability) {
        EdgeConfig edge = new EdgeConfig(
                "tcp://127.0.0.1:0",
                "tcp://127.0.0.1:0",
                "tcp://127.0.0.1:0",
                durability,
                65_536,
                maxQueuedMessages,
                1 << 20,
                1 << 20,
                100_000,
                300);
        return new GatewayConfig(edge, routerConfig(List.of("nt8", "mt5")));
    }

    static RouterConfig routerConfig(List<String> platforms) {
        return new RouterConfig(
                platforms.stream()
                        .map(name -> new RouterConfig.Platform(name, name))
                        .toList(),
                List.of(mapping("NQ", "nt8", "NQ 03-25"), mapping("NQ", "mt5", "NAS100")),
                RouterConfig.UnknownPlatforms.DATA_ONLY,
                10_000,
                2_000,
                5_000,
                15_000,
                100_000,
                100_000,
                604_800_000L);
    }

    private static RouterConfig.Mapping mapping(String universal, String dialect, String symbol) {
        return new RouterConfig.Mapping(universal, dialect, symbol, BigDecimal.ONE, BigDecimal.ONE, true);
    }

    Gateway gateway() {
        return gateway;
    }

    TestPeer platform() {
        return new TestPeer(gateway.endpoints().platform(), (String) null);
    }

    TestPeer nexus() {
        return new TestPeer(gateway.endpoints().nexus(), (String) null);
    }

    TestPeer operator() {
        return new TestPeer(gateway.endpoints().control(), (String) null).withTokenOf(folder);
    }

    /** One operator's request and its answer. */
    byte[] ask(String type, Object... pairs) {
        try (TestPeer operator = operator()) {
            operator.send(TestPeer.message(type, pairs));
            return operator.await("ANSWER");
        }
    }

    /** Stops within the promised time; returns whether it ended cleanly. */
    boolean stop() throws InterruptedException {
        gateway.stop();
        assertThat(gateway.awaitStopped(STOP_MILLIS))
                .as("stopped within %d ms", STOP_MILLIS)
                .isTrue();
        thread.join();
        return endedCleanly;
    }

    @Override
    public void close() {
        gateway.stop();
        ThreadEnd.await(thread);
    }

    /** The records of a data folder as {@code kind source payload}, of some kinds or of all. */
    static List<String> journal(Path folder, RecordKind... kinds) {
        List<RecordKind> wanted = List.of(kinds);
        List<String> lines = new ArrayList<>();
        JournalRecord record = new JournalRecord();
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next(record)) {
                if (wanted.isEmpty() || wanted.contains(record.kind())) {
                    lines.add(record.kind() + " " + record.source() + " "
                            + JsonText.of(record.payload(), record.payloadOffset(), record.payloadLength()));
                }
            }
        }
        return lines;
    }

    /** Replays the whole journal from its first record; fails where it differs. Returns how many outputs are missing. */
    static int verify(Path folder) {
        Replay replay = new Replay(new Router());
        JournalRecord record = new JournalRecord();
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next(record)) {
                replay.accept(record);
            }
        }
        assertThat(replay.firstDivergence()).isEmpty();
        return replay.pending().size();
    }
}
