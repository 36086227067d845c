package nexus.adapters.fix;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import nexus.adapters.link.Fill;
import nexus.adapters.link.TimeInForce;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.OrderStore;
import nexus.adapters.orders.StoredOrder;
import quickfix.field.ExecType;
import quickfix.field.OrdStatus;

/**
 * Makes of execution reports what the desk is told.
 *
 * <p>An execution's id is the order's ref and ExecID, since counterparties begin their ExecIDs anew, each day or with each
 * start. Where a report's CumQty is more than was told, executions were missed for good (the numbers had begun anew, or
 * the counterparty cannot resend): the difference is told as one execution at the price that AvgPx leaves for it, under an
 * id made of ref and CumQty; should the missed ones come after all, their CumQty says that they are part of it.
 */
final class ExecutionReports {
    private static final char CAUGHT_UP = '~';
    private static final int PRICE_DIGITS = 8;

    private final OrderDesk desk;
    private final OrderStore store;
    private final StatusQuestions questions;
    private final Consumer<String> say;
    private final LongSupplier epochNanos;
    private final long settlingNanos;
    /** By ref, up to which CumQty executions were told as one. */
    private final Map<String, BigDecimal> caughtUp = new HashMap<>();

    /** @param settlingNanos so long a counterparty may answer "unknown order" of one that it is about to take */
    ExecutionReports(
            OrderDesk desk,
            StatusQuestions questions,
            Consumer<String> say,
            LongSupplier epochNanos,
            long settlingNanos) {
        this.desk = desk;
        this.store = desk.store();
        this.questions = questions;
        this.say = say;
        this.epochNanos = epochNanos;
        this.settlingNanos = settlingNanos;
        for (Fill fill : store.executionsSince(0)) {
            String prefix = catchUpId(fill.ref(), "");
            if (fill.execId().startsWith(prefix)) {
                caughtUp.merge(fill.ref(), new BigDecimal(fill.execId().substring(prefix.length())), BigDecimal::max);
            }
        }
    }

    void take(ExecutionReport report) {
        StoredOrder order = find(report);
        if (order == null) {
            return;
        }
        String ref = order.ref();
        if (report.isCorrection()) {
            say.accept("the counterparty takes back or changes execution " + report.execId() + " of order " + ref + ": "
                    + report.text() + ". Positions here no longer agree with the counterparty's: see there");
            return;
        }
        if (report.isUnknownOrder()) {
            unknown(order, report.text());
            return;
        }
        // Some give every report another OrderID.
        if (report.isAccepted() && (!order.acknowledged() || report.execType() == ExecType.REPLACED)) {
            desk.acknowledged(ref, report.orderId());
        }
        if (report.isExecution() && !isPartOfCatchUp(ref, report.cumQuantity())) {
            desk.executed(
                    ref, executionId(ref, report), report.lastQuantity(), report.lastPrice(), report.transactNanos());
        }
        boolean complete = catchUp(ref, report);
        end(ref, report, complete);
        // What is sent again is old, and answers nothing.
        boolean asked = !report.repeated() && questions.answered(ref);
        if (asked || report.execType() == ExecType.ORDER_STATUS) {
            desk.stands(ref);
        }
    }

    /** The order that a report is about; null if it is none of ours. */
    private StoredOrder find(ExecutionReport report) {
        StoredOrder order = find(store, report.clOrdId(), report.origClOrdId());
        if (order == null && report.orderId() != null) {
            // Changed by hand at the counterparty, which gave it another ClOrdID.
            StoredOrder named = store.byPlatformId(report.orderId());
            return named != null && named.isOpen() ? named : null;
        }
        return order;
    }

    static StoredOrder find(OrderStore store, String clOrdId, String origClOrdId) {
        StoredOrder order = store.find(clOrdId);
        if (order == null) {
            order = store.find(origClOrdId);
        }
        return order == null ? store.find(CancelIds.refOf(clOrdId)) : order;
    }

    private static String executionId(String ref, ExecutionReport report) {
        return report.execId() == null
                ? catchUpId(ref, String.valueOf(report.cumQuantity()))
                : ref + "/" + report.execId();
    }

    private static String catchUpId(String ref, String cumQuantity) {
        return ref + "/" + CAUGHT_UP + cumQuantity;
    }

    private boolean isPartOfCatchUp(String ref, BigDecimal cumQuantity) {
        BigDecimal upTo = caughtUp.get(ref);
        return upTo != null && cumQuantity != null && cumQuantity.compareTo(upTo) <= 0;
    }

    /** Tells what was missed; false if it cannot be told because no price is known. */
    private boolean catchUp(String ref, ExecutionReport report) {
        StoredOrder order = store.find(ref);
        BigDecimal cum = report.cumQuantity();
        if (cum == null || cum.compareTo(order.filled()) <= 0) {
            return true;
        }
        BigDecimal missed = cum.subtract(order.filled());
        if (report.averagePrice() == null || report.averagePrice().signum() == 0) {
            say.accept("order " + ref + ": " + missed.toPlainString() + " executed that were never told, and the"
                    + " counterparty gives no price: look there, bin/gateway resolve settles it");
            return false;
        }
        BigDecimal paid = order.averagePrice() == null
                ? BigDecimal.ZERO
                : order.averagePrice().multiply(order.filled());
        BigDecimal price = report.averagePrice()
                .multiply(cum)
                .subtract(paid)
                .divide(missed, PRICE_DIGITS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        String plain = cum.stripTrailingZeros().toPlainString();
        desk.executed(ref, catchUpId(ref, plain), missed, price, report.transactNanos());
        caughtUp.put(ref, cum);
        say.accept("order " + ref + ": " + missed.toPlainString()
                + " executed while the connection was gone, told as one" + " execution at " + price.toPlainString());
        return true;
    }

    /** @param complete whether all that was executed has been told */
    private void end(String ref, ExecutionReport report, boolean complete) {
        StoredOrder order = store.find(ref);
        switch (report.ordStatus()) {
            case OrdStatus.REJECTED ->
                desk.rejected(ref, because("the counterparty rejects it", report.text(), report.rejectReason()));
            case OrdStatus.CANCELED -> desk.canceled(ref, because("canceled at the counterparty", report.text(), -1));
            case OrdStatus.EXPIRED -> desk.canceled(ref, because("expired", report.text(), -1));
            case OrdStatus.DONE_FOR_DAY -> {
                if (order.request().timeInForce() != TimeInForce.GTC) {
                    desk.canceled(ref, because("done for the day", report.text(), -1));
                }
            }
            case OrdStatus.FILLED -> {
                if (order.isOpen() && complete && order.filled().signum() > 0) {
                    desk.canceled(
                            ref,
                            "made smaller at the counterparty, and filled with "
                                    + order.filled().toPlainString());
                }
            }
            default -> {}
        }
    }

    private static String because(String what, String text, int reason) {
        return what + (text == null ? "" : ": " + text) + (reason < 0 ? "" : " (OrdRejReason " + reason + ")");
    }

    /** The counterparty says that it has no such order. */
    void unknown(StoredOrder order, String text) {
        questions.answered(order.ref());
        if (!order.isOpen()) {
            return;
        }
        if (order.acknowledged()) {
            say.accept("the counterparty no longer knows order " + order.ref()
                    + ", which it had taken: look there for what" + " became of it; bin/gateway resolve settles it");
        } else if (epochNanos.getAsLong() - order.receivedNanos() < settlingNanos) {
            questions.askAgain(order.ref(), settlingNanos);
        } else {
            desk.rejected(order.ref(), because("the counterparty has never seen it", text, -1));
        }
    }
}
