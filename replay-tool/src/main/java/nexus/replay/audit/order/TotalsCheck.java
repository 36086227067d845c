package nexus.replay.audit.order;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalRecord;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Plain;
import nexus.replay.audit.model.Severity;
import nexus.replay.command.RecordFields;

/**
 * F08: what is said of an order's cumulative quantity, leaves and average price, by the gateway to NEXUS and by the platform,
 * against the executions as they were added up here.
 */
final class TotalsCheck {
    /** The gateway divides with 16 digits. */
    private static final BigDecimal OUR_ROUNDING = new BigDecimal("1E-9");
    /** Platforms round prices as they show them. */
    private static final BigDecimal THEIR_ROUNDING = new BigDecimal("1E-5");

    /** As many as the gateway holds back for a NEXUS that is away. */
    private static final int MOST_HELD = 100_000;

    private final Findings findings;
    private final Map<String, Totals> held = new LinkedHashMap<>();

    TotalsCheck(Findings findings) {
        this.findings = findings;
    }

    /** Universal units. */
    private record Totals(BigDecimal cumulative, BigDecimal leaves, BigDecimal average) {
        static Totals of(AuditedOrder order) {
            return new Totals(
                    order.cumulative().multiply(order.universalFactor),
                    order.leaves().multiply(order.universalFactor),
                    order.averagePrice());
        }
    }

    /** Remembers how an order stands behind an input that has changed it: NEXUS may be told of it later. */
    void changed(AuditedOrder order, long sequence) {
        held.put(order.ref + ' ' + sequence, Totals.of(order));
        if (held.size() > MOST_HELD) {
            held.remove(held.keySet().iterator().next());
        }
    }

    /** Checks what NEXUS is told of an order because of the record's cause. */
    void told(JournalRecord record, RecordFields fields, AuditedOrder order) {
        Totals then = held.remove(order.ref + ' ' + record.cause());
        Totals totals = then != null ? then : order.changedSequence <= record.cause() ? Totals.of(order) : null;
        if (totals == null) {
            return;
        }
        check(record, fields, order, Keys.CUM_QTY, totals.cumulative(), OUR_ROUNDING);
        check(record, fields, order, Keys.LEAVES_QTY, totals.leaves(), OUR_ROUNDING);
        if (totals.average() != null) {
            check(record, fields, order, Keys.AVG_PRICE, totals.average(), OUR_ROUNDING);
        }
    }

    /** Checks what a platform says in a fill, which the order has counted. */
    void saidWithFill(JournalRecord record, RecordFields fields, AuditedOrder order) {
        check(record, fields, order, Keys.CUM_QTY, order.filled, OUR_ROUNDING);
        check(record, fields, order, Keys.LEAVES_QTY, order.quantity.subtract(order.filled), OUR_ROUNDING);
        check(record, fields, order, Keys.AVG_PRICE, average(order), THEIR_ROUNDING);
    }

    /** Checks what a platform says in an ORDER_STATUS; that it says more than the fills do is another code's. */
    void saidWithStatus(JournalRecord record, RecordFields fields, AuditedOrder order) {
        BigDecimal said = fields.decimal(Keys.CUM_QTY);
        int more = said == null ? 0 : said.compareTo(order.filled);
        if (more < 0) {
            check(record, fields, order, Keys.CUM_QTY, order.filled, OUR_ROUNDING);
        } else if (more == 0 && order.filled.signum() > 0) {
            check(record, fields, order, Keys.AVG_PRICE, average(order), THEIR_ROUNDING);
        }
    }

    private static BigDecimal average(AuditedOrder order) {
        return order.notional.divide(order.filled, MathContext.DECIMAL128);
    }

    private void check(
            JournalRecord record,
            RecordFields fields,
            AuditedOrder order,
            Key key,
            BigDecimal expected,
            BigDecimal rounding) {
        BigDecimal said = fields.decimal(key);
        if (said == null) {
            return;
        }
        BigDecimal allowed = expected.abs().max(BigDecimal.ONE).multiply(rounding);
        if (said.subtract(expected).abs().compareTo(allowed) > 0) {
            boolean isOurs = record.kind().isOutput();
            String who = isOurs ? "the gateway told NEXUS" : order.platform + " says";
            findings.add(new Finding(
                    FindingCode.F08,
                    Severity.ERROR,
                    isOurs ? List.of(record.cause(), record.sequence()) : List.of(record.sequence()),
                    record.timeNanos(),
                    order.platform,
                    order.symbol,
                    order.orderId,
                    key + " " + Plain.text(expected.round(MathContext.DECIMAL64)),
                    key + " " + Plain.text(said),
                    "By the executions on record " + key + " is "
                            + Plain.text(expected.round(MathContext.DECIMAL64)) + "; " + who + " " + Plain.text(said)
                            + "."));
        }
    }
}
