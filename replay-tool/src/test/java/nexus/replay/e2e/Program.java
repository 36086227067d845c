package nexus.replay.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that a test has started, with what it says. */
final class Program implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Lines out;
    private final Lines err;

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        this.out = new Lines(name + "-out", process.getInputStream());
        this.err = new Lines(name + "-err", process.getErrorStream());
    }

    static Program start(String name, Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return new Program(name, builder.start());
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Lines on standard output so far. */
    List<String> out() {
        return out.all();
    }

    /** Lines on standard error so far. */
    List<String> err() {
        return err.all();
    }

    /** Writes a line to the program's standard input. */
    void tell(String line) throws IOException {
        Writer writer = process.outputWriter(StandardCharsets.UTF_8);
        writer.write(line + "\n");
        writer.flush();
    }

    /** {@code kill -9}; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /** {@code kill -15}; does not wait. */
    void terminate() {
        process.destroy();
    }

    /** {@code kill -STOP}: it is there, and does nothing. */
    void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** {@code kill -CONT}. */
    void proceed() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + signal + " " + pid() + " failed");
        }
    }

    /** The exit code. */
    int awaitExit(Duration most) throws InterruptedException {
        if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(name + " has not ended in " + most.toSeconds() + " s\n" + transcript());
        }
        out.awaitEnd();
        err.awaitEnd();
        return process.exitValue();
    }

    /** What it said, for a failed test. */
    String transcript() {
        return name + " (process " + pid() + (isAlive() ? ", alive" : ", exit code " + process.exitValue()) + ")\n"
                + String.join("\n", out()) + "\n" + String.join("\n", err());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    }

    /** Reads a stream to its end, so that the program never waits for a reader. */
    private static final class Lines {
        private final List<String> lines = new ArrayList<>();
        private final Thread thread;

        Lines(String name, InputStream stream) {
            thread = new Thread(() -> read(stream), name);
            thread.setDaemon(true);
            thread.start();
        }

        private void read(InputStream stream) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                String line;
                while ((line = reader.readLine()) != null) {
                    add(line);
                }
            } catch (IOException e) {
                // Closed under the reader when the process was killed: what was said is here.
                add("(" + new UncheckedIOException(e).getMessage() + ")");
            }
        }

        private synchronized void add(String line) {
            lines.add(line);
        }

        synchronized List<String> all() {
            return List.copyOf(lines);
        }

        void awaitEnd() throws InterruptedException {
            thread.join(2_000);
        }
    }
}
