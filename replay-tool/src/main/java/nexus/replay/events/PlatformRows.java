package nexus.replay.events;

import java.io.IOException;
import java.math.BigDecimal;
import nexus.gateway.router.Changes;
import nexus.gateway.router.CountedExecution;
import nexus.gateway.router.OrderView;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.replay.command.RecordFields;

/** The rows of what platforms say of orders. */
final class PlatformRows {
    private final RowBuilder rows;

    PlatformRows(RowBuilder rows) {
        this.rows = rows;
    }

    /**
     * Takes a platform's message; returns false if it says nothing of an order.
     *
     * @param named the order that it names, or null
     */
    boolean take(RecordFields message, Changes changes, OrderView named) throws IOException {
        EventKind kind = kindOf(message);
        if (kind == null) {
            return false;
        }
        if (changes.refusedMessage().isPresent()) {
            refused(kind, message, changes, named);
        } else if (kind == EventKind.EXECUTION) {
            execution(message, changes, named);
        } else {
            if (changes.execution().isPresent()) {
                claimed(message, changes, named);
            }
            said(kind, message, named);
        }
        return true;
    }

    private static EventKind kindOf(RecordFields message) {
        return switch (message.type()) {
            case Types.ORDER_FILL -> EventKind.EXECUTION;
            case Types.ORDER_ACK -> EventKind.ACKNOWLEDGED;
            case Types.ORDER_REJECT -> EventKind.REJECTED;
            case Types.ORDER_CANCELED -> EventKind.CANCELED;
            case Types.ORDER_STATUS -> EventKind.STATUS;
            default -> message.isReadable() ? null : EventKind.MESSAGE_REFUSED;
        };
    }

    private void execution(RecordFields message, Changes changes, OrderView named) throws IOException {
        CountedExecution execution = changes.execution().orElse(null);
        if (execution == null) {
            return;
        }
        rows.begin(EventKind.EXECUTION);
        putOwner(execution, named);
        rows.execution(execution).platformMessage(message);
        BigDecimal fee = message.decimal(Keys.COMMISSION);
        rows.decimal(EventColumns.FEE, fee);
        rows.text(EventColumns.FEE_CURRENCY, fee == null ? null : message.text(Keys.CURRENCY));
        if (execution.ref() == null) {
            rows.text(EventColumns.PLATFORM_ORDER_ID, message.id(Keys.PLATFORM_ORDER_ID));
        }
        rows.end();
    }

    /** The order that the execution was counted on; one that it names, but does not fit, is none. */
    private void putOwner(CountedExecution execution, OrderView named) {
        if (named != null && named.ref().equals(execution.ref())) {
            rows.order(named);
        }
    }

    private void claimed(RecordFields message, Changes changes, OrderView named) throws IOException {
        CountedExecution execution = changes.execution().orElseThrow();
        rows.begin(EventKind.EXECUTION_CLAIMED);
        putOwner(execution, named);
        rows.execution(execution).platformMessage(message).end();
    }

    private void said(EventKind kind, RecordFields message, OrderView named) throws IOException {
        rows.begin(kind);
        if (named != null) {
            rows.order(named);
        }
        rows.platformMessage(message);
        String reason = message.text(Keys.REASON);
        if (reason != null) {
            rows.text(EventColumns.REASON, reason);
        }
        rows.end();
    }

    private void refused(EventKind kind, RecordFields message, Changes changes, OrderView named) throws IOException {
        Changes.Refused refusal = changes.refusedMessage().orElseThrow();
        rows.begin(kind == EventKind.EXECUTION ? EventKind.EXECUTION_REFUSED : EventKind.MESSAGE_REFUSED);
        if (named != null) {
            rows.order(named);
        }
        rows.platformMessage(message);
        if (named == null) {
            rows.text(EventColumns.ORDER_ID, message.id(Keys.ORDER_ID)).text(EventColumns.REF, message.id(Keys.REF));
            rows.text(EventColumns.PLATFORM, refusal.platform());
            rows.text(EventColumns.PLATFORM_SYMBOL, message.text(Keys.SYMBOL));
            rows.text(EventColumns.PLATFORM_ORDER_ID, message.id(Keys.PLATFORM_ORDER_ID));
        }
        if (kind == EventKind.EXECUTION) {
            rows.decimal(EventColumns.LAST_PRICE, message.decimal(Keys.FILL_PRICE));
        }
        rows.text(EventColumns.CODE, refusal.code().name()).text(EventColumns.REASON, refusal.reason());
        rows.end();
    }
}
