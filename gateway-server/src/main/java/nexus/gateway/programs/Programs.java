package nexus.gateway.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * Starts this installation's programs as processes of their own, with the JVM that runs this one, as the launchers would:
 * with their flags, and from the class-data archives that they have made.
 */
public final class Programs {
    /** Set by the launchers: the folder of the archives that fit this JVM and these jars. */
    private static final String ARCHIVES_PROPERTY = "nexus.archives";

    private static final List<String> FLAGS_OF_RUN = List.of("-Xms64m", "-Xmx512m");
    private static final List<String> FLAGS_OF_COMMANDS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
    private static final List<String> FLAGS_OF_REPLAY = List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx512m");

    private final Path java;
    private final Path home;
    private final Path gatewayJar;
    private final Path replayJar;

    private Programs(Path java, Path home, Path gatewayJar, Path replayJar) {
        this.java = java;
        this.home = home;
        this.gatewayJar = gatewayJar;
        this.replayJar = replayJar;
    }

    /**
     * The programs of one installation.
     *
     * @param home the installation
     * @throws IOException if a program's jar is missing: one line that says what to do
     */
    public static Programs of(Path home) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", isWindows() ? "java.exe" : "java");
        return new Programs(java, home, jar(home, "gateway-server"), jar(home, "replay-tool"));
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static Path jar(Path home, String module) throws IOException {
        Path jar = home.resolve(module).resolve("target").resolve(module + "-0.1.0.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IOException("there is no " + jar + ": build first, with 'mvn -B -DskipTests package'");
        }
        return jar;
    }

    /**
     * Starts the gateway's command line.
     *
     * @param lines takes each line that it prints, on a thread of its own
     */
    public Process startGateway(List<String> arguments, Consumer<String> lines) throws IOException {
        boolean isRun = !arguments.isEmpty() && arguments.get(0).equals("run");
        return startGateway(isRun ? FLAGS_OF_RUN : FLAGS_OF_COMMANDS, arguments, lines);
    }

    /**
     * Starts the gateway's command line with other JVM flags.
     *
     * @param lines takes each line that it prints, on a thread of its own
     */
    public Process startGateway(List<String> jvmFlags, List<String> arguments, Consumer<String> lines)
            throws IOException {
        List<String> program = new ArrayList<>(archive("gateway"));
        program.addAll(jvmFlags);
        program.addAll(List.of("-jar", gatewayJar.toString()));
        return start(program, arguments, lines);
    }

    /**
     * Starts another main class out of the gateway's jar, which may reach into the same packages of the JDK as the jar's
     * own.
     *
     * @param jvmFlags come last and win
     * @param lines takes each line that it prints, on a thread of its own
     */
    public Process startClass(List<String> jvmFlags, Class<?> mainClass, List<String> arguments, Consumer<String> lines)
            throws IOException {
        List<String> program = new ArrayList<>(archive("gateway"));
        program.addAll(openPackages());
        program.addAll(jvmFlags);
        program.addAll(List.of("-cp", gatewayJar.toString(), mainClass.getName()));
        return start(program, arguments, lines);
    }

    /** What the jar's manifest opens; Java heeds it only when the jar itself is run. */
    private List<String> openPackages() throws IOException {
        try (JarFile jar = new JarFile(gatewayJar.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            List<String> flags = new ArrayList<>();
            addOpenPackages(flags, "--add-opens=", manifest.getValue("Add-Opens"));
            addOpenPackages(flags, "--add-exports=", manifest.getValue("Add-Exports"));
            return flags;
        }
    }

    private static void addOpenPackages(List<String> flags, String flag, String packages) {
        if (packages != null) {
            for (String name : packages.trim().split(" +", -1)) {
                flags.add(flag + name + "=ALL-UNNAMED");
            }
        }
    }

    /** Runs the gateway's command line to its end; returns what it printed. */
    public List<String> askGateway(List<String> arguments) throws IOException {
        List<String> printed = new ArrayList<>();
        finish(startGateway(arguments, line -> add(printed, line)), 10);
        return printed;
    }

    /** Runs the replay tool to its end, for a minute at most; returns its exit code. */
    public int replay(List<String> arguments, Consumer<String> lines) throws IOException {
        return replay(arguments, lines, 60);
    }

    /** As above, but it may take longer. */
    public int replay(List<String> arguments, Consumer<String> lines, int seconds) throws IOException {
        List<String> program = new ArrayList<>(archive("replay"));
        program.addAll(FLAGS_OF_REPLAY);
        program.addAll(List.of("-jar", replayJar.toString()));
        return finish(start(program, arguments, lines), seconds);
    }

    /** Whether programs start from a class-data archive; without one they take about twice as long. */
    public boolean hasArchive() {
        return !archive("gateway").isEmpty();
    }

    private static List<String> archive(String name) {
        String archives = System.getProperty(ARCHIVES_PROPERTY);
        Path archive = archives == null ? null : Path.of(archives, name + ".jsa");
        return archive == null || !Files.isRegularFile(archive)
                ? List.of()
                : List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
    }

    private static void add(List<String> printed, String line) {
        synchronized (printed) {
            printed.add(line);
        }
    }

    private Process start(List<String> program, List<String> arguments, Consumer<String> lines) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Dchronicle.analytics.disable=true",
                "-Dchronicle.announcer.disable=true",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Dnexus.home=" + home));
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(program);
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        Thread reader = new Thread(() -> read(process, lines), "program-output");
        reader.setDaemon(true);
        reader.start();
        return process;
    }

    private static void read(Process process, Consumer<String> lines) {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            lines.accept("(its output ended: " + e.getMessage() + ")");
        }
    }

    /** Waits for a process; kills it when it takes too long. Returns its exit code. */
    public static int finish(Process process, int seconds) throws IOException {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IOException("a program did not end within " + seconds + " s and was killed");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
