package nexus.replay.audit.order;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import nexus.replay.audit.model.Execution;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Plain;
import nexus.replay.audit.model.Severity;

/** Holds an execution against its order: F01, F02, F04, F05, F07. */
final class ExecutionCheck {
    private final Findings findings;
    private final long raceNanos;

    ExecutionCheck(Findings findings, long raceNanos) {
        this.findings = findings;
        this.raceNanos = raceNanos;
    }

    /** F01. */
    void unknown(Execution fill, String symbol) {
        String who = fill.platform() == null ? "a connection that speaks for no platform" : fill.platform();
        findings.add(new Finding(
                FindingCode.F01,
                Severity.ERROR,
                List.of(fill.sequence()),
                fill.timeNanos(),
                fill.platform(),
                symbol,
                fill.namedId(),
                "an order of ours",
                fill(fill),
                "No order that went there has this id: somebody traded on the platform itself, or " + who
                        + " names another order."));
    }

    /** F04; returns whether the execution is of the order's symbol, and so counts on it. */
    boolean fits(Execution fill, AuditedOrder order, boolean isSameSymbol) {
        if (!isSameSymbol) {
            findings.add(finding(
                    FindingCode.F04,
                    Severity.ERROR,
                    fill,
                    order,
                    order.platformSymbol,
                    fill.platformSymbol(),
                    "The fill names another symbol than the order: it is not counted on the order."));
        }
        if (fill.side() != null && !fill.side().equals(order.side)) {
            findings.add(finding(
                    FindingCode.F04,
                    Severity.ERROR,
                    fill,
                    order,
                    order.side,
                    fill.side(),
                    "The fill names another side than the order: it is counted on the order's side."));
        }
        return isSameSymbol;
    }

    /** F05, F07 and F02: before the order counts the execution. */
    void before(Execution fill, AuditedOrder order) {
        checkLimit(fill, order);
        BigDecimal total = order.filled.add(fill.quantity());
        boolean isClaimed = total.compareTo(order.claimed) <= 0;
        boolean isOver = order.state != AuditedOrder.State.OPEN && order.state != AuditedOrder.State.FILLED;
        if (isOver && !isClaimed) {
            afterEnd(fill, order);
        }
        if (total.compareTo(order.quantity) > 0) {
            findings.add(finding(
                    FindingCode.F02,
                    Severity.ERROR,
                    fill,
                    order,
                    "at most " + Plain.text(order.quantity),
                    Plain.text(total),
                    "With this fill the order has more than it asked for, in the platform's units."));
        }
    }

    private void checkLimit(Execution fill, AuditedOrder order) {
        if (order.limit == null) {
            return;
        }
        int beyond = fill.price().compareTo(order.limit);
        boolean isWorse = order.isBuy() ? beyond > 0 : beyond < 0;
        if (isWorse) {
            String side = order.isBuy() ? "at most " : "at least ";
            findings.add(finding(
                    FindingCode.F05,
                    Severity.ERROR,
                    fill,
                    order,
                    side + Plain.text(order.limit),
                    Plain.text(fill.price()),
                    "The fill's price is worse than the order's limit by "
                            + Plain.text(fill.price().subtract(order.limit).abs()) + "."));
        }
    }

    private void afterEnd(Execution fill, AuditedOrder order) {
        long late = fill.timeNanos() - order.endNanos;
        boolean isRace = order.state == AuditedOrder.State.CANCELED && late <= raceNanos;
        findings.add(finding(
                FindingCode.F07,
                isRace ? Severity.WARNING : Severity.ERROR,
                fill,
                order,
                "nothing behind " + order.state,
                fill(fill) + ", " + Plain.millis(late) + " later",
                isRace
                        ? "The fill came so short behind the cancel that the two have crossed."
                        : "The order had ended when this fill came."));
    }

    private static String fill(Execution fill) {
        return Plain.text(fill.quantity()) + " " + fill.platformSymbol() + " @ " + Plain.text(fill.price());
    }

    private static Finding finding(
            FindingCode code,
            Severity severity,
            Execution fill,
            AuditedOrder order,
            String expected,
            String observed,
            String explanation) {
        List<Long> sequences = new ArrayList<>();
        long about = code == FindingCode.F07 ? order.endSequence : order.sentSequence;
        if (about != 0) {
            sequences.add(about);
        }
        sequences.add(fill.sequence());
        return new Finding(
                code,
                severity,
                sequences,
                fill.timeNanos(),
                order.platform,
                order.symbol,
                order.orderId,
                expected,
                observed,
                explanation);
    }
}
