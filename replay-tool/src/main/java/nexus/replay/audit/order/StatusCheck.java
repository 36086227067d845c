package nexus.replay.audit.order;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.journal.store.JournalRecord;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Plain;
import nexus.replay.audit.model.Severity;

/** F12 for orders: a status claims more than the fills, and they do not follow in time. */
final class StatusCheck {
    private final Findings findings;
    private final long settleNanos;
    private final Map<AuditedOrder, Claim> waiting = new LinkedHashMap<>();

    StatusCheck(Findings findings, long settleNanos) {
        this.findings = findings;
        this.settleNanos = settleNanos;
    }

    private record Claim(long sequence, long timeNanos) {}

    /** A platform's status says that so much of the order is done. */
    void claimed(JournalRecord record, AuditedOrder order, BigDecimal cumulative, BigDecimal price) {
        if (cumulative.compareTo(order.cumulative()) > 0) {
            order.claimed = cumulative;
            order.claimedPrice = price;
            order.changedSequence = record.sequence();
            waiting.remove(order);
            waiting.put(order, new Claim(record.sequence(), record.timeNanos()));
        }
    }

    /** Tells of the claims that have waited long enough. */
    void clock(long nowNanos) {
        var oldest = waiting.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<AuditedOrder, Claim> entry = oldest.next();
            if (nowNanos - entry.getValue().timeNanos() <= settleNanos) {
                return;
            }
            judge(entry.getKey(), entry.getValue());
            oldest.remove();
        }
    }

    /** Tells of all that wait: nothing more comes. */
    void end() {
        waiting.forEach(this::judge);
        waiting.clear();
    }

    private void judge(AuditedOrder order, Claim claim) {
        if (order.claimed.compareTo(order.filled) > 0) {
            findings.add(new Finding(
                    FindingCode.F12,
                    Severity.ERROR,
                    List.of(claim.sequence()),
                    claim.timeNanos(),
                    order.platform,
                    order.symbol,
                    order.orderId,
                    Plain.text(order.filled) + " by the fills",
                    Plain.text(order.claimed) + " by the status",
                    "The platform's status says that more is done than the fills that came, in the platform's units: one may"
                            + " be lost."));
        }
    }
}
