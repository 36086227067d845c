package nexus.adapters.fix;

import java.util.function.Consumer;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.StoredOrder;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.BusinessRejectReason;
import quickfix.field.BusinessRejectRefID;
import quickfix.field.ClOrdID;
import quickfix.field.CxlRejReason;
import quickfix.field.MsgType;
import quickfix.field.OrigClOrdID;
import quickfix.field.RefMsgType;
import quickfix.field.RefSeqNum;
import quickfix.field.RefTagID;
import quickfix.field.SessionRejectReason;
import quickfix.field.Text;

/** What the counterparty does not take of us: OrderCancelReject, BusinessMessageReject and Reject. */
final class Refusals {
    private final OrderDesk desk;
    private final StatusQuestions questions;
    private final ExecutionReports reports;
    private final Consumer<String> say;

    Refusals(OrderDesk desk, StatusQuestions questions, ExecutionReports reports, Consumer<String> say) {
        this.desk = desk;
        this.questions = questions;
        this.reports = reports;
        this.say = say;
    }

    /** A cancel was refused: the order stands as it is, or has ended before. */
    void cancelReject(Message message) throws FieldNotFound {
        StoredOrder order = ExecutionReports.find(
                desk.store(),
                ExecutionReport.text(message, OrigClOrdID.FIELD),
                ExecutionReport.text(message, ClOrdID.FIELD));
        if (order == null) {
            return;
        }
        say.accept("order " + order.ref() + " is not canceled: " + reason(message)
                + (message.isSetField(CxlRejReason.FIELD)
                        ? " (CxlRejReason " + message.getInt(CxlRejReason.FIELD) + ")"
                        : ""));
        standing(order);
    }

    /**
     * BusinessMessageReject or Reject: one of our messages was not acted upon.
     *
     * @param sent on the session that it came by
     */
    void reject(Message message, SentMessages sent) throws FieldNotFound {
        SentMessages.Sent refused =
                message.isSetField(RefSeqNum.FIELD) ? sent.find(message.getInt(RefSeqNum.FIELD)) : null;
        String type = message.isSetField(RefMsgType.FIELD)
                ? message.getString(RefMsgType.FIELD)
                : refused == null ? "" : refused.type();
        StoredOrder order = orderOf(message, refused, type);
        if (order == null) {
            say.accept("the counterparty rejects a message of type " + type
                    + (refused == null ? "" : " about " + refused.about()) + ": " + reason(message));
            return;
        }
        switch (type) {
            case MsgType.ORDER_SINGLE -> desk.rejected(order.ref(), "the counterparty rejects it: " + reason(message));
            case MsgType.ORDER_CANCEL_REQUEST -> {
                say.accept("order " + order.ref() + " is not canceled: " + reason(message));
                standing(order);
            }
            case MsgType.ORDER_STATUS_REQUEST -> statusRefused(order, message);
            default -> say.accept("the counterparty rejects a message about " + order.ref() + ": " + reason(message));
        }
    }

    private StoredOrder orderOf(Message message, SentMessages.Sent refused, String type) throws FieldNotFound {
        String named = ExecutionReport.text(message, BusinessRejectRefID.FIELD);
        StoredOrder order = ExecutionReports.find(desk.store(), named, null);
        // A number counts only where the type agrees: it may be of an earlier count.
        return order != null || refused == null || !refused.type().equals(type)
                ? order
                : desk.store().find(refused.about());
    }

    private void statusRefused(StoredOrder order, Message message) throws FieldNotFound {
        int reason = message.isSetField(BusinessRejectReason.FIELD) ? message.getInt(BusinessRejectReason.FIELD) : -1;
        int sessionReason =
                message.isSetField(SessionRejectReason.FIELD) ? message.getInt(SessionRejectReason.FIELD) : -1;
        if (reason == BusinessRejectReason.UNSUPPORTED_MESSAGE_TYPE
                || sessionReason == SessionRejectReason.INVALID_MSGTYPE) {
            questions.areNotTaken();
        } else if (reason == BusinessRejectReason.UNKNOWN_ID) {
            reports.unknown(order, reason(message));
        } else {
            questions.answered(order.ref());
            say.accept("order " + order.ref() + " stays in doubt: the counterparty does not say where it stands: "
                    + reason(message));
        }
    }

    private void standing(StoredOrder order) {
        if (order.isOpen() && questions.ask(order)) {
            return;
        }
        if (order.acknowledged()) {
            desk.stands(order.ref());
        }
    }

    private static String reason(Message message) throws FieldNotFound {
        StringBuilder reason = new StringBuilder();
        reason.append(message.isSetField(Text.FIELD) ? message.getString(Text.FIELD) : "no reason given");
        if (message.isSetField(BusinessRejectReason.FIELD)) {
            reason.append(" (BusinessRejectReason ")
                    .append(message.getInt(BusinessRejectReason.FIELD))
                    .append(')');
        }
        if (message.isSetField(RefTagID.FIELD)) {
            reason.append(" (tag ").append(message.getInt(RefTagID.FIELD)).append(')');
        }
        return reason.toString();
    }
}
