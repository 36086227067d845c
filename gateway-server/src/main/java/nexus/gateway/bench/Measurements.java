package nexus.gateway.bench;

import java.util.List;
import nexus.config.EdgeConfig;

/** All that {@code gateway bench} can measure, in the order in which it does, and how much of each. */
final class Measurements {
    private Measurements() {}

    /** What runs unless something else is asked for: some minutes in all. */
    static List<Measurement> full() {
        return List.of(
                new TicksMeasurement(new TicksMeasurement.Size(3_000_000, 7, 1_000_000)),
                new RoundtripMeasurement(new RoundtripMeasurement.Size(500_000, 30_000, 7, 3_000)),
                new InsideMeasurement(new InsideMeasurement.Size(2_000_000, 30_000, 5, 10)),
                new PipelineMeasurement(new PipelineMeasurement.Size(3, 9, 1_000_000)),
                new ChecksMeasurement(new ChecksMeasurement.Size(16, 11, 200_000, 15_000)),
                new SteadyMeasurement(new SteadyMeasurement.Size(3_000_000, 3, 800_000)),
                new DurabilityMeasurement(new DurabilityMeasurement.Size(7, 500)),
                new ReplayMeasurement(new ReplayMeasurement.Size(3_000_000, 7)),
                new StartMeasurement(7),
                new RestartMeasurement(new RestartMeasurement.Size(
                        10_000_000, EdgeConfig.standard().snapshotRecords(), 10_000, 7)));
    }

    /** The same in fewer and shorter rounds: shows that it works, and roughly what comes out. */
    static List<Measurement> quick() {
        return List.of(
                new TicksMeasurement(new TicksMeasurement.Size(300_000, 3, 200_000)),
                new RoundtripMeasurement(new RoundtripMeasurement.Size(100_000, 5_000, 3, 1_000)),
                new InsideMeasurement(new InsideMeasurement.Size(300_000, 5_000, 3, 3)),
                new PipelineMeasurement(new PipelineMeasurement.Size(2, 3, 200_000)),
                new ChecksMeasurement(new ChecksMeasurement.Size(4, 3, 100_000, 5_000)),
                new SteadyMeasurement(new SteadyMeasurement.Size(500_000, 2, 200_000)),
                new DurabilityMeasurement(new DurabilityMeasurement.Size(3, 100)),
                new ReplayMeasurement(new ReplayMeasurement.Size(500_000, 3)),
                new StartMeasurement(3),
                new RestartMeasurement(new RestartMeasurement.Size(500_000, 10_000, 1_000, 3)));
    }

    /** What {@code --long} runs: minutes to hours, by its size. */
    static List<Measurement> longRun(LongRunSize size) {
        return List.of(new LongRun(size.ticks(), size.orders(), size.days()));
    }
}
