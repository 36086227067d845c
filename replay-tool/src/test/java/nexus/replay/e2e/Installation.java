package nexus.replay.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Where the programs are, and how they are called. */
final class Installation {
    private static final String PYTHON = "/usr/bin/python3";
    /** As the launchers do it; the locale is for file names with letters like ü. */
    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C.UTF-8");

    private static final List<String> QUIET =
            List.of("-Dchronicle.analytics.disable=true", "-Dchronicle.announcer.disable=true");

    private final Path home;

    private Installation(Path home) {
        this.home = home;
    }

    /** This build's. */
    static Installation find() {
        Path home = Path.of("").toAbsolutePath().getParent();
        Installation installation = new Installation(home);
        for (Path jar : List.of(installation.gatewayJar(), installation.replayJar())) {
            Assumptions.assumeTrue(Files.isRegularFile(jar), "not packaged: there is no " + jar);
        }
        return installation;
    }

    Path home() {
        return home;
    }

    Path defaultConfig() {
        return home.resolve("config/gateway.yaml");
    }

    private Path gatewayJar() {
        return home.resolve("gateway-server/target/gateway-server-0.1.0.jar");
    }

    private Path replayJar() {
        return home.resolve("replay-tool/target/replay-tool-0.1.0.jar");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** {@code gateway run …}, with the memory that the launcher gives. */
    Program startGateway(Path folder, List<String> arguments) throws IOException {
        return Program.start(
                "gateway",
                folder,
                ENVIRONMENT,
                command(List.of("-Xms64m", "-Xmx512m", "-Dnexus.home=" + folder), gatewayJar(), arguments));
    }

    /** Any other command of {@code gateway}. */
    Program startGatewayCommand(Path folder, List<String> arguments) throws IOException {
        return Program.start(
                "gateway " + arguments.get(0),
                folder,
                ENVIRONMENT,
                command(List.of("-XX:TieredStopAtLevel=1", "-Dnexus.home=" + home), gatewayJar(), arguments));
    }

    Program startReplay(Path folder, List<String> arguments) throws IOException {
        return Program.start(
                "replay " + arguments.get(0), folder, ENVIRONMENT, command(List.of(), replayJar(), arguments));
    }

    private static List<String> command(List<String> flags, Path jar, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC"));
        command.addAll(QUIET);
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    /** A class of these tests as a process of its own. */
    Program startMain(Path folder, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return Program.start(main.getSimpleName(), folder, ENVIRONMENT, command);
    }

    /** A program in Python; the test is skipped where Python lacks what it needs. */
    Program startPython(Path folder, String script, List<String> arguments) throws IOException, InterruptedException {
        assumePython();
        List<String> command = new ArrayList<>(List.of(
                PYTHON,
                home.resolve("replay-tool/src/test/python").resolve(script).toString()));
        command.addAll(arguments);
        return Program.start(script, folder, Map.of("PYTHONDONTWRITEBYTECODE", "1"), command);
    }

    private static void assumePython() throws IOException, InterruptedException {
        boolean there = Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", "import zmq, msgpack")
                                .start()
                                .waitFor()
                        == 0;
        Assumptions.assumeTrue(
                there, PYTHON + " with zmq and msgpack is missing: install python3-zmq and python3-msgpack");
    }
}
