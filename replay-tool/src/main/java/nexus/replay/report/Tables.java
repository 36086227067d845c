package nexus.replay.report;

import java.util.ArrayList;
import java.util.List;
import nexus.replay.command.Times;
import nexus.replay.figures.Columns;
import nexus.replay.figures.Latency;
import nexus.replay.figures.Table;
import nexus.replay.figures.Words;
import nexus.replay.profit.Amounts;
import nexus.replay.profit.ProfitRow;

/** The report's tables. */
final class Tables {
    private Tables() {}

    /** What was earned: each symbol's platforms, its sum where there are several, and the total. */
    static Table profit(TradingReport report) {
        List<ProfitRow> rows = new ArrayList<>();
        for (ProfitRow symbol : report.profit().symbols()) {
            List<ProfitRow> accounts = report.profit().accounts().stream()
                    .filter(account -> account.symbol().equals(symbol.symbol()))
                    .toList();
            rows.addAll(accounts);
            if (accounts.size() > 1) {
                rows.add(symbol);
            }
        }
        if (!rows.isEmpty()) {
            rows.add(report.profit().total());
        }
        boolean anyCarried = rows.stream().anyMatch(row -> row.carriedIn().signum() != 0);
        boolean anyForeign = report.profit().symbols().stream()
                        .map(ProfitRow::currency)
                        .distinct()
                        .count()
                > 1;
        Columns<ProfitRow> columns = new Columns<>(rows);
        columns.words("symbol", row -> row.symbol() == null ? "total" : row.symbol());
        columns.words("platform", row -> row.platform() != null ? row.platform() : row.symbol() == null ? "" : "all");
        columns.words("executions", row -> Words.count(row.executions()));
        columns.decimals("bought", row -> row.symbol() == null ? null : row.bought(), Amounts.FINE);
        columns.decimals("sold", row -> row.symbol() == null ? null : row.sold(), Amounts.FINE);
        columns.decimals("held", ProfitRow::quantity, Amounts.FINE);
        columns.decimals("average", row -> isFlat(row) ? null : row.averagePrice(), Amounts.FINE);
        columns.decimals("last", ProfitRow::lastPrice, Amounts.FINE);
        columns.decimals("realized", ProfitRow::realized, Amounts.COARSE);
        columns.decimals("unrealized", ProfitRow::unrealized, Amounts.COARSE);
        if (anyCarried) {
            columns.decimals("carried in", ProfitRow::carriedIn, Amounts.COARSE);
        }
        columns.decimals("commission", ProfitRow::commission, Amounts.COARSE);
        columns.decimals("net", ProfitRow::net, Amounts.COARSE);
        if (anyForeign || isInAnother(report)) {
            columns.words("its currency", row -> row.currency() == null ? "" : row.currency());
            columns.decimals("realized in it", ProfitRow::realizedInCurrency, Amounts.COARSE);
            columns.decimals("unrealized in it", ProfitRow::unrealizedInCurrency, Amounts.COARSE);
        }
        return columns.table("Profit and loss", 2);
    }

    /** Whether something was converted: then what it was before is shown too. */
    private static boolean isInAnother(TradingReport report) {
        return report.profit().symbols().stream()
                .anyMatch(row -> row.currency() != null
                        && (row.realized().compareTo(row.realizedInCurrency()) != 0
                                || row.unrealized().compareTo(row.unrealizedInCurrency()) != 0));
    }

    private static boolean isFlat(ProfitRow row) {
        return row.quantity() == null || row.quantity().signum() == 0;
    }

    /** Closed round trips of each symbol, and of all where there are several. */
    static Table trips(TradingReport report) {
        List<TripSummary> rows = new ArrayList<>(report.tripsBySymbol());
        if (rows.size() > 1) {
            rows.add(report.trips());
        }
        Columns<TripSummary> columns = new Columns<>(rows);
        columns.words("symbol", row -> row.symbol() == null ? "total" : row.symbol());
        columns.words("closed", row -> Words.count(row.closed()));
        columns.words("won", row -> Words.count(row.won()));
        columns.words("lost", row -> Words.count(row.lost()));
        columns.words("hit rate", row -> Words.percent(row.hitRate()));
        columns.decimals("average win", TripSummary::averageWin, Amounts.COARSE);
        columns.decimals("average loss", TripSummary::averageLoss, Amounts.COARSE);
        columns.decimals("profit factor", TripSummary::profitFactor, 2);
        columns.words("average time", row -> Times.length(row.averageHeldNanos()));
        return columns.table("Round trips, net of commission", 1);
    }

    static Table exposure(TradingReport report) {
        Columns<Exposure> columns = new Columns<>(report.exposures());
        columns.words("symbol", Exposure::symbol);
        columns.words("platform", row -> row.platform() == null ? "all" : row.platform());
        columns.words("in the market", row -> Times.length(row.heldNanos()));
        columns.words("share", row -> Words.percent(row.share()));
        columns.decimals("largest position", Exposure::most, Amounts.FINE);
        columns.words("first reached", row -> row.mostNanos() == 0 ? "" : Words.time(row.mostNanos()));
        return columns.table("Exposure", 2);
    }

    /** Of what was seen at all. */
    static Table latency(TradingReport report) {
        Columns<Latency> columns = new Columns<>(report.latencies().stream()
                .filter(latency -> latency.count() > 0)
                .toList());
        columns.words("", Latency::name);
        columns.words("count", row -> Words.count(row.count()));
        columns.words("p50", row -> Words.latency(row.p50()));
        columns.words("p90", row -> Words.latency(row.p90()));
        columns.words("p99", row -> Words.latency(row.p99()));
        columns.words("p99.9", row -> Words.latency(row.p999()));
        columns.words("max", row -> Words.latency(row.max()));
        return columns.table("Latency", 1);
    }

    /** The first of the flagged executions. */
    static Table flagged(TradingReport report, int most) {
        List<FlaggedExecution> rows =
                report.executions().list().stream().limit(most).toList();
        Columns<FlaggedExecution> columns = new Columns<>(rows);
        columns.words("record", row -> Words.count(row.sequence()));
        columns.words("time", row -> Words.time(row.timeNanos()));
        columns.words("flags", row -> String.join(" ", row.flags()));
        columns.words("platform", FlaggedExecution::platform);
        columns.words("symbol", FlaggedExecution::symbol);
        columns.words("side", row -> row.side() == null ? "?" : row.side());
        columns.words("order", row -> row.orderId() == null ? "?" : row.orderId());
        columns.decimals("quantity", FlaggedExecution::quantity, Amounts.FINE);
        columns.decimals("price", FlaggedExecution::price, Amounts.FINE);
        return columns.table("Executions to look at", 7);
    }
}
