package nexus.gateway.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The report as one page that needs no network: the tables as text, the distributions as curves that uPlot (MIT
 * licence) draws. The page holds the library, its licence, and the report as {@link JsonReport}.
 */
final class HtmlReport {
    private static final String TEMPLATE = "/nexus/gateway/bench/report.html";
    private static final String CHART_LIBRARY = "/META-INF/resources/webjars/uplot/1.6.30/";

    private HtmlReport() {}

    /** The whole page. */
    static String of(BenchReport report) {
        List<String> remarks = new ArrayList<>();
        List<Map<String, String>> figures =
                FigureRow.of(report, remarks).stream().map(HtmlReport::row).toList();
        return PageTemplate.fill(
                resource(TEMPLATE),
                Map.of(
                        "title", ReportTexts.title(report),
                        "conditions", lines(ReportTexts.conditions(report)),
                        "notices", lines(report.notices()),
                        "figures", figures,
                        "remarks", lines(remarks),
                        "distributions", distributions(report),
                        "report", insideScript(JsonReport.of(report)),
                        "chartStyle", resource(CHART_LIBRARY + "dist/uPlot.min.css"),
                        "chartScript", resource(CHART_LIBRARY + "dist/uPlot.iife.min.js"),
                        "chartLicence", resource(CHART_LIBRARY + "LICENSE")));
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

    /** In JSON, {@code <} stands in texts only, where it may be escaped: then no text ends the script. */
    private static String insideScript(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String resource(String name) {
        try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("not on the class path: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read from the class path: " + name, e);
        }
    }
}
