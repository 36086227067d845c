package nexus.replay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nexus.gateway.page.PageParts;
import nexus.gateway.page.PageTemplate;
import nexus.replay.figures.ChartParts;
import nexus.replay.figures.PriceChart;
import nexus.replay.figures.Words;

/**
 * The report as one page that needs no network: equity, drawdown, each symbol's price with the executions, latencies,
 * and the tables. The page holds the chart library, its licence, and the report as {@link JsonReport}.
 */
public final class HtmlReport {
    private static final String TEMPLATE = "/nexus/replay/report/report.html";
    private static final int MOST_FLAGGED = 100;
    /** More would be a slow page; the JSON has them all. */
    private static final int MOST_PRICE_CHARTS = 32;

    private HtmlReport() {}

    /** The whole page. */
    public static String of(TradingReport report) {
        Map<String, Object> values = ChartParts.common();
        values.put("title", title(report));
        values.put("range", Summary.time(report.range()));
        values.put("summary", Summary.of(report).stream().map(HtmlReport::line).toList());
        values.put("notices", notices(report));
        values.put("tiles", tiles(report));
        values.put("tables", tables(report));
        values.put("prices", prices(report));
        values.put("report", JsonReport.of(report));
        return PageTemplate.fill(PageParts.resource(HtmlReport.class, TEMPLATE), values);
    }

    private static String title(TradingReport report) {
        return "Trading report, " + Words.time(report.range().firstNanos());
    }

    private static List<Map<String, String>> notices(TradingReport report) {
        List<String> notices = new ArrayList<>(report.notices());
        if (report.damage() != null) {
            notices.add(0, "The journal is damaged: the report ends there. " + report.damage());
        }
        return notices.stream().map(notice -> Map.of("line", notice)).toList();
    }

    private static Map<String, String> line(Summary.Line line) {
        return Map.of("name", line.name(), "text", line.text());
    }

    private static List<Map<String, String>> tiles(TradingReport report) {
        return Tiles.of(report).stream()
                .map(tile -> Map.of("name", tile.name(), "value", tile.value(), "kind", tile.kind()))
                .toList();
    }

    private static List<Map<String, Object>> tables(TradingReport report) {
        return Stream.of(
                        Tables.profit(report),
                        Tables.trips(report),
                        Tables.exposure(report),
                        Tables.latency(report),
                        Tables.flagged(report, MOST_FLAGGED))
                .filter(table -> !table.rows().isEmpty())
                .map(ChartParts::table)
                .toList();
    }

    private static List<Map<String, String>> prices(TradingReport report) {
        List<Map<String, String>> charts = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_PRICE_CHARTS, report.prices().size()); i++) {
            PriceChart chart = report.prices().get(i);
            charts.add(Map.of(
                    "index", Integer.toString(i),
                    "title", chart.symbol() + " on " + chart.platform(),
                    "note", note(chart)));
        }
        return charts;
    }

    private static String note(PriceChart chart) {
        String fills = chart.fills().size() == chart.executions()
                ? Words.count(chart.executions(), "execution")
                : Words.count(chart.fills().size()) + " of " + Words.count(chart.executions()) + " executions";
        return fills + ": ▲ bought, ▼ sold" + (chart.prices().isEmpty() ? "; no ticks" : "");
    }
}
