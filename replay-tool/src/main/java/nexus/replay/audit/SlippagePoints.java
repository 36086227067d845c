package nexus.replay.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nexus.replay.audit.cost.OrderCost;
import nexus.replay.figures.CurvePoint;
import nexus.replay.figures.EvenSample;

/** Each platform's arrival slippage, order by order, to be drawn. */
public final class SlippagePoints {
    private static final int MOST = 2_000;

    private final Map<String, EvenSample<CurvePoint>> byPlatform = new TreeMap<>();

    /**
     * What one platform's orders cost.
     *
     * @param orders how many there were
     * @param points those that are to be drawn: when the order was sent, and its arrival slippage in basis points
     */
    public record Curve(String platform, long orders, List<CurvePoint> points) {}

    void add(OrderCost cost) {
        if (cost.arrivalBps() != null && cost.sentNanos() != 0) {
            byPlatform
                    .computeIfAbsent(cost.platform(), platform -> new EvenSample<>(MOST))
                    .add(new CurvePoint(cost.sentNanos(), cost.arrivalBps().doubleValue()));
        }
    }

    List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        byPlatform.forEach((platform, sample) -> {
            List<CurvePoint> points = new ArrayList<>(sample.kept());
            points.sort((a, b) -> Long.compare(a.timeNanos(), b.timeNanos()));
            curves.add(new Curve(platform, sample.count(), points));
        });
        return curves;
    }
}
