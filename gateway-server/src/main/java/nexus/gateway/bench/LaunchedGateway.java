package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.gateway.programs.Programs;

/** A gateway in a process of its own, on free ports of the loopback, and how long it took to open them. */
final class LaunchedGateway implements AutoCloseable {
    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 30;
    private static final int LOOK_MILLIS = 50;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String FREE_PORT = "tcp://127.0.0.1:0";

    private final long begunNanos = System.nanoTime();
    private final CountDownLatch up = new CountDownLatch(1);
    private final List<String> printed = new ArrayList<>();
    private final Process process;
    private long upNanos;

    private LaunchedGateway(Programs programs, Path data) throws IOException {
        process = programs.startGateway(
                List.of(
                        "run",
                        "--data",
                        data.toString(),
                        "--platforms",
                        FREE_PORT,
                        "--nexus",
                        FREE_PORT,
                        "--control",
                        FREE_PORT),
                this::hear);
    }

    /**
     * Starts it on a data folder and waits for its ports.
     *
     * @throws IOException if it does not come up: with what it printed
     */
    static LaunchedGateway on(Programs programs, Path data) throws IOException, InterruptedException {
        LaunchedGateway gateway = new LaunchedGateway(programs, data);
        try {
            gateway.awaitUp();
            return gateway;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            gateway.close();
            throw e;
        }
    }

    private void hear(String line) {
        synchronized (printed) {
            printed.add(line);
            // Printed as soon as the ports are bound.
            if (upNanos == 0 && line.startsWith("gateway ") && line.endsWith(" is up")) {
                upNanos = System.nanoTime();
                up.countDown();
            }
        }
    }

    private void awaitUp() throws IOException, InterruptedException {
        long deadline = begunNanos + TimeUnit.SECONDS.toNanos(START_SECONDS);
        boolean isUp = false;
        while (!isUp && process.isAlive() && System.nanoTime() < deadline) {
            isUp = up.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (!isUp) {
            String how = process.isAlive() ? "was not up within " + START_SECONDS + " s" : "ended before it was up";
            synchronized (printed) {
                throw new IOException("the gateway " + how + "; it printed: " + String.join(" | ", printed));
            }
        }
    }

    /** From the start of the process to its ports being open. */
    double millisToPorts() {
        synchronized (printed) {
            return (upNanos - begunNanos) / NANOS_PER_MILLI;
        }
    }

    /** Hands over what it has printed so far. */
    void printedTo(Consumer<String> lines) {
        synchronized (printed) {
            printed.forEach(lines);
        }
    }

    /** Asks it to stop, and waits until it has. */
    void stop() throws IOException {
        process.destroy();
        int exitCode = Programs.finish(process, STOP_SECONDS);
        if (exitCode != 0) {
            throw new IOException("the gateway ended with exit code " + exitCode);
        }
    }

    /** Kills it, if it still runs. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Programs.finish(process, STOP_SECONDS);
    }
}
