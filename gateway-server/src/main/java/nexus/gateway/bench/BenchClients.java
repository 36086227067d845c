package nexus.gateway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nexus.gateway.programs.Programs;
import org.HdrHistogram.Histogram;

/** The process that is platform and NEXUS to all servers; told what to do, one thing at a time. */
final class BenchClients implements AutoCloseable {
    private static final List<String> JVM_FLAGS = List.of("-Xms256m", "-Xmx512m");
    private static final int CONNECT_SECONDS = 60;
    /** A slow machine still passes 5,000 ticks in a second, and 20 round trips. */
    private static final int SLOWEST_TICKS = 5_000;

    private static final int SLOWEST_TRIPS = 20;
    private static final int SPARE_SECONDS = 60;

    private final AskedProgram program;
    private long tickBytes;

    private BenchClients(AskedProgram program) {
        this.program = program;
    }

    static BenchClients start(Programs programs) throws IOException {
        return new BenchClients(AskedProgram.start(programs, JVM_FLAGS, ClientProgram.class, List.of(), line -> {}));
    }

    /** Connects a platform and a NEXUS to a server. */
    void connect(BenchServer server) throws IOException, InterruptedException {
        String question = String.join(" ", "connect", server.name(), server.platforms(), server.nexus());
        tickBytes = program.ask(question, CONNECT_SECONDS).number("tickBytes");
    }

    /** How much processor time the clients have had, in nanoseconds, to 10 ms; empty where the system does not tell. */
    Optional<Long> cpuNanos() {
        return program.process().info().totalCpuDuration().map(Duration::toNanos);
    }

    /** How long each tick is, in bytes. */
    long tickBytes() {
        return tickBytes;
    }

    /**
     * Sends ticks as fast as they pass.
     *
     * @param window how many may be under way
     * @return how long they took, in nanoseconds
     * @throws IOException if one is missing
     */
    long flood(BenchServer server, int count, int window) throws IOException, InterruptedException {
        String question = String.join(" ", "flood", server.name(), Integer.toString(count), Integer.toString(window));
        return program.ask(question, count / SLOWEST_TICKS + SPARE_SECONDS).number("nanos");
    }

    /**
     * Sends signals and waits for the fill of each before the next.
     *
     * @param perSecond at most; 0: no limit
     * @return how long each took
     */
    Histogram trips(BenchServer server, int count, int perSecond) throws IOException, InterruptedException {
        String question =
                String.join(" ", "trips", server.name(), Integer.toString(count), Integer.toString(perSecond));
        return program.ask(question, count / SLOWEST_TRIPS + SPARE_SECONDS).histogram("nanos");
    }

    /**
     * What came of a steady load.
     *
     * @param ticks how many there were
     * @param bursts in how many goes they were sent
     */
    record Steady(long ticks, long bursts) {}

    /** Sends ticks and signals at steady rates; returns when all ticks and fills are there. */
    Steady steady(BenchServer server, int seconds, int ticksPerSecond, int signalsPerSecond)
            throws IOException, InterruptedException {
        String question = String.join(
                " ",
                "steady",
                server.name(),
                Integer.toString(seconds),
                Integer.toString(ticksPerSecond),
                Integer.toString(signalsPerSecond));
        Answer answer = program.ask(question, 2 * seconds + SPARE_SECONDS);
        return new Steady(answer.number("ticks"), answer.number("bursts"));
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
