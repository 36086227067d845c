package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nexus.gateway.programs.Programs;

/** How long the programs take to start: the gateway on an empty data folder, the command line, and the bare JVM beside them. */
final class StartMeasurement implements Measurement {
    private static final int PROGRAM_SECONDS = 30;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Target PORTS_MILLIS = Target.atMost(1_500);
    private static final Target HELP_MILLIS = Target.atMost(400);

    private final int rounds;

    StartMeasurement(int rounds) {
        this.rounds = rounds;
    }

    @Override
    public String id() {
        return "start";
    }

    @Override
    public List<Figure> measure(BenchContext context) throws IOException, InterruptedException {
        Programs programs = context.programs();
        List<Double> jvm = new ArrayList<>();
        List<Double> help = new ArrayList<>();
        List<Double> ports = new ArrayList<>();
        context.progress().accept("one start of each to warm the page cache, then " + rounds + " in turns");
        for (int round = 0; round <= rounds; round++) {
            Path data = context.workFolder().resolve("start-" + round).resolve("data");
            double jvmMillis = emptyMillis(programs);
            double helpMillis = helpMillis(programs);
            double portsMillis;
            try (LaunchedGateway gateway = LaunchedGateway.on(programs, data)) {
                portsMillis = gateway.millisToPorts();
                gateway.stop();
            }
            if (round > 0) {
                jvm.add(jvmMillis);
                help.add(helpMillis);
                ports.add(portsMillis);
            }
        }
        String archive = programs.hasArchive()
                ? "from the class-data archive that bin/archive.sh made"
                : "WITHOUT a class-data archive: bin/gateway makes one, other ways to start this do not";
        return List.of(
                new Figure(
                        "start.ports",
                        "process start to ports open, warm-up included, on an empty data folder",
                        "ms",
                        ports,
                        PORTS_MILLIS,
                        List.of(
                                archive,
                                "an empty folder also gets its disk reserve written and synced, which later starts find there"),
                        List.of()),
                new Figure(
                        "start.help",
                        "gateway --help, start to end",
                        "ms",
                        help,
                        HELP_MILLIS,
                        List.of(archive),
                        List.of()),
                Figure.of("start.jvm", "a program that does nothing, start to end, the same way", "ms", null, jvm));
    }

    /** Of the bare JVM, from the gateway's class path, with the gateway's flags. */
    static double emptyMillis(Programs programs) throws IOException {
        long begun = System.nanoTime();
        Process process =
                programs.startClass(List.of("-Xms64m", "-Xmx512m"), EmptyProgram.class, List.of(), line -> {});
        return end(process, begun);
    }

    private static double helpMillis(Programs programs) throws IOException {
        long begun = System.nanoTime();
        return end(programs.startGateway(List.of("--help"), line -> {}), begun);
    }

    private static double end(Process process, long begun) throws IOException {
        int exitCode = Programs.finish(process, PROGRAM_SECONDS);
        double millis = (System.nanoTime() - begun) / NANOS_PER_MILLI;
        if (exitCode != 0) {
            throw new IOException("a program ended with exit code " + exitCode);
        }
        return millis;
    }
}
