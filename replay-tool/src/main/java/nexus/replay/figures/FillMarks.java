package nexus.replay.figures;

import java.util.List;

/** Executions to be drawn: see {@link EvenSample}. */
public final class FillMarks {
    public static final int MOST = 2_000;

    private final EvenSample<PriceChart.Fill> fills = new EvenSample<>(MOST);

    public void add(PriceChart.Fill fill) {
        fills.add(fill);
    }

    /** How many there were. */
    public long count() {
        return fills.count();
    }

    /** Those to be drawn, in order. */
    public List<PriceChart.Fill> fills() {
        return fills.kept();
    }
}
