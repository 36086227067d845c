package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import nexus.config.EdgeConfig;
import nexus.config.GatewayConfig;
import nexus.gateway.logging.RunLogging;
import nexus.journal.store.Settings;

/**
 * The long run's gateway, in a process of its own with the flags and the logging of {@code gateway run}. Prints one line
 * now and then, and leaves its result in a file.
 */
final class LongRunProcess {
    /** What its own lines begin with; the others are the log's. */
    static final String LINE = "long run: ";

    /** What is in its folder: the data folder, the result, the logs. */
    static final String DATA = "data";

    static final String RESULT = "result.properties";

    /** How long ended orders are remembered: less than usual, so that days pass in which memory must be flat. */
    private static final String LOGS = "logs";

    static final int REMEMBERED_DAYS = 1;
    private static final int SAMPLES = 50;
    /** Half a gigabyte of journal or so: it stays in memory until the follower has read it. */
    private static final long MOST_BEHIND = 4_000_000;

    private LongRunProcess() {}

    /**
     * Runs.
     *
     * @param arguments folder, ticks, orders, days, restarts, seed
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        SimulatedRun.Plan plan = new SimulatedRun.Plan(
                Long.parseLong(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                SAMPLES,
                MOST_BEHIND,
                Long.parseLong(arguments[5]));
        EdgeConfig standard = EdgeConfig.standard();
        GatewayConfig config = SimulatedRun.config(
                standard.reserveDiskBytes(), standard.snapshotRecords(), TimeUnit.DAYS.toMillis(REMEMBERED_DAYS));
        Files.createDirectories(folder);
        try (RunLogging logging = RunLogging.start(folder.resolve(LOGS))) {
            System.out.println(LINE + "its log is in " + logging.folder());
            SimulatedResult result = new SimulatedRun(folder.resolve(DATA), plan, config, Settings.defaults())
                    .run(line -> System.out.println(LINE + line));
            ResultFile.write(result, folder.resolve(RESULT));
        }
    }
}
