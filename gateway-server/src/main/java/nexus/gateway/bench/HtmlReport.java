package nexus.gateway.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.gateway.page.PageParts;
import nexus.gateway.page.PageTemplate;

/**
 * The report as one page that needs no network: the tables as text, the distributions as curves that uPlot (MIT
 * licence) draws. The page holds the library, its licence, and the report as {@link JsonReport}.
 */
final class HtmlReport {
    private static final String TEMPLATE = "/nexus/gateway/bench/report.html";

    private HtmlReport() {}

    /** The whole page. */
    static String of(BenchReport report) {
        List<String> remarks = new ArrayList<>();
        List<Map<String, String>> figures =
                FigureRow.of(report, remarks).stream().map(HtmlReport::row).toList();
        Map<String, Object> values = new LinkedHashMap<>(PageParts.common());
        values.put("title", ReportTexts.title(report));
        values.put("conditions", lines(ReportTexts.conditions(report)));
        values.put("notices", lines(report.notices()));
        values.put("figures", figures);
        values.put("remarks", lines(remarks));
        values.put("distributions", distributions(report));
        values.put("report", PageParts.insideScript(JsonReport.of(report)));
        return PageTemplate.fill(PageParts.resource(HtmlReport.class, TEMPLATE), values);
    }

    private static Map<String, String> row(FigureRow row) {
        return Map.of(
                "what", row.what(),
                "median", row.median(),
                "spread", row.spread(),
                "target", row.target(),
                "verdict", row.verdict());
    }

    private static List<Map<String, Object>> distributions(BenchReport report) {
        return report.figures().stream()
                .filter(figure -> !figure.distributions().isEmpty())
                .map(figure -> Map.of(
                        "id", figure.id(),
                        "what", figure.what(),
                        "rows",
                                figure.distributions().stream()
                                        .map(HtmlReport::cells)
                                        .toList()))
                .toList();
    }

    private static Map<String, Object> cells(Distribution distribution) {
        return Map.of("name", distribution.name(), "cells", lines(ReportTexts.cells(distribution)));
    }

    private static List<Map<String, String>> lines(List<String> lines) {
        return lines.stream().map(line -> Map.of("line", line)).toList();
    }
}
