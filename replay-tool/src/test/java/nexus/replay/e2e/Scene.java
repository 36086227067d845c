package nexus.replay.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One test's world: a folder, a gateway on free ports, and the programs around it. Ends them all when it is closed. The
 * folder goes if the test has said {@link #done}.
 */
final class Scene implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    static final Duration EVENTUALLY = Duration.ofSeconds(40);
    private static final String ANY_PORT = "tcp://127.0.0.1:0";

    private final Installation installation = Installation.find();
    private final Deque<Closeable> parts = new ArrayDeque<>();
    private final List<Program> programs = new ArrayList<>();
    private final Path folder;
    private Path data;
    private Path config;
    private Program gateway;
    private Endpoints endpoints = new Endpoints(ANY_PORT, ANY_PORT, ANY_PORT, 0);
    private boolean done;

    private Scene(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.config = installation.defaultConfig();
    }

    /** Where a gateway listens, and its process id. */
    record Endpoints(String platforms, String nexus, String control, long pid) {}

    /** What a command printed, and its exit code. */
    record Result(int exitCode, List<String> out, List<String> err) {
        String text() {
            return "exit code " + exitCode + "\n" + String.join("\n", out) + "\n" + String.join("\n", err);
        }
    }

    static Scene create(String name) throws IOException {
        return in(Path.of("target", "e2e", name).toAbsolutePath());
    }

    /** In a folder of its own, which is emptied first. */
    static Scene in(Path folder) throws IOException {
        delete(folder);
        Files.createDirectories(folder);
        return new Scene(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    Path folder() {
        return folder;
    }

    Path data() {
        return data;
    }

    Installation installation() {
        return installation;
    }

    Program gateway() {
        return gateway;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    Path ledger(String name) {
        return folder.resolve(name + ".jsonl");
    }

    void useData(Path dataFolder) {
        data = dataFolder;
    }

    /** A configuration of the test's own instead of the default one. */
    void useConfig(String yaml) throws IOException {
        config = folder.resolve("gateway.yaml");
        Files.writeString(config, yaml);
    }

    /** Where the gateway's next start listens. */
    void listenOn(String platforms, String nexus, String control) {
        endpoints = new Endpoints(platforms, nexus, control, 0);
    }

    /** {@code check-config} on this scene's configuration. */
    Result check() throws Exception {
        return finish(installation.startGatewayCommand(folder, List.of("check-config", config.toString())));
    }

    /** A command of the gateway that goes on until the scene ends. */
    Program gatewayCommand(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return track(installation.startGatewayCommand(folder, all));
    }

    /** All that the programs have printed. */
    String transcripts() {
        StringBuilder text = new StringBuilder();
        programs.forEach(program -> text.append(program.transcript()));
        return text.toString();
    }

    /** The default configuration's text. */
    String defaultConfig() throws IOException {
        return Files.readString(installation.defaultConfig());
    }

    /** {@code gateway run} with these endpoints, whatever becomes of it. */
    Program launchGateway() throws IOException {
        return track(installation.startGateway(
                folder,
                List.of(
                        "run",
                        "--config",
                        config.toString(),
                        "--data",
                        data.toString(),
                        "--platforms",
                        endpoints.platforms(),
                        "--nexus",
                        endpoints.nexus(),
                        "--control",
                        endpoints.control())));
    }

    /** Starts the gateway, on the ports of the last time if there was one, and returns when it listens. */
    void startGateway() throws Exception {
        gateway = launchGateway();
        Deadline.await("the gateway to listen\n" + gateway.transcript(), SOON, () -> {
            if (!gateway.isAlive()) {
                throw new AssertionError("the gateway has ended\n" + gateway.transcript());
            }
            return readEndpoints();
        });
    }

    private boolean readEndpoints() throws IOException {
        Path file = data.resolve(".endpoints");
        if (!Files.exists(file)) {
            return false;
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        Endpoints found = new Endpoints(
                value(lines, "platforms"),
                value(lines, "nexus"),
                value(lines, "control"),
                Long.parseLong(value(lines, "pid")));
        if (found.pid() != gateway.pid()) {
            return false;
        }
        endpoints = found;
        return true;
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /** Stops the gateway with the command, as an operator would; it must end well within its time. */
    void stopGateway() throws Exception {
        Result stop = command("stop");
        if (stop.exitCode() != 0) {
            throw new AssertionError("stop: " + stop.text() + "\n" + gateway.transcript());
        }
        int exitCode = gateway.awaitExit(SOON);
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + "\n" + gateway.transcript());
        }
    }

    /** Runs one of the gateway's commands against this scene's gateway. */
    Result command(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return finish(installation.startGatewayCommand(folder, all));
    }

    /** {@code status --json}, read. */
    Ledgers.Entry status() throws Exception {
        return json("status");
    }

    /** Returns when the gateway takes these platforms for up. */
    void awaitUp(List<String> platforms) throws Exception {
        Deadline.await("platforms up: " + platforms, SOON, () -> up().containsAll(platforms));
    }

    /** Whether the gateway takes this platform for up. */
    boolean isUp(String platform) throws Exception {
        return up().contains(platform);
    }

    private List<String> up() throws Exception {
        if (!gateway.isAlive()) {
            throw new AssertionError("the gateway has ended\n" + gateway.transcript());
        }
        List<String> up = new ArrayList<>();
        for (Object platform : (List<?>) status().fields().get("platform_status")) {
            Map<?, ?> fields = (Map<?, ?>) platform;
            if ("UP".equals(fields.get("status"))) {
                up.add(String.valueOf(fields.get("platform")));
            }
        }
        return up;
    }

    /** Whether NEXUS is there and takes what it is sent, and no order event waits for it. */
    boolean isNexusServed() throws Exception {
        Ledgers.Entry status = status();
        String nexus = status.text("nexus");
        return nexus.startsWith("UP") && !nexus.contains("takes nothing") && status.integer("waiting_events") == 0;
    }

    /** Returns when nothing has been added to these ledgers for a second. */
    void awaitStillness(String... ledgers) throws Exception {
        long[] quietSince = {System.nanoTime()};
        long[] last = {-1};
        Deadline.await("no more entries", EVENTUALLY, () -> {
            long size = 0;
            for (String name : ledgers) {
                size += Files.exists(ledger(name)) ? Files.size(ledger(name)) : 0;
            }
            if (size != last[0]) {
                last[0] = size;
                quietSince[0] = System.nanoTime();
            }
            return System.nanoTime() - quietSince[0] > 1_000_000_000L;
        });
    }

    /** The answer to a command, read. */
    Ledgers.Entry json(String command) throws Exception {
        Result result = command(command, "--json");
        if (result.exitCode() != 0) {
            throw new AssertionError(command + ": " + result.text() + "\n" + gateway.transcript());
        }
        return Ledgers.parse(String.join("\n", result.out()));
    }

    /** Runs the replay tool on this scene's journal. */
    Result replay(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return finish(installation.startReplay(folder, all));
    }

    /** Starts the replay tool on this scene's journal. */
    Program startReplay(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return track(installation.startReplay(folder, all));
    }

    /** A backtest of a NEXUS that connects to it, over ticks of NQ in a file. */
    Program startBacktest(Path ticks, Path out) throws IOException {
        List<String> arguments = List.of(
                "backtest",
                "--strategy",
                "zmq",
                "--bind",
                ANY_PORT,
                "--ticks",
                ticks.toString(),
                "--symbol",
                "NQ",
                "--config",
                config.toString(),
                "--no-report",
                "--out",
                out.toString());
        return track(installation.startReplay(folder, arguments));
    }

    /** The journal must replay to the same outputs. Works beside a running gateway. */
    void verify(String when) throws Exception {
        Result result = replay("verify");
        if (result.exitCode() != 0 || !result.out().contains("identical")) {
            throw new AssertionError("verify " + when + ": " + result.text());
        }
    }

    /** The seals must fit the journal, and after a stop leave nothing out. */
    void verifySeals(String when) throws Exception {
        Result result = replay("seal", "verify");
        if (result.exitCode() != 0 || !result.out().contains("unsealed   0 records behind the last seal")) {
            throw new AssertionError("seal verify " + when + ": " + result.text());
        }
    }

    private static Result finish(Program program) throws InterruptedException {
        try (program) {
            int exitCode = program.awaitExit(EVENTUALLY);
            return new Result(exitCode, program.out(), program.err());
        }
    }

    /** A foreign program; keeps its ledger under its own name. */
    Program python(String ledger, String script, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--ledger", ledger(ledger).toString()));
        return track(installation.startPython(folder, script, all));
    }

    /** A class of these tests as a process. */
    Program main(Class<?> main, String... arguments) throws IOException {
        return track(installation.startMain(folder, main, List.of(arguments)));
    }

    private Program track(Program program) {
        programs.add(program);
        parts.push(program::close);
        return program;
    }

    /** Something to close with the scene. */
    <T> T with(T part, Closeable end) {
        parts.push(end);
        return part;
    }

    /** The test has found everything well: nothing need be kept. */
    void done() {
        done = true;
    }

    @Override
    public void close() throws IOException {
        if (!done) {
            programs.forEach(program -> System.out.println("--- " + program.transcript()));
        }
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
        if (done) {
            delete(folder);
        }
    }
}
