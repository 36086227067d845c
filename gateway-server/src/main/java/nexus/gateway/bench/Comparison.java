package nexus.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nexus.gateway.bench.StoredReport.StoredFigure;

/** An earlier report beside this one, figure by figure. */
final class Comparison {
    private Comparison() {}

    /** Lines of at most {@value TextTable#WIDTH} columns, each ended. */
    static String of(StoredReport old, BenchReport report) {
        TextTable table = new TextTable(true);
        table.add("what", "old median", "new median", "new/old", "");
        List<String> measured = new ArrayList<>();
        for (Figure figure : report.figures()) {
            StoredFigure before = old.figures().get(figure.id());
            measured.add(figure.id());
            String now = ReportTexts.median(figure);
            if (before == null) {
                table.add(figure.what(), "", now, "", "not in the old report");
            } else if (!before.unit().equals(figure.unit())) {
                table.add(figure.what(), median(before), now, "", "not the same unit");
            } else {
                table.add(figure.what(), median(before), now, ratio(before, figure), overlap(before, figure));
            }
        }
        for (Map.Entry<String, StoredFigure> before : old.figures().entrySet()) {
            if (!measured.contains(before.getKey())) {
                table.add(before.getValue().what(), median(before.getValue()), "", "", "not measured now");
            }
        }
        return String.join("\n", TextTable.wrap("Compared with " + old.title(), TextTable.WIDTH)) + '\n' + table.text();
    }

    private static String median(StoredFigure figure) {
        return Quantity.text(figure.median(), figure.unit());
    }

    private static String ratio(StoredFigure before, Figure now) {
        return before.median() == 0 ? "" : Quantity.text(now.median() / before.median(), "ratio");
    }

    /** Rounds that lie among the other build's prove no difference. */
    private static String overlap(StoredFigure before, Figure now) {
        return now.min() <= before.max() && before.min() <= now.max() ? "rounds overlap" : "";
    }
}
