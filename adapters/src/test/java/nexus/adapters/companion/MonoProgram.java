package nexus.adapters.companion;

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
import nexus.adapters.link.Eventually;
import org.junit.jupiter.api.Assumptions;

/** A companion in C#, compiled as strictly as can be, and run in a platform that is none. */
final class MonoProgram implements AutoCloseable {
    private static final int COMPILE_SECONDS = 120;

    private final Process process;
    private final PrintStream commands;
    private final List<String> output = new CopyOnWriteArrayList<>();

    private MonoProgram(Process process) {
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "platform");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            while (line != null) {
                output.add(line);
                line = reader.readLine();
            }
        } catch (IOException e) {
            output.add("no more output: " + e.getMessage());
        }
    }

    /**
     * Compiles a companion against the stubs beside it, and the host with both; skips the test where there is no mono.
     *
     * @param source such as {@code ninjatrader/NexusAddOn.cs}
     * @param stubs the platform's, in the folder {@code stubs} beside the source
     * @return the program
     */
    static Path compile(Path folder, String source, String stubs) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                runs("mcs", "--version") && runs("mono", "--version"),
                "mono-mcs or mono-runtime is not installed: the companions in C# are not checked here");
        Path companion = find().resolve(source);
        Path stubFolder = companion.resolveSibling("stubs");
        compile(folder, "-target:library", "-out:Stubs.dll", stubFolder.resolve(stubs));
        // Version 5 of the language is what the oldest NinjaTrader 8 compiles.
        compile(folder, "-target:library", "-r:Stubs.dll", "-out:Companion.dll", companion);
        compile(folder, "-r:Stubs.dll", "-r:Companion.dll", "-out:Host.exe", stubFolder.resolve("Host.cs"));
        return folder.resolve("Host.exe");
    }

    private static void compile(Path folder, Object... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("mcs", "-nologo", "-langversion:5", "-warnaserror", "-warn:4", "-optimize"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process compiler = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!compiler.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
            throw new AssertionError("does not compile: " + command + "\n" + said);
        }
    }

    private static boolean runs(String... command) {
        try {
            Process version = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor(10, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** The folder adapters of this repository. */
    static Path find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path adapters = folder.resolve("adapters");
            if (Files.exists(adapters.resolve(Path.of("ninjatrader", "NexusAddOn.cs")))) {
                return adapters;
            }
        }
        throw new AssertionError("adapters/ninjatrader is nowhere above this folder");
    }

    static MonoProgram start(Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("mono", "--debug", program.toString()));
        command.addAll(List.of(arguments));
        return new MonoProgram(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Has the broker or the user do something: the commands are in Host.cs, words parted by {@code |}. */
    void does(String command) {
        commands.println(command);
    }

    List<String> output() {
        return output;
    }

    /** Waits for a line that has a text, and returns it. */
    String await(String text) {
        Eventually.await("'" + text + "' in " + output, () -> count(text) > 0);
        return output.stream().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }

    /** Waits until so many lines have a text. */
    void await(String text, int times) {
        Eventually.await(times + " times '" + text + "' in " + output, () -> count(text) >= times);
    }

    /** How many lines have a text. */
    long count(String text) {
        return output.stream().filter(line -> line.contains(text)).count();
    }

    /** The processor time that it has taken so far. */
    long cpuMillis() {
        return process.info().totalCpuDuration().orElseThrow().toMillis();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        if (count("VIOLATION") > 0) {
            throw new AssertionError("what the companion did wrong: " + output);
        }
    }
}
