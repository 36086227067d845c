package nexus.replay.audit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nexus.replay.audit.cost.CostSummary;
import nexus.replay.audit.cost.Horizon;
import nexus.replay.audit.cost.OrderCost;
import nexus.replay.audit.cost.PlatformLatency;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Severity;
import nexus.replay.audit.model.Thresholds;
import nexus.replay.clock.ClockReport;
import nexus.replay.command.Times;
import nexus.replay.figures.CurvePoint;
import nexus.replay.figures.Latency;
import nexus.replay.figures.PriceChart;
import nexus.replay.json.JsonWriter;

/**
 * The audit for programs. One object on one line, version {@value #SCHEMA} of its schema; fields may be added without a new
 * version. Keys ending in {@code _ns} are nanoseconds, times since the epoch; {@code null} is unknown. Decimals are exact;
 * basis points have four digits behind the point.
 *
 * <pre>
 * schema       1
 * orders       of each executed order: signal_sequence, sent_ns, order_id, ref, platform, symbol, side, filled, fills,
 *              average_price, decision, arrival, basis (MID or TRADE), COSTS, latency_ns {signal_to_order, order_to_ack,
 *              ack_to_fill, order_to_fill}; in the order in which they were complete
 *   COSTS      decision_bps, arrival_bps, spread_bps, markout_bps {100 ms, 1 s, 10 s, 1 min, 5 min}
 * range        first_sequence, last_sequence, first_ns, last_ns, first, last (ISO 8601), records, ticks
 * thresholds   by which it was judged
 * counts       signals, orders, executions, resent
 * severities   error, warning: how many findings
 * codes        [code, title, error, warning]
 * findings     [code, severity, sequences, time_ns, platform, symbol, order_id, expected, observed, explanation],
 *              at most 10,000 of each code
 * costs        by platform and symbol: platform, symbol, orders, fills, quantity, basis, COSTS, markout_known {…: share}
 * latencies    [platform, name, count, min_ns, p50_ns, p90_ns, p99_ns, p999_ns, max_ns, buckets [from_ns, to_ns, count]]
 * slippage     [platform, orders, times_ns [], values []]: arrival slippage of orders, thinned, as floats
 * prices       [platform, symbol, times_ns [], values [], executions, fills [time_ns, side, price, quantity]]
 * clock        readings, unknown, unsynchronised, worst_offset_ns, worst_error_ns, sources, step_count,
 *              steps [sequence, time_ns, offset_ns]
 * statement    rows, matched, outside; null without one
 * notices      texts
 * damage       what made the journal unreadable before the end of the range, or null
 * </pre>
 */
final class AuditJson {
    static final int SCHEMA = 1;

    private final JsonWriter json;
    private final int mostFindings;

    /** Begins: orders come first, as they come.
     *
     * @param mostFindings of each code
     */
    AuditJson(Appendable out, int mostFindings) {
        this.json = new JsonWriter(out);
        this.mostFindings = mostFindings;
        json.beginObject().put("schema", SCHEMA).beginArray("orders");
    }

    /** Adds an order. */
    void order(OrderCost order) {
        json.beginObject()
                .put("signal_sequence", order.signalSequence())
                .put("sent_ns", order.sentNanos())
                .put("order_id", order.orderId())
                .put("ref", order.ref())
                .put("platform", order.platform())
                .put("symbol", order.symbol())
                .put("side", order.side())
                .put("filled", order.filled())
                .put("fills", order.fills())
                .put("average_price", order.averagePrice())
                .put("decision", order.decision())
                .put("arrival", order.arrival())
                .put("basis", order.arrival() == null ? null : basis(order.isMid()));
        costs(order.decisionBps(), order.arrivalBps(), order.spreadBps(), order.markoutBps());
        json.beginObject("latency_ns");
        put("signal_to_order", order.signalToOrderNanos());
        put("order_to_ack", order.orderToAckNanos());
        put("ack_to_fill", order.ackToFillNanos());
        put("order_to_fill", order.orderToFillNanos());
        json.endObject().endObject();
    }

    private static String basis(boolean isMid) {
        return isMid ? "MID" : "TRADE";
    }

    private void costs(BigDecimal decision, BigDecimal arrival, BigDecimal spread, List<BigDecimal> markouts) {
        json.put("decision_bps", decision).put("arrival_bps", arrival).put("spread_bps", spread);
        horizons("markout_bps", markouts);
    }

    private void horizons(String name, List<BigDecimal> values) {
        json.beginObject(name);
        int at = 0;
        for (Horizon horizon : Horizon.values()) {
            json.put(horizon.text(), values.get(at++));
        }
        json.endObject();
    }

    private void put(String name, Long value) {
        if (value == null) {
            json.putNull(name);
        } else {
            json.put(name, value.longValue());
        }
    }

    /** Ends the orders, writes all else, and ends the line. */
    void finish(AuditReport report) {
        json.endArray();
        range(report);
        thresholds(report.thresholds());
        findings(report.findings());
        json.beginArray("costs");
        report.costs().forEach(this::cost);
        json.endArray().beginArray("latencies");
        report.latencies().forEach(this::latency);
        json.endArray().beginArray("slippage");
        for (SlippagePoints.Curve curve : report.slippage()) {
            json.beginObject().put("platform", curve.platform()).put("orders", curve.orders());
            curve(curve.points());
            json.endObject();
        }
        json.endArray().beginArray("prices");
        report.prices().forEach(this::price);
        json.endArray();
        clock(report.clock());
        if (report.statement().isEmpty()) {
            json.putNull("statement");
        } else {
            json.beginObject("statement")
                    .put("rows", report.statement().get().rows())
                    .put("matched", report.statement().get().matched())
                    .put("outside", report.statement().get().outside())
                    .endObject();
        }
        json.beginArray("notices");
        report.notices().forEach(json::add);
        json.endArray().put("damage", report.damage()).endObject().endLine();
    }

    private void range(AuditReport report) {
        AuditReport.Range range = report.range();
        json.beginObject("range")
                .put("first_sequence", range.firstSequence())
                .put("last_sequence", range.lastSequence())
                .put("first_ns", range.firstNanos())
                .put("last_ns", range.lastNanos())
                .put("first", Times.iso(range.firstNanos()))
                .put("last", Times.iso(range.lastNanos()))
                .put("records", range.records())
                .put("ticks", range.ticks())
                .endObject();
        json.beginObject("counts")
                .put("signals", report.counts().signals())
                .put("orders", report.counts().orders())
                .put("executions", report.counts().executions())
                .put("resent", report.counts().resent())
                .endObject();
    }

    private void thresholds(Thresholds thresholds) {
        json.beginObject("thresholds")
                .put("answer_ns", thresholds.answerNanos())
                .put("race_ns", thresholds.raceNanos())
                .put("clock_error_ns", thresholds.clockErrorNanos())
                .put("market_before_ns", thresholds.marketBeforeNanos())
                .put("market_after_ns", thresholds.marketAfterNanos())
                .put("price_age_ns", thresholds.priceAgeNanos())
                .put("settle_ns", thresholds.settleNanos())
                .put("repeat_ns", thresholds.repeatNanos())
                .endObject();
    }

    private void findings(Findings findings) {
        json.beginObject("severities");
        for (Severity severity : Severity.values()) {
            long count = 0;
            for (FindingCode code : FindingCode.values()) {
                count += findings.count(code, severity);
            }
            json.put(severity.word(), count);
        }
        json.endObject().beginArray("codes");
        for (FindingCode code : FindingCode.values()) {
            json.beginObject()
                    .put("code", code.name())
                    .put("title", code.title())
                    .put("error", findings.count(code, Severity.ERROR))
                    .put("warning", findings.count(code, Severity.WARNING))
                    .endObject();
        }
        json.endArray().beginArray("findings");
        Map<FindingCode, Integer> written = new TreeMap<>();
        for (Finding finding : findings.sorted()) {
            if (written.merge(finding.code(), 1, Integer::sum) <= mostFindings) {
                finding(finding);
            }
        }
        json.endArray();
    }

    private void finding(Finding finding) {
        json.beginObject()
                .put("code", finding.code().name())
                .put("severity", finding.severity().word())
                .beginArray("sequences");
        finding.sequences().forEach(sequence -> json.add(sequence.longValue()));
        json.endArray();
        if (finding.timeNanos() == 0) {
            json.putNull("time_ns");
        } else {
            json.put("time_ns", finding.timeNanos());
        }
        json.put("platform", finding.platform())
                .put("symbol", finding.symbol())
                .put("order_id", finding.orderId())
                .put("expected", finding.expected())
                .put("observed", finding.observed())
                .put("explanation", finding.explanation())
                .endObject();
    }

    private void cost(CostSummary cost) {
        json.beginObject()
                .put("platform", cost.platform())
                .put("symbol", cost.symbol())
                .put("orders", cost.orders())
                .put("fills", cost.fills())
                .put("quantity", cost.quantity())
                .put("basis", basis(cost.isMid()));
        costs(cost.decisionBps(), cost.arrivalBps(), cost.spreadBps(), cost.markoutBps());
        horizons("markout_known", cost.markoutKnown());
        json.endObject();
    }

    private void latency(PlatformLatency of) {
        Latency latency = of.latency();
        json.beginObject()
                .put("platform", of.platform())
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

    private void price(PriceChart chart) {
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

    private void curve(List<CurvePoint> points) {
        json.beginArray("times_ns");
        points.forEach(point -> json.add(point.timeNanos()));
        json.endArray().beginArray("values");
        points.forEach(point -> json.add(point.value()));
        json.endArray();
    }

    private void clock(ClockReport clock) {
        json.beginObject("clock")
                .put("readings", clock.readings())
                .put("unknown", clock.unknown())
                .put("unsynchronised", clock.unsynchronised());
        put("worst_offset_ns", clock.worstOffsetNanos());
        put("worst_error_ns", clock.worstErrorNanos());
        json.beginArray("sources");
        clock.sources().forEach(json::add);
        json.endArray().put("step_count", clock.stepCount()).beginArray("steps");
        for (ClockReport.Step step : clock.steps()) {
            json.beginObject()
                    .put("sequence", step.sequence())
                    .put("time_ns", step.timeNanos())
                    .put("offset_ns", step.offsetNanos())
                    .endObject();
        }
        json.endArray().endObject();
    }
}
