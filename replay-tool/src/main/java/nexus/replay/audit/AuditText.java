package nexus.replay.audit;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Severity;
import nexus.replay.command.TextTable;
import nexus.replay.figures.Table;
import nexus.replay.figures.Words;

/** The audit for people, on a terminal. */
final class AuditText {
    /** Of each code. */
    private static final int MOST_SHOWN = 10;

    private static final int INDENT = 2;
    private static final int LONGEST = 60;

    private final AuditReport report;
    private final StringBuilder text = new StringBuilder();

    private AuditText(AuditReport report) {
        this.report = report;
    }

    /** Lines, each ended. */
    static String of(AuditReport report) {
        return new AuditText(report).write();
    }

    private String write() {
        AuditSummary.of(report).forEach(line -> line(line.name(), line.text()));
        line("judged by", AuditSummary.thresholds(report.thresholds()));
        findings();
        Stream.of(AuditTables.costs(report), AuditTables.latencies(report))
                .filter(table -> !table.rows().isEmpty())
                .forEach(this::table);
        if (!report.costs().isEmpty()) {
            text.append(
                    "\nCosts: positive is cost, weighted by quantity; decision and arrival against the price at the signal"
                            + " and when\nthe order was sent, the effective spread against the middle at the fill. Markouts:"
                            + " positive is gain. Empty is unknown.\n");
        }
        if (report.damage() != null) {
            text.append("\nThe journal is damaged; the audit ends there: ")
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

    private void line(String name, String what) {
        text.append(String.format(Locale.ROOT, "%-14s %s\n", name, what));
    }

    private void table(Table table) {
        text.append('\n').append(table.title()).append('\n');
        text.append(new TextTable(table.leftColumns())
                .add(table.header())
                .addAll(table.rows())
                .text(INDENT));
    }

    private void findings() {
        List<Finding> all = report.findings().sorted();
        for (FindingCode code : FindingCode.values()) {
            List<Finding> ofCode =
                    all.stream().filter(finding -> finding.code() == code).toList();
            if (!ofCode.isEmpty()) {
                ofCode(code, ofCode);
            }
        }
    }

    private void ofCode(FindingCode code, List<Finding> ofCode) {
        long count = report.findings().count(code, Severity.ERROR)
                + report.findings().count(code, Severity.WARNING);
        text.append('\n').append(code).append(": ").append(code.title()).append(", ");
        text.append(Words.count(count)).append('\n');
        TextTable table = new TextTable(7)
                .add(List.of("severity", "records", "platform", "symbol", "order", "expected", "observed"));
        ofCode.stream().limit(MOST_SHOWN).forEach(finding -> table.add(cells(finding)));
        text.append(table.text(INDENT));
        if (count > MOST_SHOWN) {
            text.append(" ".repeat(INDENT)).append("and more: see --json or --html\n");
        }
    }

    private static List<String> cells(Finding finding) {
        return List.of(
                finding.severity().word(),
                String.join(
                        ", ", finding.sequences().stream().map(String::valueOf).toList()),
                shown(finding.platform()),
                shown(finding.symbol()),
                shown(finding.orderId()),
                shown(finding.expected()),
                shown(finding.observed()));
    }

    /** Short, and one line: ids come from outside. */
    private static String shown(String value) {
        String visible = value == null ? "–" : value.replaceAll("\\p{C}", "?");
        return visible.codePointCount(0, visible.length()) <= LONGEST
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
