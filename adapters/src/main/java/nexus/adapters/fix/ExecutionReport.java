package nexus.adapters.fix;

import java.math.BigDecimal;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.AvgPx;
import quickfix.field.ClOrdID;
import quickfix.field.CumQty;
import quickfix.field.ExecID;
import quickfix.field.ExecType;
import quickfix.field.LastPx;
import quickfix.field.LastQty;
import quickfix.field.OrdRejReason;
import quickfix.field.OrdStatus;
import quickfix.field.OrderID;
import quickfix.field.OrigClOrdID;
import quickfix.field.PossDupFlag;
import quickfix.field.PossResend;
import quickfix.field.Text;
import quickfix.field.TransactTime;

/**
 * What an ExecutionReport says. A text or number that it lacks is null, a character 0.
 *
 * @param clOrdId ClOrdID (11); of our cancel where that is answered
 * @param execType ExecType (150)
 * @param ordStatus OrdStatus (39)
 * @param lastQuantity LastQty (32)
 * @param cumQuantity CumQty (14)
 * @param rejectReason OrdRejReason (103); -1 if there is none
 * @param transactNanos TransactTime (60), since the epoch; 0 if it is not given
 * @param repeated whether it was or may have been sent before (PossDupFlag, PossResend)
 */
record ExecutionReport(
        String clOrdId,
        String origClOrdId,
        String orderId,
        String execId,
        char execType,
        char ordStatus,
        BigDecimal lastQuantity,
        BigDecimal lastPrice,
        BigDecimal cumQuantity,
        BigDecimal averagePrice,
        String text,
        int rejectReason,
        long transactNanos,
        boolean repeated) {

    /** @throws FieldNotFound if it has no OrdStatus: nothing is to be learned from it */
    static ExecutionReport of(Message message) throws FieldNotFound {
        return new ExecutionReport(
                text(message, ClOrdID.FIELD),
                text(message, OrigClOrdID.FIELD),
                text(message, OrderID.FIELD),
                text(message, ExecID.FIELD),
                message.isSetField(ExecType.FIELD) ? message.getChar(ExecType.FIELD) : 0,
                message.getChar(OrdStatus.FIELD),
                decimal(message, LastQty.FIELD),
                decimal(message, LastPx.FIELD),
                decimal(message, CumQty.FIELD),
                decimal(message, AvgPx.FIELD),
                text(message, Text.FIELD),
                message.isSetField(OrdRejReason.FIELD) ? message.getInt(OrdRejReason.FIELD) : -1,
                FixTimes.of(text(message, TransactTime.FIELD)),
                flag(message, PossDupFlag.FIELD) || flag(message, PossResend.FIELD));
    }

    private static boolean flag(Message message, int tag) throws FieldNotFound {
        return message.getHeader().isSetField(tag) && message.getHeader().getBoolean(tag);
    }

    static String text(Message message, int tag) throws FieldNotFound {
        return message.isSetField(tag) ? message.getString(tag) : null;
    }

    private static BigDecimal decimal(Message message, int tag) throws FieldNotFound {
        return message.isSetField(tag) ? message.getDecimal(tag) : null;
    }

    /**
     * Whether it tells an execution. ExecType alone does not say so: some send 2 with every report, and only those with a
     * quantity are executions; nor does OrdStatus, which may be "pending cancel" over an execution.
     */
    boolean isExecution() {
        if (lastQuantity == null || lastQuantity.signum() <= 0 || lastPrice == null) {
            return false;
        }
        return switch (execType) {
            case ExecType.TRADE -> true;
            case 0, ExecType.NEW, ExecType.PARTIAL_FILL, ExecType.FILL ->
                ordStatus == OrdStatus.PARTIALLY_FILLED || ordStatus == OrdStatus.FILLED;
            default -> false;
        };
    }

    /** Whether it takes back or changes an execution that was told. */
    boolean isCorrection() {
        return execType == ExecType.TRADE_CANCEL || execType == ExecType.TRADE_CORRECT;
    }

    /** Whether it says that there is no such order. */
    boolean isUnknownOrder() {
        return ordStatus == OrdStatus.REJECTED && rejectReason == OrdRejReason.UNKNOWN_ORDER;
    }

    /** Whether the order was taken by the counterparty, now or before. */
    boolean isAccepted() {
        return ordStatus != OrdStatus.REJECTED && ordStatus != OrdStatus.PENDING_NEW;
    }
}
