package nexus.replay.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.gateway.router.Changes;
import nexus.gateway.router.CountedExecution;

/**
 * Follows the prices of the first {@value #MOST} symbols that appear, for charts of those that turn out to be traded;
 * and when each symbol's last tick came.
 */
public final class PriceCharts {
    public static final int MOST = 256;

    private final Map<String, Map<String, Chart>> charts = new LinkedHashMap<>();
    private final Map<String, LastTick> lastTicks = new LinkedHashMap<>();
    private int followed;
    private long ticks;

    private static final class Chart {
        private final String platform;
        private final String symbol;
        private final LastTick lastTick;
        /** Null beyond the first symbols. */
        private final ThinnedCurve prices;

        private final FillMarks fills = new FillMarks();

        Chart(String platform, String symbol, LastTick lastTick, ThinnedCurve prices) {
            this.platform = platform;
            this.symbol = symbol;
            this.lastTick = lastTick;
            this.prices = prices;
        }

        PriceChart toChart() {
            return new PriceChart(
                    platform, symbol, prices == null ? List.of() : prices.points(), fills.count(), fills.fills());
        }
    }

    private static final class LastTick {
        private long timeNanos;
    }

    public void tick(Changes changes, long timeNanos) {
        ticks++;
        Chart chart = chart(changes.tickPlatform(), changes.tickSymbol());
        chart.lastTick.timeNanos = timeNanos;
        if (chart.prices != null) {
            chart.prices.add(timeNanos, changes.tickPrice());
        }
    }

    public void executed(CountedExecution execution, long timeNanos) {
        boolean isBuy = "BUY".equals(execution.side());
        if (execution.side() != null) {
            chart(execution.platform(), execution.symbol())
                    .fills
                    .add(new PriceChart.Fill(timeNanos, isBuy, execution.price(), execution.quantity()));
        }
    }

    private Chart chart(String platform, String symbol) {
        Map<String, Chart> ofPlatform = charts.get(platform);
        if (ofPlatform == null) {
            ofPlatform = new LinkedHashMap<>();
            charts.put(platform, ofPlatform);
        }
        Chart chart = ofPlatform.get(symbol);
        if (chart == null) {
            LastTick lastTick = lastTicks.computeIfAbsent(symbol, s -> new LastTick());
            chart = new Chart(platform, symbol, lastTick, followed++ < MOST ? new ThinnedCurve() : null);
            ofPlatform.put(symbol, chart);
        }
        return chart;
    }

    /** How many ticks there were. */
    public long ticks() {
        return ticks;
    }

    /** When the symbol's last tick came from any platform, ns since the epoch; 0 if none came in the range. */
    public long lastTickNanos(String symbol) {
        LastTick last = lastTicks.get(symbol);
        return last == null ? 0 : last.timeNanos;
    }

    /** Of the symbols that were traded, by symbol, then platform. */
    public List<PriceChart> traded() {
        List<Chart> traded = new ArrayList<>();
        charts.values()
                .forEach(ofPlatform -> ofPlatform.values().stream()
                        .filter(chart -> chart.fills.count() > 0)
                        .forEach(traded::add));
        traded.sort(Comparator.comparing((Chart chart) -> chart.symbol).thenComparing(chart -> chart.platform));
        return traded.stream().map(Chart::toChart).toList();
    }
}
