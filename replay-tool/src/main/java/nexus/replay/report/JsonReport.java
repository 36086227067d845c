package nexus.replay.report;

import java.util.List;
import java.util.Map;
import nexus.replay.command.Times;
import nexus.replay.figures.CurvePoint;
import nexus.replay.figures.Latency;
import nexus.replay.figures.PriceChart;
import nexus.replay.json.JsonWriter;
import nexus.replay.profit.ProfitRow;

/**
 * The report for programs. One object, version {@value #SCHEMA} of its schema; fields may be added without a new
 * version. Keys ending in {@code _ns} are nanoseconds, times since the epoch; {@code null} is a figure that does not
 * exist. Decimals are exact.
 *
 * <pre>
 * schema        1
 * range         first_sequence, last_sequence, first_ns, last_ns, first, last (ISO 8601), ticks, run_count,
 *               runs [run_id, build, router_version, sequence, time_ns], at most 100
 * multipliers   by symbol, as given
 * signals       received, accepted, refused {code: count}, skipped {platform: {code: count}},
 *               other_refusals {code: count}
 * orders        made, executed, fill_ratio, states {state: count}, cancels_sent, open_before
 * executions    counted, flagged {flag: count},
 *               list [sequence, time_ns, flags, platform, symbol, side, quantity, price, order_id], at most 1,000
 * profit        accounts, symbols: [ROW]; total: ROW
 *   ROW         platform, symbol, executions, bought, sold, side_unknown, quantity, average_price, last_price, realized,
 *               unrealized, carried_in, commission, net; what a sum has not is null
 * drawdown      amount, peak_ns, trough_ns, recovered_ns (null: never)
 * trips         all: TRIPS, symbols: [TRIPS]
 *   TRIPS       symbol, closed, won, lost, hit_rate, gained, given, average_win, average_loss, profit_factor,
 *               average_held_ns
 * exposures     [platform (null: all), symbol, held_ns, share, most, most_ns]
 * latencies     [name, count, min_ns, p50_ns, p90_ns, p99_ns, p999_ns, max_ns, buckets [from_ns, to_ns, count]]
 * equity        times_ns [], values []: thinned, as floats
 * drawdowns     the same
 * prices        [platform, symbol, times_ns [], values [], executions, fills [time_ns, side, price, quantity]]
 * notices       texts
 * damage        what made the journal unreadable before the end of the range, or null
 * </pre>
 */
public final class JsonReport {
    static final int SCHEMA = 1;

    private final JsonWriter json;

    private JsonReport(JsonWriter json) {
        this.json = json;
    }

    /** One line, ended. */
    public static String of(TradingReport report) {
        StringBuilder text = new StringBuilder(1 << 16);
        new JsonReport(new JsonWriter(text)).write(report);
        return text.toString();
    }

    private void write(TradingReport report) {
        json.beginObject().put("schema", SCHEMA);
        range(report.range());
        json.beginObject("multipliers");
        report.multipliers().forEach(json::put);
        json.endObject();
        signals(report.signals());
        orders(report.orders());
        executions(report.executions());
        json.beginObject("profit");
        rows("accounts", report.profit().accounts());
        rows("symbols", report.profit().symbols());
        json.beginObject("total");
        row(report.profit().total());
        json.endObject().endObject();
        drawdown(report.drawdown());
        trips(report);
        exposures(report.exposures());
        latencies(report.latencies());
        json.beginObject("equity");
        curve(report.equity());
        json.endObject().beginObject("drawdowns");
        curve(report.drawdowns());
        json.endObject();
        prices(report.prices());
        json.beginArray("notices");
        report.notices().forEach(json::add);
        json.endArray().put("damage", report.damage()).endObject().endLine();
    }

    private void range(Range range) {
        json.beginObject("range")
                .put("first_sequence", range.firstSequence())
                .put("last_sequence", range.lastSequence())
                .put("first_ns", range.firstNanos())
                .put("last_ns", range.lastNanos())
                .put("first", Times.iso(range.firstNanos()))
                .put("last", Times.iso(range.lastNanos()))
                .put("ticks", range.ticks())
                .put("run_count", range.runCount())
                .beginArray("runs");
        for (Range.Run run : range.runs()) {
            json.beginObject()
                    .put("run_id", run.runId())
                    .put("build", run.build())
                    .put("router_version", run.routerVersion())
                    .put("sequence", run.sequence())
                    .put("time_ns", run.timeNanos())
                    .endObject();
        }
        json.endArray().endObject();
    }

    private void signals(SignalCounts signals) {
        json.beginObject("signals").put("received", signals.received()).put("accepted", signals.accepted());
        counts("refused", signals.refused());
        json.beginObject("skipped");
        signals.skipped().forEach(this::counts);
        json.endObject();
        counts("other_refusals", signals.otherRefusals());
        json.endObject();
    }

    private void counts(String name, Map<?, Long> counts) {
        json.beginObject(name);
        counts.forEach((key, count) -> json.put(key.toString(), count));
        json.endObject();
    }

    private void orders(OrderCounts orders) {
        json.beginObject("orders")
                .put("made", orders.made())
                .put("executed", orders.executed())
                .put("fill_ratio", orders.fillRatio());
        counts("states", orders.states());
        json.put("cancels_sent", orders.cancelsSent())
                .put("open_before", orders.openBefore())
                .endObject();
    }

    private void executions(ExecutionCounts executions) {
        json.beginObject("executions").put("counted", executions.counted());
        counts("flagged", executions.flagged());
        json.beginArray("list");
        for (FlaggedExecution execution : executions.list()) {
            json.beginObject()
                    .put("sequence", execution.sequence())
                    .put("time_ns", execution.timeNanos())
                    .beginArray("flags");
            execution.flags().forEach(json::add);
            json.endArray()
                    .put("platform", execution.platform())
                    .put("symbol", execution.symbol())
                    .put("side", execution.side())
                    .put("quantity", execution.quantity())
                    .put("price", execution.price())
                    .put("order_id", execution.orderId())
                    .endObject();
        }
        json.endArray().endObject();
    }

    private void rows(String name, List<ProfitRow> rows) {
        json.beginArray(name);
        for (ProfitRow row : rows) {
            json.beginObject();
            row(row);
            json.endObject();
        }
        json.endArray();
    }

    private void row(ProfitRow row) {
        json.put("platform", row.platform())
                .put("symbol", row.symbol())
                .put("executions", row.executions())
                .put("bought", row.bought())
                .put("sold", row.sold())
                .put("side_unknown", row.sideUnknown())
                .put("quantity", row.quantity())
                .put("average_price", row.averagePrice())
                .put("last_price", row.lastPrice())
                .put("realized", row.realized())
                .put("unrealized", row.unrealized())
                .put("carried_in", row.carriedIn())
                .put("commission", row.commission())
                .put("net", row.net());
        if (row.currency() != null) {
            json.put("currency", row.currency())
                    .put("realized_in_currency", row.realizedInCurrency())
                    .put("unrealized_in_currency", row.unrealizedInCurrency())
                    .put("commission_in_currency", row.commissionInCurrency());
        }
    }

    private void drawdown(Drawdown drawdown) {
        json.beginObject("drawdown")
                .put("amount", drawdown.amount())
                .put("peak_ns", drawdown.peakNanos())
                .put("trough_ns", drawdown.troughNanos());
        if (drawdown.recoveredNanos() == 0) {
            json.putNull("recovered_ns");
        } else {
            json.put("recovered_ns", drawdown.recoveredNanos());
        }
        json.endObject();
    }

    private void trips(TradingReport report) {
        json.beginObject("trips").beginObject("all");
        trip(report.trips());
        json.endObject().beginArray("symbols");
        for (TripSummary trips : report.tripsBySymbol()) {
            json.beginObject();
            trip(trips);
            json.endObject();
        }
        json.endArray().endObject();
    }

    private void trip(TripSummary trips) {
        json.put("symbol", trips.symbol())
                .put("closed", trips.closed())
                .put("won", trips.won())
                .put("lost", trips.lost())
                .put("hit_rate", trips.hitRate())
                .put("gained", trips.gained())
                .put("given", trips.given())
                .put("average_win", trips.averageWin())
                .put("average_loss", trips.averageLoss())
                .put("profit_factor", trips.profitFactor())
                .put("average_held_ns", trips.averageHeldNanos());
    }

    private void exposures(List<Exposure> exposures) {
        json.beginArray("exposures");
        for (Exposure exposure : exposures) {
            json.beginObject()
                    .put("platform", exposure.platform())
                    .put("symbol", exposure.symbol())
                    .put("held_ns", exposure.heldNanos())
                    .put("share", exposure.share())
                    .put("most", exposure.most())
                    .put("most_ns", exposure.mostNanos())
                    .endObject();
        }
        json.endArray();
    }

    private void latencies(List<Latency> latencies) {
        json.beginArray("latencies");
        for (Latency latency : latencies) {
            json.beginObject()
                    .put("name", latency.name())
                    .put("count", latency.count())
                    .put("min_ns", latency.min())
                    .put("p50_ns", latency.p50())
                    .put("p90_ns", latency.p90())
                    .put("p99_ns", latency.p99())
                    .put("p999_ns", latency.p999())
                    .put("max_ns", latency.max())
                    .beginArray("buckets");
            for (Latency.Bucket bucket : latency.buckets()) {
                json.beginObject()
                        .put("from_ns", bucket.fromNanos())
                        .put("to_ns", bucket.toNanos())
                        .put("count", bucket.count())
                        .endObject();
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private void prices(List<PriceChart> charts) {
        json.beginArray("prices");
        for (PriceChart chart : charts) {
            json.beginObject().put("platform", chart.platform()).put("symbol", chart.symbol());
            curve(chart.prices());
            json.put("executions", chart.executions()).beginArray("fills");
            for (PriceChart.Fill fill : chart.fills()) {
                json.beginObject()
                        .put("time_ns", fill.timeNanos())
                        .put("side", fill.isBuy() ? "BUY" : "SELL")
                        .put("price", fill.price())
                        .put("quantity", fill.quantity())
                        .endObject();
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private void curve(List<CurvePoint> points) {
        json.beginArray("times_ns");
        points.forEach(point -> json.add(point.timeNanos()));
        json.endArray().beginArray("values");
        points.forEach(point -> json.add(point.value()));
        json.endArray();
    }
}
