package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nexus.journal.store.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the measurements without sockets do what they say they time; not how fast. */
class InProcessMeasurementsTest {
    @TempDir
    Path folder;

    private Map<String, Figure> measure(Measurement measurement) throws Exception {
        BenchContext context = new BenchContext(null, folder, line -> {});
        return measurement.measure(context).stream().collect(Collectors.toMap(Figure::id, Function.identity()));
    }

    @Test
    void pipeline() throws Exception {
        PipelineMeasurement.Size size = new PipelineMeasurement.Size(1, 2, 5_000);

        Map<String, Figure> figures = measure(new PipelineMeasurement(size));

        assertThat(figures.get("pipeline.rate").rounds()).hasSize(2).allMatch(rate -> rate > 0);
        // 40 bytes of header, Chronicle's 4 in front, up to 3 of padding, and an index entry now and then.
        assertThat(figures.get("pipeline.overhead").rounds())
                .allSatisfy(bytes -> assertThat(bytes).isBetween(44.0, 64.0));
    }

    /** Were one of its orders refused by a limit, it would say so. */
    @Test
    void checks() throws Exception {
        Map<String, Figure> figures = measure(new ChecksMeasurement(new ChecksMeasurement.Size(1, 2, 2_000, 300)));

        assertThat(figures)
                .containsOnlyKeys("checks.tick", "checks.tick.added", "checks.order", "checks.order.added")
                .allSatisfy((id, figure) -> assertThat(figure.rounds()).hasSize(2));
    }

    @Test
    void steady() throws Exception {
        SteadyMeasurement.Size size = new SteadyMeasurement.Size(1_000, 1, 2_000);

        Map<String, Figure> figures = measure(new SteadyMeasurement(size));

        List<Distribution> distributions = figures.get("steady.p9999").distributions();
        assertThat(distributions)
                .hasSize(5)
                .allSatisfy(distribution ->
                        assertThat(distribution.nanos().getTotalCount()).isEqualTo(2_000));
        assertThat(figures).containsKeys("steady.idle.max", "steady.follower.p9999", "steady.roll.max");
    }

    @Test
    void durability() throws Exception {
        DurabilityMeasurement.Size size = new DurabilityMeasurement.Size(2, 10);

        Map<String, Figure> figures = measure(new DurabilityMeasurement(size));

        assertThat(figures.get("durability.order").distributions())
                .allSatisfy(distribution ->
                        assertThat(distribution.nanos().getTotalCount()).isEqualTo(20));
    }

    @Test
    void replay() throws Exception {
        ReplayMeasurement.Size size = new ReplayMeasurement.Size(5_000, 2);

        Map<String, Figure> figures = measure(new ReplayMeasurement(size));

        assertThat(figures).containsOnlyKeys("replay.rate", "replay.ratio", "replay.tailer", "replay.reader");
    }

    @Test
    void aTickThatIsNotForwardedFailsTheMeasurement() throws IOException {
        try (TickPipeline pipeline = TickPipeline.open(folder, Settings.small())) {
            pipeline.tick();
            pipeline.appendTick();

            pipeline.requireForwarded(1);
            assertThatThrownBy(() -> pipeline.requireForwarded(2)).hasMessage("1 of 2 ticks were handed out for NEXUS");
        }
    }
}
