package nexus.replay.report;

import java.util.Locale;
import java.util.stream.Stream;
import nexus.replay.command.TextTable;
import nexus.replay.figures.Table;

/** The report for people, on a terminal. */
public final class TextReport {
    private static final int MOST_FLAGGED = 20;
    private static final int INDENT = 2;

    private TextReport() {}

    /** Lines, each ended. */
    public static String of(TradingReport report) {
        StringBuilder text = new StringBuilder();
        for (Summary.Line line : Summary.of(report)) {
            text.append(String.format(Locale.ROOT, "%-14s %s\n", line.name(), line.text()));
        }
        Stream.of(Tables.profit(report), Tables.trips(report), Tables.exposure(report), Tables.latency(report))
                .forEach(table -> append(text, table));
        append(text, Tables.flagged(report, MOST_FLAGGED));
        int hidden = report.executions().list().size() - MOST_FLAGGED;
        if (hidden > 0) {
            text.append(" ".repeat(INDENT)).append("and more: see --json").append('\n');
        }
        if (report.damage() != null) {
            text.append("\nThe journal is damaged; the report ends there: ")
                    .append(report.damage())
                    .append('\n');
        }
        if (!report.notices().isEmpty()) {
            text.append('\n');
            report.notices()
                    .forEach(notice -> text.append("Note: ").append(notice).append('\n'));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Table table) {
        if (table.rows().isEmpty()) {
            return;
        }
        text.append('\n').append(table.title()).append('\n');
        text.append(new TextTable(table.leftColumns())
                .add(table.header())
                .addAll(table.rows())
                .text(INDENT));
    }
}
