package nexus.replay.audit;

import java.util.ArrayList;
import java.util.List;
import nexus.replay.audit.model.Plain;
import nexus.replay.audit.model.Severity;
import nexus.replay.audit.model.Thresholds;
import nexus.replay.clock.ClockReport;
import nexus.replay.command.Times;
import nexus.replay.figures.Words;

/** The audit's figures that stand in no table: a name and a sentence each. */
final class AuditSummary {
    private AuditSummary() {}

    /** One fact. */
    record Line(String name, String text) {}

    static List<Line> of(AuditReport report) {
        List<Line> lines = new ArrayList<>();
        AuditReport.Range range = report.range();
        lines.add(new Line("records", Words.count(range.firstSequence()) + " to " + Words.count(range.lastSequence())));
        lines.add(new Line("time", time(range)));
        AuditReport.Counts counts = report.counts();
        lines.add(new Line(
                "looked at",
                Words.count(counts.signals(), "signal") + ", " + Words.count(counts.orders(), "order") + ", "
                        + Words.count(counts.executions(), "execution") + ", " + Words.count(range.ticks(), "tick")));
        if (counts.resent() > 0) {
            lines.add(new Line(
                    "came again",
                    Words.count(counts.resent(), "execution") + " after reconnects, as they should; counted once"));
        }
        report.statement()
                .ifPresent(statement -> lines.add(new Line(
                        "statement",
                        Words.count(statement.rows(), "row") + ", " + Words.count(statement.matched())
                                + " found in the journal"
                                + (statement.outside() == 0
                                        ? ""
                                        : ", " + Words.count(statement.outside()) + " outside of the audited range"))));
        lines.add(new Line("clock", clock(report.clock())));
        long errors = report.findings().atLeast(Severity.ERROR);
        long warnings = report.findings().atLeast(Severity.WARNING) - errors;
        lines.add(new Line("findings", Words.count(errors, "error") + ", " + Words.count(warnings, "warning")));
        return lines;
    }

    /** From when to when. */
    static String time(AuditReport.Range range) {
        return Words.time(range.firstNanos()) + " to " + Words.time(range.lastNanos()) + " ("
                + Times.length(range.lastNanos() - range.firstNanos()) + ")";
    }

    private static String clock(ClockReport clock) {
        StringBuilder text = new StringBuilder();
        if (clock.readings() == 0) {
            text.append("its offset from UTC was not measured");
        } else {
            text.append("at most ")
                    .append(Plain.millis(Math.abs(clock.worstOffsetNanos())))
                    .append(clock.worstOffsetNanos() < 0 ? " behind UTC in " : " ahead of UTC in ")
                    .append(Words.count(clock.readings(), "reading"))
                    .append(" (")
                    .append(String.join(", ", clock.sources()))
                    .append(')');
            if (clock.worstErrorNanos() != null) {
                text.append(", error at most ").append(Plain.millis(clock.worstErrorNanos()));
            }
        }
        if (clock.unsynchronised() > 0) {
            text.append("; not synchronised in ").append(Words.count(clock.unsynchronised(), "reading"));
        }
        if (clock.stepCount() > 0) {
            text.append("; jumped ").append(Words.count(clock.stepCount(), "time"));
        }
        return text.toString();
    }

    /** By what it was judged. */
    static String thresholds(Thresholds thresholds) {
        return "answer " + Plain.millis(thresholds.answerNanos()) + " (F09), cancel race "
                + Plain.millis(thresholds.raceNanos()) + " (F07), clock error "
                + Plain.millis(thresholds.clockErrorNanos()) + " (F14), market from "
                + Plain.millis(thresholds.marketBeforeNanos()) + " before to "
                + Plain.millis(thresholds.marketAfterNanos()) + " behind (F06), price age "
                + Plain.millis(thresholds.priceAgeNanos()) + " (F06, costs), settling "
                + Plain.millis(thresholds.settleNanos()) + " (F12), repeat "
                + Plain.millis(thresholds.repeatNanos()) + " (F03)";
    }
}
