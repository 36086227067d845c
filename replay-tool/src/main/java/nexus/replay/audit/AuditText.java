package nexus.replay.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Severity;
import nexus.replay.command.TextTable;
import nexus.replay.command.Times;
import nexus.replay.figures.Words;

/** The audit for people, on a terminal. */
final class AuditText {
    /** Of each code. */
    private static final int MOST_SHOWN = 10;

    private static final int INDENT = 2;

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
        AuditReport.Range range = report.range();
        line("records", Words.count(range.firstSequence()) + " to " + Words.count(range.lastSequence()));
        line(
                "time",
                Words.time(range.firstNanos()) + " to " + Words.time(range.lastNanos()) + " ("
                        + Times.length(range.lastNanos() - range.firstNanos()) + ")");
        AuditReport.Counts counts = report.counts();
        line(
                "looked at",
                Words.count(counts.signals(), "signal") + ", " + Words.count(counts.orders(), "order") + ", "
                        + Words.count(counts.executions(), "execution") + ", " + Words.count(range.ticks(), "tick"));
        long errors = report.findings().atLeast(Severity.ERROR);
        long warnings = report.findings().atLeast(Severity.WARNING) - errors;
        line("findings", Words.count(errors, "error") + ", " + Words.count(warnings, "warning"));
        findings();
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
        TextTable table = new TextTable(6)
                .add(List.of("severity", "records", "platform", "symbol", "order", "expected", "observed"));
        List<List<String>> rows = new ArrayList<>();
        ofCode.stream().limit(MOST_SHOWN).forEach(finding -> rows.add(cells(finding)));
        text.append(table.addAll(rows).text(INDENT));
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

    private static String shown(String value) {
        return value == null ? "?" : value;
    }
}
