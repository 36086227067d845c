package nexus.replay.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nexus.gateway.page.PageParts;
import nexus.gateway.page.PageTemplate;
import nexus.replay.audit.cost.OrderCost;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Severity;
import nexus.replay.command.Times;
import nexus.replay.figures.ChartParts;
import nexus.replay.figures.EvenSample;
import nexus.replay.figures.PriceChart;
import nexus.replay.figures.Table;
import nexus.replay.figures.Words;

/**
 * The audit as one page that needs no network: findings in a table that sorts and filters, prices with the fills, slippage,
 * markouts and latencies. Whatever came from outside stands in it as escaped text only.
 */
final class AuditPage {
    private static final String TEMPLATE = "/nexus/replay/audit/audit.html";
    /** Of each code: more would be a slow page; the JSON has them. */
    private static final int MOST_FINDINGS = 500;

    /** More would be a slow page; the JSON has all. */
    static final int MOST_ORDERS = 500;

    private static final int MOST_PRICE_CHARTS = 32;

    private AuditPage() {}

    /** The whole page. */
    static String of(AuditReport report, EvenSample<OrderCost> orders) {
        Map<String, Object> values = ChartParts.common();
        StringBuilder json = new StringBuilder(1 << 16);
        new AuditJson(json, 0).finish(report);
        List<Finding> findings = findings(report);
        values.put("title", "Fill audit, " + Words.time(report.range().firstNanos()));
        values.put("range", AuditSummary.time(report.range()));
        values.put("tiles", tiles(report));
        values.put("notices", notices(report));
        values.put("summary", summary(report));
        values.put("codes", tables(Stream.of(AuditTables.codes(report))));
        values.put("none", findings.isEmpty() ? List.of(Map.of()) : List.of());
        values.put("some", findings.isEmpty() ? List.of() : List.of(filters(report, findings)));
        values.put("prices", prices(report));
        values.put("steps", steps(report));
        values.put("tables", tables(Stream.of(AuditTables.costs(report), AuditTables.latencies(report))));
        values.put("orders", tables(Stream.of(AuditTables.orders(orders.kept()))));
        values.put(
                "ordersNote",
                orders.kept().size() == orders.count()
                        ? Words.count(orders.count(), "order")
                        : Words.count(orders.kept().size()) + " of " + Words.count(orders.count(), "order")
                                + ", evenly among all; the JSON has every one");
        values.put("report", PageParts.insideScript(json.toString()));
        return PageTemplate.fill(PageParts.resource(AuditPage.class, TEMPLATE), values);
    }

    private static List<Finding> findings(AuditReport report) {
        Map<FindingCode, Integer> shown = new LinkedHashMap<>();
        return report.findings().sorted().stream()
                .filter(finding -> shown.merge(finding.code(), 1, Integer::sum) <= MOST_FINDINGS)
                .toList();
    }

    private static List<Map<String, String>> tiles(AuditReport report) {
        long errors = report.findings().atLeast(Severity.ERROR);
        long warnings = report.findings().atLeast(Severity.WARNING) - errors;
        List<Map<String, String>> tiles = new ArrayList<>();
        tiles.add(tile("errors", Words.count(errors), errors == 0 ? "good" : "bad"));
        tiles.add(tile("warnings", Words.count(warnings), warnings == 0 ? "good" : "plain"));
        tiles.add(tile("signals", Words.count(report.counts().signals()), "plain"));
        tiles.add(tile("orders", Words.count(report.counts().orders()), "plain"));
        tiles.add(tile("executions", Words.count(report.counts().executions()), "plain"));
        tiles.add(tile("ticks", Words.count(report.range().ticks()), "plain"));
        return tiles;
    }

    private static Map<String, String> tile(String name, String value, String kind) {
        return Map.of("name", name, "value", value, "kind", kind);
    }

    private static List<Map<String, String>> notices(AuditReport report) {
        List<String> notices = new ArrayList<>(report.notices());
        if (report.damage() != null) {
            notices.add(0, "The journal is damaged: the audit ends there. " + report.damage());
        }
        return notices.stream().map(notice -> Map.of("line", notice)).toList();
    }

    private static List<Map<String, String>> summary(AuditReport report) {
        List<Map<String, String>> lines = new ArrayList<>();
        AuditSummary.of(report).forEach(line -> lines.add(Map.of("name", line.name(), "text", line.text())));
        lines.add(Map.of("name", "judged by", "text", AuditSummary.thresholds(report.thresholds())));
        return lines;
    }

    private static List<Map<String, Object>> tables(Stream<Table> tables) {
        return tables.filter(table -> !table.rows().isEmpty())
                .map(ChartParts::table)
                .toList();
    }

    private static Map<String, Object> filters(AuditReport report, List<Finding> findings) {
        Set<String> codes = new TreeSet<>();
        Set<String> platforms = new TreeSet<>();
        findings.forEach(finding -> {
            codes.add(finding.code().name());
            platforms.add(text(finding.platform()));
        });
        long all = report.findings().atLeast(Severity.WARNING);
        return Map.of(
                "codes", names(codes),
                "platforms", names(platforms),
                "rows", findings.stream().map(AuditPage::row).toList(),
                "shown",
                        all == findings.size()
                                ? ""
                                : "The first " + Words.count(MOST_FINDINGS)
                                        + " of each code are shown; the JSON has more.");
    }

    private static List<Map<String, String>> names(Set<String> names) {
        return names.stream().map(name -> Map.of("name", name)).toList();
    }

    private static Map<String, String> row(Finding finding) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("code", finding.code().name());
        row.put("title", finding.code().title());
        row.put("severity", finding.severity().word());
        row.put(
                "records",
                String.join(
                        ", ", finding.sequences().stream().map(String::valueOf).toList()));
        row.put(
                "first",
                finding.sequences().isEmpty()
                        ? "0"
                        : String.valueOf(finding.sequences().get(0)));
        row.put("time", finding.timeNanos() == 0 ? "" : Times.iso(finding.timeNanos()));
        row.put("timeShown", finding.timeNanos() == 0 ? "" : Words.time(finding.timeNanos()));
        row.put("platform", text(finding.platform()));
        row.put("symbol", text(finding.symbol()));
        row.put("order", text(finding.orderId()));
        row.put("expected", finding.expected());
        row.put("observed", finding.observed());
        row.put("explanation", finding.explanation());
        return row;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static List<Map<String, String>> prices(AuditReport report) {
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

    /** What was measured at all, in the order of the steps. */
    private static List<Map<String, String>> steps(AuditReport report) {
        return report.latencies().stream()
                .map(each -> each.latency().name())
                .distinct()
                .map(name -> Map.of("name", name))
                .toList();
    }
}
