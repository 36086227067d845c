package nexus.replay.backtest;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import nexus.gateway.router.Output;
import nexus.journal.message.RecordKind;
import nexus.replay.command.Times;

/** Tells what a backtest did, and what its result is known by. */
final class ResultText {
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter out;

    ResultText(PrintWriter out) {
        this.out = out;
    }

    void print(String title, Backtest.Result result, long tookNanos, Path folder) {
        Tally tally = result.tally();
        field("backtest", title);
        field(
                "time",
                Times.iso(result.firstNanos()) + " to " + Times.iso(result.lastNanos()) + " ("
                        + Times.length(result.lastNanos() - result.firstNanos()) + ")");
        field(
                "ticks",
                String.format(
                        Locale.ROOT,
                        "%,d (%,.0f a second, %s)",
                        result.ticks(),
                        result.ticks() * NANOS_PER_SECOND / Math.max(1, tookNanos),
                        Times.length(tookNanos)));
        field(
                "records",
                String.format(
                        Locale.ROOT,
                        "%,d, of them %,d from NEXUS, %,d orders",
                        tally.records(),
                        tally.of(RecordKind.NEXUS_IN),
                        tally.of(Output.Role.ORDER)));
        tally.alarms().forEach(alarm -> field("alarm", alarm));
        if (tally.alarmCount() > tally.alarms().size()) {
            field("alarm", tally.alarmCount() + " in all");
        }
        field("state", result.fingerprint());
        field("content", result.content());
        field("journal", folder.toString());
        if (result.stopped()) {
            out.println("Stopped: the journal ends with the last tick that was taken.");
        }
    }

    private void field(String name, String value) {
        out.printf("%-10s %s%n", name, value);
    }
}
