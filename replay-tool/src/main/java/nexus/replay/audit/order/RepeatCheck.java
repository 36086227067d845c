package nexus.replay.audit.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nexus.replay.audit.model.Execution;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Plain;
import nexus.replay.audit.model.Severity;

/**
 * F03: an execution that came twice. Under the same id it is one, and is not counted again; where a platform says the same
 * once more over another connection, as it should after a reconnect, that is no finding, only counted. Under another id it is
 * a warning, and counts: it is taken for a repeat where order, price, quantity and the platform's own time are equal, and it
 * came over another connection, or so much later that it can be no other part of the same trade.
 */
final class RepeatCheck {
    private static final long REMEMBERED_NANOS = TimeUnit.DAYS.toNanos(7);

    private final Findings findings;
    private final long repeatNanos;
    private final Map<String, Seen> byId = new LinkedHashMap<>();
    private long resent;

    RepeatCheck(Findings findings, long repeatNanos) {
        this.findings = findings;
        this.repeatNanos = repeatNanos;
    }

    /** An execution that was there before. */
    record Seen(long sequence, long timeNanos, long connection, String content) {}

    /** Whether this execution's id came before on its platform: then it is no new one. */
    boolean isRepeated(Execution fill, AuditedOrder order, String symbol) {
        if (fill.execId() == null || fill.platform() == null) {
            return false;
        }
        forget(fill.timeNanos());
        String content = content(fill);
        Seen now = new Seen(fill.sequence(), fill.timeNanos(), fill.connection(), content);
        Seen before = byId.putIfAbsent(fill.platform() + '\u0000' + fill.execId(), now);
        if (before == null) {
            return false;
        }
        boolean isSame = before.content().equals(content);
        if (isSame && before.connection() != fill.connection()) {
            resent++;
        } else {
            report(before, fill, order, symbol, isSame);
        }
        return true;
    }

    private void report(Seen before, Execution fill, AuditedOrder order, String symbol, boolean isSame) {
        findings.add(new Finding(
                FindingCode.F03,
                Severity.ERROR,
                List.of(before.sequence(), fill.sequence()),
                fill.timeNanos(),
                fill.platform(),
                symbol,
                order == null ? fill.namedId() : order.orderId,
                "execution " + fill.execId() + " once",
                isSame ? "twice, the same" : "before: " + before.content() + "; now: " + content(fill),
                isSame
                        ? "The platform reported this execution twice over one connection; it is counted once."
                        : "Two different executions have the same id; the second is not counted."));
    }

    /** How many executions came once more after a reconnect, as they should. */
    long resent() {
        return resent;
    }

    /** Looks for the same execution under another id; its order is known and has counted it. */
    void checkEconomics(Execution fill, AuditedOrder order) {
        if (fill.execId() == null) {
            return;
        }
        String economics = Plain.text(fill.quantity()) + " @ " + Plain.text(fill.price()) + " at " + fill.statedNanos();
        Seen now = new Seen(fill.sequence(), fill.timeNanos(), fill.connection(), fill.execId());
        Seen before = order.economics.put(economics, now);
        if (before == null) {
            return;
        }
        boolean isLater =
                fill.connection() != before.connection() || fill.timeNanos() - before.timeNanos() > repeatNanos;
        if (isLater && fill.statedNanos() != 0) {
            findings.add(new Finding(
                    FindingCode.F03,
                    Severity.WARNING,
                    List.of(before.sequence(), fill.sequence()),
                    fill.timeNanos(),
                    fill.platform(),
                    order.symbol,
                    order.orderId,
                    "one execution under one id",
                    before.content() + " and " + fill.execId(),
                    "Order, price, quantity and the platform's own time are equal, yet the second came "
                            + Plain.millis(fill.timeNanos() - before.timeNanos())
                            + " later: it may be the same execution under another id. Both are counted."));
        }
    }

    private void forget(long nowNanos) {
        var oldest = byId.values().iterator();
        while (oldest.hasNext() && oldest.next().timeNanos() < nowNanos - REMEMBERED_NANOS) {
            oldest.remove();
        }
    }

    private static String content(Execution fill) {
        return fill.namedId() + " " + fill.platformSymbol() + " " + Plain.text(fill.quantity()) + " @ "
                + Plain.text(fill.price());
    }
}
