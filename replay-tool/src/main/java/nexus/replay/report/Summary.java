package nexus.replay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nexus.gateway.router.Router;
import nexus.replay.command.Times;
import nexus.replay.figures.Words;
import nexus.replay.profit.Amounts;

/** The report's figures that stand in no table: a name and a sentence each. */
final class Summary {
    private Summary() {}

    /** One fact. */
    record Line(String name, String text) {}

    static List<Line> of(TradingReport report) {
        List<Line> lines = new ArrayList<>();
        range(report.range(), lines);
        signals(report.signals(), lines);
        orders(report, lines);
        lines.add(new Line("drawdown", drawdown(report.drawdown())));
        return lines;
    }

    private static void range(Range range, List<Line> lines) {
        lines.add(new Line(
                "records",
                Words.count(range.firstSequence()) + " to " + Words.count(range.lastSequence()) + ", "
                        + Words.count(range.ticks(), "tick")));
        lines.add(new Line("time", time(range)));
        if (range.runCount() > 0) {
            String versions = range.runs().stream()
                    .map(run -> Long.toString(run.routerVersion()))
                    .distinct()
                    .collect(Collectors.joining(", "));
            lines.add(new Line(
                    "runs",
                    Words.count(range.runCount()) + ", router version " + versions + " (this one: " + Router.VERSION
                            + ")"));
        }
    }

    /** From when to when. */
    static String time(Range range) {
        return Words.time(range.firstNanos()) + " to " + Words.time(range.lastNanos()) + " ("
                + Times.length(range.lengthNanos()) + ")";
    }

    private static void signals(SignalCounts signals, List<Line> lines) {
        long refused = signals.received() - signals.accepted();
        lines.add(new Line(
                "signals",
                Words.count(signals.received()) + " received, " + Words.count(signals.accepted()) + " accepted, "
                        + Words.count(refused) + " refused"));
        if (!signals.refused().isEmpty()) {
            lines.add(new Line("refused", Words.counts(signals.refused())));
        }
        if (!signals.skipped().isEmpty()) {
            lines.add(new Line(
                    "skipped",
                    signals.skipped().entrySet().stream().map(Summary::platform).collect(Collectors.joining("; "))));
        }
        if (!signals.otherRefusals().isEmpty()) {
            lines.add(new Line("other rejects", Words.counts(signals.otherRefusals())));
        }
    }

    private static String platform(Map.Entry<String, ? extends Map<?, Long>> skipped) {
        return skipped.getKey() + ": " + Words.counts(skipped.getValue());
    }

    private static void orders(TradingReport report, List<Line> lines) {
        OrderCounts orders = report.orders();
        lines.add(new Line(
                "orders",
                Words.count(orders.made()) + " made, " + Words.count(orders.executed())
                        + " executed in whole or in part (fill ratio " + Words.percent(orders.fillRatio()) + ")"));
        if (orders.made() > 0) {
            lines.add(new Line("states", Words.counts(orders.states())));
        }
        if (orders.openBefore() > 0) {
            lines.add(new Line("from before", Words.count(orders.openBefore(), "open order")));
        }
        lines.add(new Line("cancels", Words.count(orders.cancelsSent()) + " sent"));
        Map<String, Long> flagged = report.executions().flagged();
        lines.add(new Line(
                "executions",
                Words.count(report.executions().counted())
                        + (flagged.isEmpty() ? "" : "; to look at: " + Words.counts(flagged))));
    }

    private static String drawdown(Drawdown drawdown) {
        if (drawdown.amount().signum() == 0) {
            return "none";
        }
        return Amounts.single(drawdown.amount(), Amounts.COARSE) + ", from " + Words.time(drawdown.peakNanos()) + " to "
                + Words.time(drawdown.troughNanos()) + " ("
                + Times.length(drawdown.troughNanos() - drawdown.peakNanos()) + "), "
                + (drawdown.recoveredNanos() == 0
                        ? "not recovered"
                        : "recovered " + Words.time(drawdown.recoveredNanos()));
    }
}
