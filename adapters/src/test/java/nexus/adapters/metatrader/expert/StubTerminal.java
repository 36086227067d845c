package nexus.adapters.metatrader.expert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nexus.adapters.link.Eventually;
import org.junit.jupiter.api.Assumptions;

/**
 * Our EA, compiled as C++ with the shim and run in a terminal that is none. What MQL5 writes otherwise than C++ is
 * translated first: dynamic arrays and #property.
 */
final class StubTerminal implements AutoCloseable {
    private static final int COMPILE_SECONDS = 120;

    private final Process process;
    private final PrintStream commands;
    private final List<String> output = new CopyOnWriteArrayList<>();

    private StubTerminal(Process process) {
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "terminal");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        reader.lines().forEach(output::add);
    }

    /** Compiles it into a folder, and with all warnings; skips the test where there is no g++. */
    static Path compile(Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(hasCompiler(), "g++ is not installed: the EA for MetaTrader 5 is not checked here");
        Path sources = find();
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString().replace(".mq5", ".cpp");
                Files.writeString(folder.resolve(name), translate(Files.readString(file), name.endsWith(".cpp")));
            }
        }
        try (Stream<Path> files = Files.list(sources.resolve("shim"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path program = folder.resolve("terminal");
        Process compiler = new ProcessBuilder(
                        "g++",
                        "-std=c++17",
                        "-Wall",
                        "-Wextra",
                        "-Wno-unused-parameter",
                        "-Werror",
                        "-o",
                        program.toString(),
                        "terminal.cpp",
                        "language.cpp")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!compiler.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
            throw new AssertionError("the EA does not compile:\n" + said);
        }
        return program;
    }

    private static boolean hasCompiler() {
        try {
            Process version = new ProcessBuilder("g++", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor(10, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static Path find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path sources = folder.resolve(Path.of("adapters", "metatrader"));
            if (Files.exists(sources.resolve("NexusBridge.mq5"))) {
                return sources;
            }
        }
        throw new AssertionError(
                "adapters/metatrader is nowhere above " + Path.of("").toAbsolutePath());
    }

    private static String translate(String source, boolean isMain) {
        String translated = source.replaceAll("(?m)^#property.*$", "")
                .replaceAll("\\b(const\\s+)?(\\w+)\\s+&(\\w+)\\[\\]", "$1Array<$2> &$3")
                .replaceAll("(?m)^(\\s*)(\\w+)(\\s+)(\\w+)\\[\\];", "$1Array<$2>$3$4;");
        return isMain ? "#include \"mql5.h\"\n" + translated : translated;
    }

    /** Starts it with a broker that has these symbols. */
    static StubTerminal start(Path program, boolean isAllowed, int port, String... symbols) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), String.valueOf(port)));
        command.addAll(List.of(symbols));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (isAllowed) {
            builder.environment().put("NEXUS_ALLOWED_HOST", "127.0.0.1");
        }
        return new StubTerminal(builder.start());
    }

    /** Has the broker or the user do something: the commands are in terminal.cpp. */
    void does(String command) {
        commands.println(command);
    }

    /** Many commands at once. */
    void does(List<String> lines) {
        commands.print(String.join("\n", lines) + "\n");
        commands.flush();
    }

    /** All lines that it has printed. */
    List<String> output() {
        return output;
    }

    /** Waits for a line that has a text, and returns it. */
    String await(String text) {
        Eventually.await("'" + text + "' in " + output, () -> output.stream().anyMatch(line -> line.contains(text)));
        return output.stream().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }

    /** How many orders the broker was sent. */
    long sent() {
        return output.stream().filter(line -> line.startsWith("SEND ")).count();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
