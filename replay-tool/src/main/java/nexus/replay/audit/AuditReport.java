package nexus.replay.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import nexus.journal.store.JournalReader;
import nexus.replay.audit.cost.CostSummary;
import nexus.replay.audit.cost.OrderCost;
import nexus.replay.audit.cost.PlatformLatency;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Thresholds;
import nexus.replay.audit.statement.StatementCheck;
import nexus.replay.clock.ClockReport;
import nexus.replay.command.NoJournalException;
import nexus.replay.figures.PriceChart;

/**
 * What an audit of a stretch of a journal has found. Times are nanoseconds since the epoch. What each order cost is not in
 * it, for these may be many: they are handed out as they come.
 *
 * @param range which records it is about
 * @param thresholds by which it was judged
 * @param counts what was looked at
 * @param findings what is not as it should be
 * @param costs what each symbol cost on each platform
 * @param latencies how long the steps of an order took on each platform
 * @param slippage the arrival slippage of each platform's orders, to be drawn
 * @param prices the price of each symbol and platform that was traded, with the executions, to be drawn
 * @param clock how the gateway's clock stood
 * @param statement what came of the broker's statement, if one was given
 * @param notices what else a reader must know, a sentence each
 * @param damage what made the journal unreadable before the end of the range, or null
 */
public record AuditReport(
        Range range,
        Thresholds thresholds,
        Counts counts,
        Findings findings,
        List<CostSummary> costs,
        List<PlatformLatency> latencies,
        List<SlippagePoints.Curve> slippage,
        List<PriceChart> prices,
        ClockReport clock,
        Optional<StatementCheck.Outcome> statement,
        List<String> notices,
        String damage) {

    public AuditReport {
        costs = List.copyOf(costs);
        latencies = List.copyOf(latencies);
        slippage = List.copyOf(slippage);
        prices = List.copyOf(prices);
        notices = List.copyOf(notices);
    }

    /** Which records. */
    public record Range(
            long firstSequence, long lastSequence, long firstNanos, long lastNanos, long records, long ticks) {}

    /**
     * How many of each there were.
     *
     * @param resent executions that came once more after a reconnect, as they should; in {@code executions} once
     */
    public record Counts(long signals, long orders, long executions, long resent) {}

    /**
     * Reads an open journal.
     *
     * @param dataFolder its folder
     * @param journal its cursor is moved
     * @param orderCosts gets each executed order once nothing more is to come of it
     * @param progress told of each record that was read
     * @throws NoJournalException if there is nothing in the range, or no state from which to begin
     */
    public static AuditReport of(
            Path dataFolder,
            JournalReader journal,
            AuditOptions options,
            Consumer<OrderCost> orderCosts,
            LongConsumer progress)
            throws NoJournalException {
        return new AuditRun(dataFolder, journal, options, orderCosts, progress).run();
    }

    /** For people: lines, each ended. */
    public String text() {
        return AuditText.of(this);
    }
}
