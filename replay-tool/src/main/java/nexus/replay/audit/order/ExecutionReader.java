package nexus.replay.audit.order;

import java.math.BigDecimal;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalRecord;
import nexus.replay.audit.model.Execution;
import nexus.replay.command.RecordFields;

/** Reads ORDER_FILLs, and times as messages have them. */
final class ExecutionReader {
    private static final int NANO_DIGITS = 9;
    private static final BigDecimal LATEST_SECONDS = BigDecimal.valueOf(Long.MAX_VALUE, NANO_DIGITS);

    private ExecutionReader() {}

    /** The execution; null if its ids, quantity or price cannot be read: the router refuses it then too. */
    static Execution read(RecordFields fields, JournalRecord record, String platform, long connection) {
        BigDecimal quantity = fields.decimal(Keys.FILLED_QTY);
        BigDecimal price = fields.decimal(Keys.FILL_PRICE);
        String orderId = fields.id(Keys.ORDER_ID);
        String ref = fields.id(Keys.REF);
        boolean isReadable =
                quantity != null && quantity.signum() > 0 && price != null && (orderId != null || ref != null);
        if (!isReadable) {
            return null;
        }
        String side = fields.text(Keys.SIDE);
        return new Execution(
                record.sequence(),
                record.timeNanos(),
                connection,
                platform,
                fields.text(Keys.SYMBOL),
                "BUY".equals(side) || "SELL".equals(side) ? side : null,
                quantity,
                price,
                statedNanos(fields),
                fields.id(Keys.EXEC_ID),
                orderId,
                ref,
                fields.id(Keys.PLATFORM_ORDER_ID),
                fields.decimal(Keys.COMMISSION),
                fields.text(Keys.CURRENCY));
    }

    /** The message's own time, ns since the epoch; 0 if it has none that can be. */
    static long statedNanos(RecordFields fields) {
        BigDecimal seconds = fields.decimal(Keys.TIMESTAMP);
        boolean isTime = seconds != null && seconds.signum() > 0 && seconds.compareTo(LATEST_SECONDS) < 0;
        return isTime ? seconds.movePointRight(NANO_DIGITS).longValue() : 0;
    }
}
