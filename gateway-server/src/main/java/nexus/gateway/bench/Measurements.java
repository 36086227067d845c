package nexus.gateway.bench;

import java.util.List;

/** All that {@code gateway bench} can measure, in the order in which it does. */
final class Measurements {
    private Measurements() {}

    /** What runs unless something else is asked for: a few minutes in all. */
    static List<Measurement> standard() {
        return List.of(
                new TicksMeasurement(),
                new RoundtripMeasurement(),
                new InsideMeasurement(),
                new PipelineMeasurement(),
                new SteadyMeasurement(),
                new DurabilityMeasurement(),
                new ReplayMeasurement(),
                new StartMeasurement(),
                new RestartMeasurement());
    }

    /** What {@code --long} runs: minutes to hours, by its size. */
    static List<Measurement> longRun(LongRunSize size) {
        return List.of(new LongRun(size.ticks(), size.orders(), size.days()));
    }
}
