package nexus.gateway.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.gateway.clock.ClockWatch;
import nexus.gateway.duty.Gateway;
import nexus.gateway.duty.Surroundings;
import nexus.journal.store.Settings;

/** A gateway in a process of its own that dies at a {@link CrashPoint}, with exit code {@link CrashPoint#EXIT_CODE}. */
final class CrashingGateway {
    /** In place of a crash point: dies while a snapshot is half-written. */
    static final String IN_SNAPSHOT = "IN_SNAPSHOT";

    private CrashingGateway() {}

    /**
     * Arguments: data folder, configuration, crash point, where the wall clock begins in milliseconds since the epoch (0:
     * as it is), whether the machine seems to be booted anew.
     */
    public static void main(String[] arguments) throws IOException, ConfigException {
        Path data = Path.of(arguments[0]);
        Path config = Path.of(arguments[1]);
        boolean inSnapshot = arguments[2].equals(IN_SNAPSHOT);
        CrashPoint point =
                inSnapshot ? CrashPoint.before(CrashPoint.Act.SEND, "never", 1) : CrashPoint.parse(arguments[2]);
        boolean anotherBoot = Boolean.parseBoolean(arguments[4]);
        Surroundings surroundings = new Surroundings(
                wallFrom(Long.parseLong(arguments[3])),
                System::nanoTime,
                Settings.small(),
                journal -> new CrashingJournal(journal, data, point, anotherBoot),
                edge -> new CrashingEdge(edge, point),
                UnaryOperator.identity(),
                clock -> ClockWatch.silent());
        try (Gateway gateway =
                Gateway.open(ConfigLoader.load(config), data, () -> ConfigLoader.load(config), surroundings)) {
            if (inSnapshot) {
                startWatching(data.resolve("snapshots"));
            }
            Gateway.Endpoints endpoints = gateway.endpoints();
            System.out.println(endpoints.platform() + " " + endpoints.nexus() + " " + endpoints.control());
            gateway.run();
        }
    }

    /** The wall clock, or one that runs like it from another time. */
    static LongSupplier wallFrom(long startMillis) {
        if (startMillis == 0) {
            return () -> ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
        }
        long start = TimeUnit.MILLISECONDS.toNanos(startMillis) - System.nanoTime();
        return () -> start + System.nanoTime();
    }

    /** Dies as soon as there is a temporary file among the snapshots. */
    private static void startWatching(Path snapshots) {
        Thread thread = new Thread(
                () -> {
                    while (true) {
                        try (Stream<Path> files = Files.list(snapshots)) {
                            if (files.anyMatch(file -> file.toString().endsWith(".tmp"))) {
                                CrashPoint.die();
                            }
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                },
                "snapshot-watch");
        thread.setDaemon(true);
        thread.start();
    }
}
