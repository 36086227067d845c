package nexus.replay.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import nexus.gateway.page.WholeFile;
import nexus.journal.store.JournalReader;
import nexus.replay.command.NoJournalException;
import nexus.replay.figures.CurvePoint;
import nexus.replay.figures.Latency;
import nexus.replay.figures.PriceChart;
import nexus.replay.profit.ProfitTable;

/**
 * What was traded in a stretch of a journal, and what that brought. Times are nanoseconds since the epoch, lengths of
 * time nanoseconds, quantities universal units, amounts price points × universal quantity × multiplier, in the
 * base currency where the configuration knows the symbol's.
 *
 * @param range which records it is about
 * @param multipliers that were given, and the configured ones of what was traded, by universal symbol; 1 for the others
 * @param signals what NEXUS asked for
 * @param orders what became of the orders
 * @param executions what the platforms did
 * @param profit what it brought, at the end of the range
 * @param drawdown the deepest fall of the equity
 * @param trips closed round trips, all together
 * @param tripsBySymbol the same for each symbol
 * @param exposures how long and how much was held, per symbol, then per symbol and platform
 * @param latencies how long things took
 * @param equity all accounts at the last prices, net of commission, beginning with 0; marked at each execution and each
 *     tick of what is held, thinned
 * @param drawdowns the equity less its highest point so far, at the same times, thinned
 * @param prices the price of each symbol and platform that was traded, with the executions
 * @param notices what else a reader must know, a sentence each
 * @param damage what made the journal unreadable before the end of the range, or null
 */
public record TradingReport(
        Range range,
        Map<String, BigDecimal> multipliers,
        SignalCounts signals,
        OrderCounts orders,
        ExecutionCounts executions,
        ProfitTable profit,
        Drawdown drawdown,
        TripSummary trips,
        List<TripSummary> tripsBySymbol,
        List<Exposure> exposures,
        List<Latency> latencies,
        List<CurvePoint> equity,
        List<CurvePoint> drawdowns,
        List<PriceChart> prices,
        List<String> notices,
        String damage) {

    public TradingReport {
        tripsBySymbol = List.copyOf(tripsBySymbol);
        exposures = List.copyOf(exposures);
        latencies = List.copyOf(latencies);
        equity = List.copyOf(equity);
        drawdowns = List.copyOf(drawdowns);
        prices = List.copyOf(prices);
        notices = List.copyOf(notices);
    }

    /**
     * Reads the journal of a data folder.
     *
     * @throws NoJournalException if there is none, or nothing in the range
     */
    public static TradingReport of(Path dataFolder, ReportOptions options) throws NoJournalException {
        try (JournalReader journal = JournalReader.open(dataFolder)) {
            if (journal.lastSequence() == 0) {
                throw new NoJournalException("there is no journal record in " + dataFolder);
            }
            return of(dataFolder, journal, options, sequence -> {});
        }
    }

    /**
     * Reads an open journal.
     *
     * @param journal of that folder; its cursor is moved
     * @param progress told of each record that was read
     * @throws NoJournalException if there is nothing in the range, or no state from which to begin
     */
    public static TradingReport of(Path dataFolder, JournalReader journal, ReportOptions options, LongConsumer progress)
            throws NoJournalException {
        return new ReportRun(dataFolder, journal, options, progress).run();
    }

    /** For people: lines, each ended. */
    public String text() {
        return TextReport.of(this);
    }

    /** For programs: everything, as one line of JSON, ended. */
    public String json() {
        return JsonReport.of(this);
    }

    /** For people: one page with curves that needs no network; replaces the file. */
    public void writeHtml(Path file) throws IOException {
        WholeFile.write(file, HtmlReport.of(this));
    }

    /** Writes {@link #json}; replaces the file. */
    public void writeJson(Path file) throws IOException {
        WholeFile.write(file, json());
    }
}
