package nexus.gateway.bench;

import java.util.ArrayList;
import java.util.List;

/** The report for a terminal: one table of figures, the remarks, one table of distributions. */
final class TextReport {
    private final StringBuilder text = new StringBuilder();
    private final List<String> remarks = new ArrayList<>();

    private TextReport() {}

    /** Lines of at most {@value TextTable#WIDTH} columns, each ended. */
    static String of(BenchReport report) {
        TextReport rendering = new TextReport();
        rendering.head(report);
        rendering.figures(report);
        rendering.remarks();
        rendering.distributions(report);
        return rendering.text.toString();
    }

    private void head(BenchReport report) {
        text.append(ReportTexts.title(report)).append('\n');
        ReportTexts.conditions(report).forEach(line -> wrapped(line, ""));
        report.notices().forEach(notice -> wrapped("Note: " + notice, ""));
    }

    private void figures(BenchReport report) {
        TextTable table = new TextTable(true);
        table.add("what", "median", "spread", "target", "");
        for (FigureRow row : FigureRow.of(report, remarks)) {
            table.add(row.what(), row.median(), row.spread(), row.target(), row.verdict());
        }
        text.append('\n').append(table.text());
    }

    private void remarks() {
        if (!remarks.isEmpty()) {
            text.append('\n');
        }
        remarks.forEach(remark -> wrapped(remark, "    "));
    }

    private void distributions(BenchReport report) {
        TextTable table = new TextTable(false);
        table.add("how long it took", "p50", "p90", "p99", "p99.9", "p99.99", "max", "count");
        boolean any = false;
        for (Figure figure : report.figures()) {
            if (!figure.distributions().isEmpty()) {
                table.add(figure.what(), "", "", "", "", "", "", "");
            }
            for (Distribution distribution : figure.distributions()) {
                List<String> row = new ArrayList<>(List.of("  " + distribution.name()));
                row.addAll(ReportTexts.cells(distribution));
                table.add(row.toArray(String[]::new));
                any = true;
            }
        }
        if (any) {
            text.append('\n').append(table.text());
        }
    }

    /** A paragraph; all its lines but the first are indented. */
    private void wrapped(String paragraph, String indent) {
        String prefix = "";
        for (String line : TextTable.wrap(paragraph, TextTable.WIDTH - indent.length())) {
            text.append(prefix).append(line).append('\n');
            prefix = indent;
        }
    }
}
