package nexus.replay.figures;

import java.util.ArrayList;
import java.util.List;

/**
 * Executions to be drawn: all of them up to {@value #MOST}; beyond, every second is left out, then every second of what
 * remains, and so on, so that those that are left lie evenly among all.
 */
public final class FillMarks {
    public static final int MOST = 2_000;

    private final List<PriceChart.Fill> fills = new ArrayList<>();
    private long count;
    private long step = 1;

    public void add(PriceChart.Fill fill) {
        if (count % step == 0) {
            fills.add(fill);
        }
        count++;
        if (fills.size() > MOST) {
            step *= 2;
            List<PriceChart.Fill> all = List.copyOf(fills);
            fills.clear();
            for (int i = 0; i < all.size(); i += 2) {
                fills.add(all.get(i));
            }
        }
    }

    /** How many there were. */
    public long count() {
        return count;
    }

    /** Those to be drawn, in order. */
    public List<PriceChart.Fill> fills() {
        return List.copyOf(fills);
    }
}
