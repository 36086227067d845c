package nexus.gateway.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.gateway.clock.ClockWatch;
import nexus.gateway.duty.Gateway;
import nexus.gateway.duty.Surroundings;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Settings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A data folder, a gateway that dies in a process of its own, then one that does not in this process, and around both
 * a v0 platform ({@code nt8}), one that answers status requests ({@code sierra}) and a NEXUS. The platforms remember
 * which orders they got and which executions they made, over all connections.
 */
final class CrashScene implements AutoCloseable {
    static final String SIGNAL_ID = "s1";
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final String CONFIG = """
            platforms: { nt8: { dialect: nt8 }, sierra: { dialect: sierra } }
            symbols:
              NQ: { nt8: NQ 03-25, sierra: NQH25 }
            endpoints: { platforms: "tcp://127.0.0.1:0", nexus: "tcp://127.0.0.1:0", control: "tcp://127.0.0.1:0" }
            journal: { minFreeDisk: 1 MiB, diskReserve: 1 MiB, snapshotInterval: 1 s }
            """;

    private static final String ALERTS = "alerts: { toNexus: true }\n";

    private final Path data;
    private final Path config;
    private final boolean hello;
    private final Map<String, String> orders = new LinkedHashMap<>();
    private final List<String> orderRepeats = new ArrayList<>();
    private final List<Told> nexusTold = new ArrayList<>();
    private final Map<String, CrashPeer> platforms = new LinkedHashMap<>();
    private CrashPeer nexus;
    private Process dying;
    private Gateway gateway;
    private Thread gatewayThread;
    private Gateway.Endpoints endpoints;

    /** @param hello whether NEXUS says HELLO, or knows v0 alone; with HELLO alerts are on */
    CrashScene(Path folder, boolean hello) throws IOException {
        this.data = folder.resolve("data");
        this.config = Files.writeString(folder.resolve("gateway.yaml"), hello ? CONFIG + ALERTS : CONFIG);
        this.hello = hello;
    }

    Path data() {
        return data;
    }

    // ---- the gateway ----

    /** Starts a gateway that will die. */
    void startDying(String point, long wallMillis, boolean anotherBoot) throws IOException {
        dying = launch(point, wallMillis, anotherBoot);
        BufferedReader out = new BufferedReader(new InputStreamReader(dying.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.matches("tcp://\\S+ tcp://\\S+ tcp://\\S+")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new AssertionError("the gateway has ended with exit code " + exitCode());
        }
        String[] parts = line.split(" ", -1);
        endpoints = new Gateway.Endpoints(parts[0], parts[1], parts[2]);
        Thread rest = new Thread(() -> out.lines().forEach(ignored -> {}), "dying-out");
        rest.setDaemon(true);
        rest.start();
    }

    /** Starts a gateway that dies before it listens; returns its exit code. */
    int startDyingInRecovery(CrashPoint point) throws IOException {
        dying = launch(point.text(), 0, false);
        return exitCode();
    }

    private Process launch(String point, long wallMillis, boolean anotherBoot) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-") || flag.startsWith("-Dchronicle"))
                .toList());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(CrashingGateway.class.getName());
        command.addAll(List.of(
                data.toString(), config.toString(), point, Long.toString(wallMillis), Boolean.toString(anotherBoot)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Waits until the gateway has died, while the platforms and NEXUS go on. */
    int awaitDeath() {
        await("the gateway to die", () -> !dying.isAlive());
        int exitCode = dying.exitValue();
        pumpAll();
        disconnectAll();
        return exitCode;
    }

    private int exitCode() {
        await("the process to end", () -> !dying.isAlive());
        return dying.exitValue();
    }

    /** Starts a gateway that lives, in this process. */
    void startLiving(long wallMillis) throws IOException, ConfigException {
        Surroundings surroundings = new Surroundings(
                CrashingGateway.wallFrom(wallMillis),
                System::nanoTime,
                Settings.small(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                clock -> ClockWatch.silent());
        gateway = Gateway.open(ConfigLoader.load(config), data, () -> ConfigLoader.load(config), surroundings);
        endpoints = gateway.endpoints();
        gatewayThread = new Thread(gateway::run, "gateway");
        gatewayThread.start();
    }

    void stopLiving() {
        gateway.stop();
        await("the gateway to stop", () -> !gatewayThread.isAlive());
    }

    // ---- the peers ----

    /** Connects NEXUS: with HELLO after what it has, or silently. */
    void connectNexus() {
        long resumeFrom = nexusTold.stream()
                .filter(CrashScene::isOrderEvent)
                .mapToLong(Told::seq)
                .max()
                .orElse(0);
        nexus = CrashPeer.connect(endpoints.nexus(), nexusTold::add);
        if (hello) {
            nexus.send(message(Types.HELLO)
                    .put(Keys.CLIENT, "test")
                    .put(Keys.RESUME_FROM, resumeFrom)
                    .endMap());
        }
    }

    static boolean isOrderEvent(Told told) {
        return switch (told.type()) {
            case Types.ORDER_FILL, Types.ORDER_STATUS, Types.SIGNAL_ACK -> true;
            case Types.REJECT -> told.text(Keys.ORDER_ID) != null;
            default -> false;
        };
    }

    void sendSignal() {
        nexus.send(message(Types.SIGNAL)
                .put(Keys.SYMBOL, "NQ")
                .put(Keys.SIDE, "BUY")
                .put(Keys.QUANTITY, 2)
                .put(Keys.ORDER_ID, SIGNAL_ID)
                .endMap());
    }

    /** Connects both platforms; an order is filled at once where {@code filling}. */
    void connectPlatforms(String filling) {
        connectPlatform("nt8", filling.contains("nt8"));
        connectPlatform("sierra", filling.contains("sierra"));
    }

    private void connectPlatform(String name, boolean filling) {
        CrashPeer peer = CrashPeer.connect(endpoints.platform(), told -> hear(name, told, filling));
        platforms.put(name, peer);
        MapWriter register = message(Types.REGISTER).put(Keys.PLATFORM, name);
        if (name.equals("sierra")) {
            register.put(Keys.VERSION, "1").beginArray(Keys.CAPABILITIES, 1).add("order_status");
        }
        peer.send(register.endMap());
    }

    private void hear(String name, Told told, boolean filling) {
        if (told.type().equals(Types.ORDER)) {
            if (orders.put(name, told.text(Keys.ORDER_ID)) != null) {
                orderRepeats.add(name + ": " + told);
            }
            if (filling) {
                fill(name);
            }
        } else if (told.type().equals(Types.ORDER_STATUS_REQUEST)) {
            platforms
                    .get(name)
                    .send(message(Types.ORDER_STATUS)
                            .put(Keys.REF, told.text(Keys.REF))
                            .put(Keys.STATUS, orders.containsKey(name) ? "WORKING" : "UNKNOWN")
                            .endMap());
        }
    }

    /** Fills the order that the platform has; again if it has been filled, as a link does after a reconnect. */
    void fill(String name) {
        platforms
                .get(name)
                .send(message(Types.ORDER_FILL)
                        .put(Keys.ORDER_ID, orders.get(name))
                        .put(Keys.SYMBOL, name.equals("nt8") ? "NQ 03-25" : "NQH25")
                        .put(Keys.FILLED_QTY, 2)
                        .put(Keys.FILL_PRICE, 16250.5)
                        .put(Keys.STATUS, "FILLED")
                        .put(Keys.EXEC_ID, "x-" + name)
                        .endMap());
    }

    private static MapWriter message(String type) {
        return new MapWriter(256).reset().beginMap().put(Keys.TYPE, type);
    }

    private void pumpAll() {
        if (nexus != null) {
            nexus.pump();
        }
        platforms.values().forEach(CrashPeer::pump);
    }

    private void disconnectAll() {
        if (nexus != null) {
            nexus.close();
            nexus = null;
        }
        platforms.values().forEach(CrashPeer::close);
        platforms.clear();
    }

    /** Waits while everybody goes on. */
    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE_NANOS;
        while (true) {
            pumpAll();
            if (condition.getAsBoolean()) {
                return;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "waited in vain for " + what + "; NEXUS was told " + nexusTold + ", orders arrived " + orders);
            }
            LockSupport.parkNanos(500_000);
        }
    }

    /** Waits until NEXUS has been told this, as {@link Told#brief} has it. */
    void awaitTold(String brief) {
        await("NEXUS to be told " + brief, () -> countTold(brief) > 0);
    }

    // ---- what came of it ----

    long countTold(String brief) {
        return nexusTold.stream().filter(told -> told.brief().equals(brief)).count();
    }

    /** What NEXUS was told of orders, over all connections. */
    List<Told> orderEvents() {
        return nexusTold.stream().filter(CrashScene::isOrderEvent).toList();
    }

    /** The platforms that got the order. */
    Map<String, String> orders() {
        return orders;
    }

    /** Orders that came a second time. */
    List<String> orderRepeats() {
        return orderRepeats;
    }

    /** Replays the whole journal; fails where it diverges. Returns the state of each order, by platform. */
    Map<String, String> replay() {
        Replay replay = new Replay(new Router());
        JournalRecord record = new JournalRecord();
        try (JournalReader reader = JournalReader.open(data)) {
            while (reader.next(record)) {
                replay.accept(record);
            }
        }
        if (replay.firstDivergence().isPresent() || !replay.pending().isEmpty()) {
            throw new AssertionError("replay: " + replay.firstDivergence() + ", missing " + replay.pending());
        }
        MapWriter report = new MapWriter(4_096).reset().beginMap();
        replay.router().describeOrders(report);
        byte[] bytes = report.endMap().toBytes();
        Map<?, ?> answer = (Map<?, ?>)
                new Load(LoadSettings.builder().build()).loadFromString(JsonText.of(bytes, 0, bytes.length));
        Map<String, String> states = new LinkedHashMap<>();
        for (Object order : (List<?>) answer.get("orders")) {
            Map<?, ?> fields = (Map<?, ?>) order;
            states.put(String.valueOf(fields.get("platform")), String.valueOf(fields.get("status")));
        }
        return states;
    }

    /** A snapshot cut off while it was written under its temporary name. */
    void plantHalfSnapshot() throws IOException {
        Files.write(data.resolve("snapshots").resolve(String.format("%020d.snapshot.tmp", 7)), new byte[10]);
    }

    /** The files in the snapshot folder. */
    List<String> snapshots() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("snapshots"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public void close() {
        disconnectAll();
        if (dying != null) {
            dying.destroyForcibly();
        }
        if (gateway != null) {
            stopLiving();
        }
    }
}
