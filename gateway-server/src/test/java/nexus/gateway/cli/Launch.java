package nexus.gateway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts a program of the installation in a process of its own. */
final class Launch {
    private static final long TIMEOUT_SECONDS = 60;

    private Launch() {}

    /** Runs it to its end. */
    static CommandRun run(Path workingFolder, Map<String, String> environment, Object... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("launch", ".out");
        Path err = Files.createTempFile("launch", ".err");
        try {
            Process process = start(workingFolder, environment, out, err, command);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still runs after " + TIMEOUT_SECONDS + " s: " + List.of(command)
                        + System.lineSeparator() + text(out) + text(err));
            }
            return new CommandRun(process.exitValue(), text(out), text(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Starts it, its output into files. */
    static Process start(Path workingFolder, Map<String, String> environment, Path out, Path err, Object... command)
            throws IOException {
        List<String> texts = new ArrayList<>();
        for (Object argument : command) {
            texts.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(texts)
                .directory(workingFolder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
