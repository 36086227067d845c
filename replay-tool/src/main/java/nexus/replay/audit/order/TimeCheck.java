package nexus.replay.audit.order;

import java.util.List;
import nexus.journal.store.JournalRecord;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Plain;
import nexus.replay.audit.model.Severity;
import nexus.replay.command.Times;

/**
 * F14: a signal was made before it was received, an order was sent before the platform answered, and the platform said so
 * before that was received: by their own clocks, which may err by so much.
 */
final class TimeCheck {
    private final Findings findings;
    private final long clockErrorNanos;

    TimeCheck(Findings findings, long clockErrorNanos) {
        this.findings = findings;
        this.clockErrorNanos = clockErrorNanos;
    }

    /** @param statedNanos when NEXUS says that it made the signal; 0 if it does not */
    void signal(JournalRecord record, long statedNanos, String orderId, String symbol) {
        if (statedNanos - record.timeNanos() > clockErrorNanos) {
            findings.add(new Finding(
                    FindingCode.F14,
                    Severity.ERROR,
                    List.of(record.sequence()),
                    record.timeNanos(),
                    null,
                    symbol,
                    orderId,
                    "made before it was received at " + Times.iso(record.timeNanos()),
                    Times.iso(statedNanos),
                    "NEXUS says that it made the signal " + Plain.millis(statedNanos - record.timeNanos())
                            + " after it was received: its clock is ahead."));
        }
    }

    /**
     * What a platform says of an order.
     *
     * @param statedNanos when it says that this happened; 0 if it does not
     */
    void answer(JournalRecord record, long statedNanos, String type, AuditedOrder order) {
        if (statedNanos == 0) {
            return;
        }
        if (order.sentNanos != 0 && order.sentNanos - statedNanos > clockErrorNanos) {
            add(
                    List.of(order.sentSequence, record.sequence()),
                    record,
                    order,
                    "behind " + Times.iso(order.sentNanos),
                    statedNanos,
                    type + " is " + Plain.millis(order.sentNanos - statedNanos)
                            + " older than the order, by the platform's clock.");
        } else if (statedNanos - record.timeNanos() > clockErrorNanos) {
            add(
                    List.of(record.sequence()),
                    record,
                    order,
                    "before it was received at " + Times.iso(record.timeNanos()),
                    statedNanos,
                    type + " happened " + Plain.millis(statedNanos - record.timeNanos())
                            + " after it was received, by the platform's clock.");
        }
    }

    private void add(
            List<Long> sequences,
            JournalRecord record,
            AuditedOrder order,
            String expected,
            long statedNanos,
            String explanation) {
        findings.add(new Finding(
                FindingCode.F14,
                Severity.ERROR,
                sequences,
                record.timeNanos(),
                order.platform,
                order.symbol,
                order.orderId,
                expected,
                Times.iso(statedNanos),
                explanation));
    }
}
