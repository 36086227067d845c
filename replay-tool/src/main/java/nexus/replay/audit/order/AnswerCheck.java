package nexus.replay.audit.order;

import java.util.List;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Plain;
import nexus.replay.audit.model.Severity;

/**
 * F09: an order of which the platform says nothing in time: a warning where an answer came late, an error where none did.
 * F10: an order that is open where the audit ends, answered or not yet due: an error where it is in doubt, else a warning.
 */
final class AnswerCheck {
    private final Findings findings;
    private final long answerNanos;

    AnswerCheck(Findings findings, long answerNanos) {
        this.findings = findings;
        this.answerNanos = answerNanos;
    }

    /** The platform has said something of an order for the first time. */
    void answered(AuditedOrder order) {
        long took = order.answerNanos - order.sentNanos;
        if (order.sentNanos != 0 && took > answerNanos) {
            add(
                    order,
                    FindingCode.F09,
                    Severity.WARNING,
                    List.of(order.sentSequence, order.answerSequence),
                    order.answerNanos,
                    Plain.millis(took),
                    "The platform's first answer to the order came late.");
        }
    }

    /** The order has ended without a word of the platform. */
    void endedUnanswered(AuditedOrder order) {
        long took = order.endNanos - order.sentNanos;
        if (order.sentNanos != 0 && took > answerNanos) {
            add(
                    order,
                    FindingCode.F09,
                    Severity.ERROR,
                    List.of(order.sentSequence, order.endSequence),
                    order.endNanos,
                    "none",
                    "The platform never answered; the order is " + order.state + " because an operator said so.");
        }
    }

    /** Looks at an order where the audit ends. */
    void atTheEnd(AuditedOrder order, long nowNanos) {
        boolean isUnderWay = order.sentNanos != 0 && nowNanos - order.sentNanos <= answerNanos;
        boolean wasSent = order.sentNanos != 0 || order.isCarriedIn;
        if (order.isEnded() || isUnderWay || !wasSent) {
            return;
        }
        if (order.answerNanos == 0 && !order.isCarriedIn) {
            add(
                    order,
                    FindingCode.F09,
                    Severity.ERROR,
                    List.of(order.sentSequence),
                    order.sentNanos,
                    "none",
                    "The platform has said nothing of the order up to where the audit ends: look there.");
            return;
        }
        findings.add(new Finding(
                FindingCode.F10,
                order.isInDoubt ? Severity.ERROR : Severity.WARNING,
                List.of(order.sentSequence != 0 ? order.sentSequence : order.signalSequence),
                order.sentNanos,
                order.platform,
                order.symbol,
                order.orderId,
                "filled, canceled or rejected",
                (order.isInDoubt ? "in doubt, " : "open, ") + Plain.text(order.cumulative()) + " of "
                        + Plain.text(order.quantity) + " done",
                order.isInDoubt
                        ? "It may or may not be at the platform where the audit ends: look there, then use 'gateway"
                                + " resolve'."
                        : "It is open where the audit ends; quantities are in the platform's units."));
    }

    private void add(
            AuditedOrder order,
            FindingCode code,
            Severity severity,
            List<Long> sequences,
            long timeNanos,
            String observed,
            String explanation) {
        findings.add(new Finding(
                code,
                severity,
                sequences,
                timeNanos,
                order.platform,
                order.symbol,
                order.orderId,
                "an answer within " + Plain.millis(answerNanos),
                observed,
                explanation));
    }
}
