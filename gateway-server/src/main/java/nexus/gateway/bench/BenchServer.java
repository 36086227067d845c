package nexus.gateway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nexus.gateway.programs.Programs;

/** A server under measurement, in a process of its own, with the flags that {@code bin/gateway run} has. */
final class BenchServer implements AutoCloseable {
    private static final List<String> JVM_FLAGS = List.of("-Xms64m", "-Xmx512m");
    private static final int START_SECONDS = 30;
    private static final int END_SECONDS = 10;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long IDLE_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** The gateway's threads look up now and then when there is nothing to do. */
    private static final double IDLE_SHARE = 0.2;

    private static final int IDLE_SECONDS = 60;

    private final String name;
    private final Process process;
    private final GcLog gc;
    private final String platforms;
    private final String nexus;

    private BenchServer(String name, Process process, GcLog gc, String platforms, String nexus) {
        this.name = name;
        this.process = process;
        this.gc = gc;
        this.platforms = platforms;
        this.nexus = nexus;
    }

    /** The bare forwarder. */
    static BenchServer forwarder(Programs programs) throws IOException, InterruptedException {
        GcLog gc = new GcLog();
        return asked("forwarder", AskedProgram.start(programs, flags(), Forwarder.class, List.of(), gc), gc);
    }

    /**
     * The gateway with a watch.
     *
     * @param name that the clients know it by
     * @param program answers {@code address}; ended when the server is closed
     */
    static BenchServer timed(String name, AskedProgram program) throws IOException, InterruptedException {
        return asked(name, program, new GcLog());
    }

    /** The program of {@link #timed}. */
    static AskedProgram startTimed(Programs programs, ServerFiles files) throws IOException {
        List<String> arguments = List.of(
                files.config().toString(), files.data().toString(), files.logs().toString());
        return AskedProgram.start(programs, JVM_FLAGS, TimedGateway.class, arguments, line -> {});
    }

    private static BenchServer asked(String name, AskedProgram program, GcLog gc)
            throws IOException, InterruptedException {
        try {
            Answer address = program.ask("address", START_SECONDS);
            return new BenchServer(name, program.process(), gc, address.word("platforms"), address.word("nexus"));
        } catch (IOException | InterruptedException e) {
            program.close();
            throw e;
        }
    }

    /** The gateway, as {@code gateway run} starts it. */
    static BenchServer gateway(Programs programs, ServerFiles files) throws IOException, InterruptedException {
        GcLog gc = new GcLog();
        List<String> printed = new ArrayList<>();
        Process process = programs.startGateway(
                flags(),
                List.of(
                        "run",
                        "--config",
                        files.config().toString(),
                        "--data",
                        files.data().toString(),
                        "--logs",
                        files.logs().toString()),
                line -> {
                    gc.accept(line);
                    synchronized (printed) {
                        printed.add(line);
                    }
                });
        try {
            awaitEndpoints(process, files, printed);
            List<String> noted = Files.readAllLines(files.endpoints(), StandardCharsets.UTF_8);
            return new BenchServer("gateway", process, gc, noted(noted, "platforms="), noted(noted, "nexus="));
        } catch (IOException | InterruptedException e) {
            end(process);
            throw e;
        }
    }

    private static void awaitEndpoints(Process process, ServerFiles files, List<String> printed)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.exists(files.endpoints())) {
            if (process.waitFor(LOOK_NANOS, TimeUnit.NANOSECONDS)) {
                synchronized (printed) {
                    throw new IOException("the gateway ended with exit code " + process.exitValue() + ": "
                            + String.join(System.lineSeparator(), printed));
                }
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the gateway has not opened its ports within " + START_SECONDS + " s");
            }
        }
    }

    private static String noted(List<String> lines, String key) throws IOException {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .findFirst()
                .orElseThrow(() -> new IOException("the gateway has not noted its " + key));
    }

    private static List<String> flags() {
        List<String> flags = new ArrayList<>(JVM_FLAGS);
        flags.addAll(GcLog.FLAGS);
        return flags;
    }

    String name() {
        return name;
    }

    /** Where platforms connect. */
    String platforms() {
        return platforms;
    }

    /** Where NEXUS connects. */
    String nexus() {
        return nexus;
    }

    GcLog.Totals gc() {
        return gc.totals();
    }

    /** How much processor time it has had, in nanoseconds, to 10 ms; empty where the system does not tell. */
    Optional<Long> cpuNanos() {
        return process.info().totalCpuDuration().map(Duration::toNanos);
    }

    /**
     * Waits until it does nothing worth mentioning: a follower that catches up must not slow down the other server.
     *
     * @throws IOException if it is not idle within {@value #IDLE_SECONDS} s, or ends
     */
    void awaitIdle() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
        Optional<Long> before = cpuNanos();
        while (before.isPresent()) {
            long begin = System.nanoTime();
            if (process.waitFor(IDLE_WINDOW_NANOS, TimeUnit.NANOSECONDS)) {
                throw new IOException("the " + name + " ended with exit code " + process.exitValue());
            }
            Optional<Long> after = cpuNanos();
            double share = (after.orElse(0L) - before.get()) / (double) (System.nanoTime() - begin);
            if (share < IDLE_SHARE) {
                return;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the " + name + " is still busy " + IDLE_SECONDS + " s after the last message");
            }
            before = after;
        }
    }

    private static void end(Process process) throws IOException {
        process.destroyForcibly();
        Programs.finish(process, END_SECONDS);
    }

    /** Ends it at once. */
    @Override
    public void close() throws IOException {
        end(process);
    }
}
