package nexus.replay.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import nexus.replay.audit.cost.CostSummary;
import nexus.replay.audit.cost.Horizon;
import nexus.replay.audit.cost.OrderCost;
import nexus.replay.audit.cost.PlatformLatency;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Severity;
import nexus.replay.figures.Columns;
import nexus.replay.figures.Table;
import nexus.replay.figures.Words;
import nexus.replay.profit.Amounts;

/** The audit's tables, for text and page. */
final class AuditTables {
    private static final int BPS_DIGITS = 2;

    private AuditTables() {}

    /** Costs by platform and symbol. */
    static Table costs(AuditReport report) {
        Columns<CostSummary> columns = new Columns<>(report.costs());
        columns.words("platform", CostSummary::platform);
        columns.words("symbol", CostSummary::symbol);
        columns.words("orders", row -> Words.count(row.orders()));
        columns.words("fills", row -> Words.count(row.fills()));
        columns.decimals("quantity", CostSummary::quantity, Amounts.FINE);
        columns.words("against", row -> row.isMid() ? "mid" : "trade");
        columns.decimals("decision", CostSummary::decisionBps, BPS_DIGITS);
        columns.decimals("arrival", CostSummary::arrivalBps, BPS_DIGITS);
        columns.decimals("spread", CostSummary::spreadBps, BPS_DIGITS);
        for (Horizon horizon : Horizon.values()) {
            columns.decimals("+" + horizon.text(), row -> markout(row.markoutBps(), horizon), BPS_DIGITS);
        }
        return columns.table("Costs and markouts, basis points", 2);
    }

    private static BigDecimal markout(List<BigDecimal> markouts, Horizon horizon) {
        return markouts.get(List.of(Horizon.values()).indexOf(horizon));
    }

    /** The dearest orders first. */
    static Table orders(List<OrderCost> orders) {
        Columns<OrderCost> columns = new Columns<>(orders);
        columns.words("order", OrderCost::orderId);
        columns.words("platform", OrderCost::platform);
        columns.words("symbol", OrderCost::symbol);
        columns.words("side", OrderCost::side);
        columns.words("sent", row -> row.sentNanos() == 0 ? "" : Words.time(row.sentNanos()));
        columns.decimals("filled", OrderCost::filled, Amounts.FINE);
        columns.decimals("average", OrderCost::averagePrice, Amounts.FINE);
        columns.decimals("decision", OrderCost::decisionBps, BPS_DIGITS);
        columns.decimals("arrival", OrderCost::arrivalBps, BPS_DIGITS);
        columns.decimals("spread", OrderCost::spreadBps, BPS_DIGITS);
        for (Horizon horizon : Horizon.values()) {
            columns.decimals("+" + horizon.text(), row -> markout(row.markoutBps(), horizon), BPS_DIGITS);
        }
        return columns.table("Orders, costs in basis points", 5);
    }

    /** Latencies by platform. */
    static Table latencies(AuditReport report) {
        Columns<PlatformLatency> columns = new Columns<>(report.latencies());
        columns.words("platform", PlatformLatency::platform);
        columns.words("", row -> row.latency().name());
        columns.words("count", row -> Words.count(row.latency().count()));
        columns.words("p50", row -> Words.latency(row.latency().p50()));
        columns.words("p90", row -> Words.latency(row.latency().p90()));
        columns.words("p99", row -> Words.latency(row.latency().p99()));
        columns.words("p99.9", row -> Words.latency(row.latency().p999()));
        columns.words("max", row -> Words.latency(row.latency().max()));
        return columns.table("How long things took", 2);
    }

    /** How many of each code there are; codes without any are left out. */
    static Table codes(AuditReport report) {
        Findings findings = report.findings();
        List<FindingCode> found = new ArrayList<>();
        for (FindingCode code : FindingCode.values()) {
            if (findings.count(code, Severity.ERROR) + findings.count(code, Severity.WARNING) > 0) {
                found.add(code);
            }
        }
        Columns<FindingCode> columns = new Columns<>(found);
        columns.words("code", FindingCode::name);
        columns.words("what", FindingCode::title);
        columns.words("errors", code -> Words.count(findings.count(code, Severity.ERROR)));
        columns.words("warnings", code -> Words.count(findings.count(code, Severity.WARNING)));
        return columns.table("Findings", 2);
    }
}
