package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nexus.gateway.programs.Programs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the measurements over sockets bring all that they send through, and say what they found; not how fast. */
class SocketMeasurementsIT {
    /** Failsafe runs a module's tests in its folder. */
    private static final Path BUILT = Path.of("target").toAbsolutePath();

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());
    private BenchContext context;

    /** The jars of this build alone: the other modules' need not be built yet. */
    @BeforeAll
    static void install() throws IOException {
        Path server = Files.createDirectories(home.resolve("gateway-server/target"));
        Path replay = Files.createDirectories(home.resolve("replay-tool/target"));
        Files.copy(BUILT.resolve("gateway-server-0.1.0.jar"), server.resolve("gateway-server-0.1.0.jar"));
        Files.createFile(replay.resolve("replay-tool-0.1.0.jar"));
        Path libraries = Files.createDirectory(server.resolve("lib"));
        try (Stream<Path> jars = Files.list(BUILT.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, libraries.resolve(jar.getFileName()));
            }
        }
    }

    @BeforeEach
    void open() throws IOException {
        context = new BenchContext(Programs.of(home), folder.resolve("a work folder"), progress::add);
    }

    private Map<String, Figure> measure(Measurement measurement) throws Exception {
        return measurement.measure(context).stream().collect(Collectors.toMap(Figure::id, Function.identity()));
    }

    @Test
    void ticks() throws Exception {
        TicksMeasurement.Size size = new TicksMeasurement.Size(20_000, 2, 10_000);

        Map<String, Figure> figures = measure(new TicksMeasurement(size));

        assertThat(figures)
                .containsKeys(
                        "ticks.ratio",
                        "ticks.gateway",
                        "ticks.forwarder",
                        "ticks.allocation.gateway",
                        "ticks.allocation.forwarder");
        assertThat(figures.get("ticks.ratio").rounds())
                .hasSize(2)
                .allSatisfy(ratio -> assertThat(ratio).isPositive());
        assertThat(figures.get("ticks.ratio").remarks())
                .anySatisfy(remark -> assertThat(remark).contains("0 of 40000"));
        // Warming up, and two rounds with each server.
        assertThat(progress).hasSize(5);
    }

    @Test
    void roundtrip() throws Exception {
        RoundtripMeasurement.Size size = new RoundtripMeasurement.Size(2_000, 100, 2, 50);

        Map<String, Figure> figures = measure(new RoundtripMeasurement(size));

        assertThat(figures).containsOnlyKeys("roundtrip.ratio", "roundtrip.gateway", "roundtrip.forwarder");
        assertThat(figures.get("roundtrip.gateway").rounds()).hasSize(2);
        assertThat(figures.get("roundtrip.ratio").distributions())
                .extracting(distribution -> distribution.nanos().getTotalCount())
                .containsExactly(100L, 100L);
    }

    @Test
    void inside() throws Exception {
        InsideMeasurement.Size size = new InsideMeasurement.Size(2_000, 100, 1, 1);

        Map<String, Figure> figures = measure(new InsideMeasurement(size));

        assertThat(figures)
                .containsOnlyKeys(
                        "inside.tick.p50",
                        "inside.tick.p99",
                        "inside.order.p50",
                        "inside.order.p99",
                        "inside.allocation",
                        "inside.heap");
        assertThat(figures.get("inside.tick.p50").distributions())
                .singleElement()
                .satisfies(ticks -> assertThat(ticks.nanos().getTotalCount()).isEqualTo(20_000));
        assertThat(figures.get("inside.order.p50").distributions())
                .singleElement()
                .satisfies(orders -> assertThat(orders.nanos().getTotalCount()).isEqualTo(100));
        assertThat(figures.get("inside.heap").rounds())
                .allSatisfy(bytes -> assertThat(bytes).isPositive());
    }

    @Test
    void seals() throws Exception {
        SealsMeasurement.Size size = new SealsMeasurement.Size(2_000, 100, 2, 1, 5_000);

        Map<String, Figure> figures = measure(new SealsMeasurement(size));

        assertThat(figures)
                .containsKeys(
                        "seals.tick.p50.ratio", "seals.order.p99.with", "seals.ticks.ratio", "seals.ticks.without");
        assertThat(figures.get("seals.tick.p99.ratio").rounds()).hasSize(2);
    }
}
