package nexus.adapters.fix;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.MDEntryDate;
import quickfix.field.MDEntryTime;
import quickfix.field.SendingTime;
import quickfix.field.TransactTime;

/** The counterparty's times, which are UTC, in nanoseconds since the epoch. Most counterparties give milliseconds. */
final class FixTimes {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private FixTimes() {}

    /** TransactTime, else SendingTime; 0 if there is neither, or it cannot be read. */
    static long of(Message message) {
        try {
            return nanos(
                    message.isSetField(TransactTime.FIELD)
                            ? message.getUtcTimeStamp(TransactTime.FIELD)
                            : message.getHeader().getUtcTimeStamp(SendingTime.FIELD));
        } catch (FieldNotFound | RuntimeException e) {
            return 0;
        }
    }

    /** MDEntryDate and MDEntryTime where the entry has both, else the message's. */
    static long of(FieldMap entry, Message message) {
        if (!entry.isSetField(MDEntryDate.FIELD) || !entry.isSetField(MDEntryTime.FIELD)) {
            return of(message);
        }
        try {
            return nanos(
                    LocalDateTime.of(entry.getUtcDateOnly(MDEntryDate.FIELD), entry.getUtcTimeOnly(MDEntryTime.FIELD)));
        } catch (FieldNotFound | RuntimeException e) {
            return of(message);
        }
    }

    private static long nanos(LocalDateTime time) {
        return ChronoUnit.NANOS.between(EPOCH, time);
    }
}
