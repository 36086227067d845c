package nexus.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class RunIT {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final String FREE = "tcp://127.0.0.1:0";

    @TempDir
    Path folder;

    private InstallationCopy copy;
    private Path data;
    private Path userHome;
    private Map<String, String> environment;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void install() throws IOException {
        copy = InstallationCopy.built(folder.resolve("Ein Händler"));
        data = copy.home().resolve("data");
        userHome = Files.createDirectory(folder.resolve("user"));
        environment = Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "HOME",
                userHome.toString(),
                "GATEWAY_OPTS",
                "-Duser.home=" + userHome);
    }

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    private Process startGateway(Path dataFolder) throws IOException {
        Process gateway = Launch.start(
                folder,
                environment,
                folder.resolve("run.out"),
                folder.resolve("run.err"),
                copy.launcher(),
                "run",
                "--data",
                dataFolder,
                "--platforms",
                FREE,
                "--nexus",
                FREE,
                "--control",
                FREE);
        started.add(gateway);
        await(() -> noted(dataFolder).isPresent() || !gateway.isAlive());
        return gateway;
    }

    private static Optional<EndpointFile> noted(Path dataFolder) {
        try {
            return EndpointFile.read(dataFolder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private CommandRun launch(Object... arguments) throws Exception {
        List<Object> command = new ArrayList<>(List.of(copy.launcher()));
        command.addAll(List.of(arguments));
        return Launch.run(folder, environment, command.toArray());
    }

    private CommandRun runOn(Path dataFolder, Object... more) throws Exception {
        List<Object> arguments = new ArrayList<>(
                List.of("run", "--data", dataFolder, "--platforms", FREE, "--nexus", FREE, "--control", FREE));
        arguments.addAll(List.of(more));
        return launch(arguments.toArray());
    }

    @Test
    void runsUntilSigtermAndLeavesNothingUndone() throws Exception {
        Process gateway = startGateway(data);
        CommandRun status = launch("status", "--data", data);
        gateway.destroy();

        assertThat(gateway.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(gateway.exitValue()).isZero();
        assertThat(status.out()).contains("halted ").contains("platform status:");
        assertThat(status.err()).isEmpty();
        assertThat(Launch.text(folder.resolve("run.out")))
                .contains("platforms  tcp://127.0.0.1:")
                .contains("stopped");
        assertThat(Launch.text(folder.resolve("run.err"))).isEmpty();
        assertThat(copy.home().resolve("logs/gateway.log")).content().contains(" INFO ");
        assertThat(copy.home().resolve("logs/nexus.log")).exists();
        assertThat(data.resolve(".endpoints")).doesNotExist();
        // Chronicle leaves a file here when it reports usage.
        assertThat(userHome).isDirectoryNotContaining("glob:**analytics*");
    }

    @Test
    void stopsByCommandAndStartsAgain() throws Exception {
        for (int start = 1; start <= 2; start++) {
            Process gateway = startGateway(data);
            CommandRun stop = launch("stop", "--data", data);

            assertThat(stop.exitCode()).as(stop.err()).isZero();
            assertThat(gateway.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(gateway.exitValue()).isZero();
        }
        try (var runs = Files.list(data.resolve("journal"))) {
            assertThat(runs).hasSize(2);
        }
    }

    @Test
    void secondGatewayOnOneFolderIsRefused() throws Exception {
        startGateway(data);

        CommandRun second = runOn(data);

        assertThat(second.err())
                .startsWith("gateway run: ")
                .contains(data.toString())
                .hasLineCount(1);
        assertThat(second.exitCode()).isEqualTo(2);
    }

    @Test
    void takenPortIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String endpoint = "tcp://127.0.0.1:" + taken.getLocalPort();

            CommandRun run = launch("run", "--data", data, "--platforms", FREE, "--nexus", endpoint, "--control", FREE);

            assertThat(run.err())
                    .startsWith("gateway run: cannot open " + endpoint)
                    .hasLineCount(1);
            assertThat(run.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void wrongConfigurationNamesFileAndLine() throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), "platforms: {}\ntypo: 1\n");

        CommandRun run = runOn(data, "--config", file);
        CommandRun endpoint = launch("run", "--data", data, "--nexus-endpoint", "5556");

        assertThat(run.err()).contains(file + ":2").contains("typo");
        assertThat(endpoint.err()).contains("5556").contains("tcp://host:port");
        assertThat(List.of(run.exitCode(), endpoint.exitCode())).containsOnly(2);
        assertThat(data).doesNotExist();
    }

    @Test
    void unwritableFolderIsOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        CommandRun dataRun = runOn(file.resolve("data"), "--logs", folder.resolve("logs"));
        CommandRun logsRun = runOn(data, "--logs", file.resolve("logs"));

        assertThat(dataRun.err()).contains(file.toString()).hasLineCount(1);
        assertThat(logsRun.err())
                .startsWith("gateway run: cannot write logs to " + file)
                .hasLineCount(1);
        assertThat(List.of(dataRun.exitCode(), logsRun.exitCode())).containsOnly(2);
    }

    @Test
    void otherCommandsMakeNoFolders() throws Exception {
        assertThat(launch("check-config").exitCode()).isZero();
        assertThat(launch("status", "--endpoint", "tcp://127.0.0.1:1").exitCode())
                .isEqualTo(2);

        assertThat(copy.home().resolve("logs")).doesNotExist();
        assertThat(data).doesNotExist();
    }
}
