package nexus.replay.audit.order;

import java.math.MathContext;
import nexus.gateway.router.Changes;
import nexus.gateway.router.CountedExecution;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.audit.model.Execution;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Thresholds;
import nexus.replay.command.RecordFields;

/** Follows all orders through the records, and has each checked. */
public final class OrderAudit {
    private final Router router;
    private final OrderListener listener;
    private final OrderLedger ledger = new OrderLedger();
    private final ExecutionCheck executions;
    private final RepeatCheck repeats;

    /** Begins where the router stands: its orders are carried in. */
    public OrderAudit(Router router, Thresholds thresholds, Findings findings, OrderListener listener) {
        this.router = router;
        this.listener = listener;
        this.executions = new ExecutionCheck(findings, thresholds.raceNanos());
        this.repeats = new RepeatCheck(findings, thresholds.repeatNanos());
    }

    /** Takes over what the router remembers, before the first record. */
    public void carryIn(long timeNanos) {
        router.orders().forEach(view -> {
            AuditedOrder order = new AuditedOrder(view, true);
            order.carry(view);
            ledger.add(order);
            if (order.isEnded()) {
                order.endNanos = timeNanos;
                ledger.ended(order);
            }
        });
    }

    /** Takes a message of a platform that is no tick, behind the router. */
    public void platformIn(JournalRecord record, RecordFields fields) {
        String platform = router.view().platformOf(record.source()).orElse(null);
        switch (fields.type()) {
            case Types.ORDER_FILL -> fill(record, fields, platform);
            case Types.ORDER_ACK -> acknowledged(record, named(fields, platform));
            case Types.ORDER_REJECT -> end(record, named(fields, platform), AuditedOrder.State.REJECTED);
            case Types.ORDER_CANCELED -> end(record, named(fields, platform), AuditedOrder.State.CANCELED);
            case Types.ORDER_STATUS -> status(record, fields, named(fields, platform));
            default -> {
                // Of no order.
            }
        }
    }

    /** Takes what else may change orders, behind the router: signals, operators, restarts, refused sends. */
    public void otherInput(JournalRecord record) {
        Changes changes = router.changes();
        changes.execution()
                .filter(execution -> execution.kind() == CountedExecution.Kind.RESOLVED)
                .ifPresent(execution -> resolved(record, execution));
        for (OrderView view : changes.orders()) {
            AuditedOrder order = ledger.byRef(view.ref());
            if (order == null) {
                made(record, view);
            } else {
                moved(record, order, view);
            }
        }
        ledger.forget(record.timeNanos());
    }

    private void made(JournalRecord record, OrderView view) {
        AuditedOrder order = new AuditedOrder(view, false);
        order.signalNanos = record.timeNanos();
        ledger.add(order);
        listener.made(order);
    }

    /** What the gateway or an operator decided, not the platform. */
    private void moved(JournalRecord record, AuditedOrder order, OrderView view) {
        order.isInDoubt = "IN_DOUBT".equals(view.state());
        if (view.isEnded() && !order.isEnded()) {
            end(record, order, AuditedOrder.State.valueOf(view.state()));
        }
    }

    private void resolved(JournalRecord record, CountedExecution execution) {
        AuditedOrder order = ledger.byRef(execution.ref());
        if (order != null) {
            order.execute(
                    execution.quantity().divide(order.universalFactor, MathContext.DECIMAL128),
                    execution.price(),
                    record.sequence());
        }
    }

    /** Takes what was handed to a platform. */
    public void platformOut(JournalRecord record, RecordFields fields) {
        if (!Types.ORDER.equals(fields.type())) {
            return;
        }
        AuditedOrder order = ledger.byRef(fields.text(Keys.REF));
        if (order == null) {
            return;
        }
        order.sentSequence = record.sequence();
        order.sentNanos = record.timeNanos();
        order.platformSymbol = fields.text(Keys.SYMBOL);
        order.side = fields.text(Keys.SIDE);
        order.quantity = fields.decimal(Keys.QUANTITY);
        order.limit = fields.decimal(Keys.LIMIT_PRICE);
        listener.sent(order);
    }

    private void fill(JournalRecord record, RecordFields fields, String platform) {
        Execution fill = ExecutionReader.read(fields, record, platform);
        if (fill == null) {
            return;
        }
        AuditedOrder order = platform == null
                ? ledger.findAnywhere(fill.orderId(), fill.ref(), fill.platformSymbol())
                : ledger.find(platform, fill.orderId(), fill.ref());
        String symbol = order != null ? order.symbol : universal(platform, fill.platformSymbol());
        if (order == null && fill.platformSymbol() == null) {
            return;
        }
        if (repeats.isRepeated(fill, order, symbol)) {
            return;
        }
        if (order == null) {
            executions.unknown(fill, symbol);
            listener.executed(fill, null, symbol);
        } else if (executions.fits(fill, order, isSameSymbol(fill, order))) {
            count(record, fill, order);
            listener.executed(fill, order, symbol);
        } else {
            listener.executed(fill, null, universal(platform, fill.platformSymbol()));
        }
    }

    private void count(JournalRecord record, Execution fill, AuditedOrder order) {
        answered(record, order);
        executions.before(fill, order);
        repeats.checkEconomics(fill, order);
        if (order.firstFillNanos == 0) {
            order.firstFillNanos = record.timeNanos();
        }
        order.execute(fill.quantity(), fill.price(), record.sequence());
        if (order.cumulative().compareTo(order.quantity) >= 0 && order.state != AuditedOrder.State.FILLED) {
            end(record, order, AuditedOrder.State.FILLED);
        }
    }

    /** By the name that was sent, or another that means the same contract. */
    private boolean isSameSymbol(Execution fill, AuditedOrder order) {
        String named = fill.platformSymbol();
        if (named == null || named.equals(order.platformSymbol)) {
            return true;
        }
        boolean isOfOrder =
                router.changes().execution().map(CountedExecution::ref).isPresent();
        return isOfOrder && universal(order.platform, named).equals(order.symbol);
    }

    private String universal(String platform, String platformSymbol) {
        return router.view().universalSymbol(platform == null ? "" : platform, platformSymbol);
    }

    private AuditedOrder named(RecordFields fields, String platform) {
        String orderId = fields.id(Keys.ORDER_ID);
        String ref = fields.id(Keys.REF);
        return platform == null
                ? ledger.findAnywhere(orderId, ref, fields.text(Keys.SYMBOL))
                : ledger.find(platform, orderId, ref);
    }

    private void acknowledged(JournalRecord record, AuditedOrder order) {
        if (order == null) {
            return;
        }
        answered(record, order);
        order.isInDoubt = false;
        if (order.ackNanos == 0) {
            order.ackNanos = record.timeNanos();
            listener.acknowledged(order, record.timeNanos());
        }
    }

    private static void answered(JournalRecord record, AuditedOrder order) {
        if (order.answerNanos == 0) {
            order.answerNanos = record.timeNanos();
            order.answerSequence = record.sequence();
        }
    }

    private void end(JournalRecord record, AuditedOrder order, AuditedOrder.State state) {
        if (order == null) {
            return;
        }
        boolean wasEnded = order.isEnded();
        boolean isNews = !wasEnded || state == AuditedOrder.State.FILLED;
        if (record.kind() == RecordKind.PLATFORM_IN) {
            answered(record, order);
        }
        if (isNews) {
            order.end(state, record.sequence(), record.timeNanos());
        }
        if (!wasEnded) {
            ledger.ended(order);
            listener.ended(order);
        }
    }

    private void status(JournalRecord record, RecordFields fields, AuditedOrder order) {
        String status = fields.text(Keys.STATUS);
        if (order == null || status == null) {
            return;
        }
        answered(record, order);
        switch (status) {
            case "FILLED" -> end(record, order, AuditedOrder.State.FILLED);
            case "CANCELED" -> end(record, order, AuditedOrder.State.CANCELED);
            case "REJECTED" -> end(record, order, AuditedOrder.State.REJECTED);
            default -> order.isInDoubt = "UNKNOWN".equals(status);
        }
    }
}
