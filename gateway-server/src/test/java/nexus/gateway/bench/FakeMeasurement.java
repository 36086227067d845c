package nexus.gateway.bench;

import java.io.IOException;
import java.util.List;

/** A measurement that does as it is told. */
record FakeMeasurement(String id, Work work) implements Measurement {
    /** What it does instead of measuring. */
    interface Work {
        List<Figure> run(BenchContext context) throws IOException, InterruptedException;
    }

    /** One figure of one round. */
    static FakeMeasurement of(String id, double value) {
        return new FakeMeasurement(
                id, context -> List.of(Figure.of(id + ".figure", "the " + id, "ns", null, List.of(value))));
    }

    @Override
    public List<Figure> measure(BenchContext context) throws IOException, InterruptedException {
        return work.run(context);
    }
}
