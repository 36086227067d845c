package nexus.replay.figures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nexus.gateway.page.PageParts;

/** What pages with charts over a journal have in common, by their names in a template. */
public final class ChartParts {
    private static final String CHARTS = "/nexus/replay/figures/charts.js";
    private static final String STYLE = "/nexus/replay/figures/page.css";

    private ChartParts() {}

    /** {@link PageParts#common}; {@code charts}, the script that draws over time; {@code pageStyle}, how the parts look. */
    public static Map<String, Object> common() {
        Map<String, Object> parts = new LinkedHashMap<>(PageParts.common());
        parts.put("charts", PageParts.resource(ChartParts.class, CHARTS));
        parts.put("pageStyle", PageParts.resource(ChartParts.class, STYLE));
        return parts;
    }

    /** A table's {@code title}, {@code header} and {@code rows} of {@code cells}, each with {@code text} and {@code kind}. */
    public static Map<String, Object> table(Table table) {
        return Map.of(
                "title", table.title(),
                "header", cells(table, table.header()),
                "rows",
                        table.rows().stream()
                                .map(row -> Map.of("cells", cells(table, row)))
                                .toList());
    }

    private static List<Map<String, String>> cells(Table table, List<String> texts) {
        return IntStream.range(0, texts.size())
                .mapToObj(column ->
                        Map.of("text", texts.get(column), "kind", column < table.leftColumns() ? "word" : "number"))
                .toList();
    }
}
