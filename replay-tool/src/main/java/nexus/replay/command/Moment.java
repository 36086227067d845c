package nexus.replay.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import nexus.journal.store.JournalReader;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A point of the journal as a user names it: a record's sequence, or a time.
 *
 * @param isTime whether {@code value} is a time, in nanoseconds since the epoch, rather than a sequence
 */
public record Moment(boolean isTime, long value) {
    /** Whole numbers from here on are nanoseconds since the epoch (12 January 1970), below they are sequences. */
    private static final long FIRST_NANOS = 1_000_000_000_000_000L;

    /** Sequence of the first record at or behind this moment; last + 1 if there is none. */
    public long first(JournalReader journal) {
        long last = journal.lastSequence();
        if (!isTime) {
            return Math.max(value, journal.firstSequence());
        }
        return journal.seekTime(value) ? journal.nextSequence() : last + 1;
    }

    /**
     * Sequence of the last record at or before this moment.
     *
     * @throws NoJournalException if the journal begins later, or a sequence lies behind its end
     */
    public long last(JournalReader journal) throws NoJournalException {
        long first = journal.firstSequence();
        long last = journal.lastSequence();
        if (!isTime && value > last) {
            throw new NoJournalException("there is no record " + value + ": the journal ends with record " + last);
        }
        long found = !isTime ? value : journal.seekTime(value + 1) ? journal.nextSequence() - 1 : last;
        if (found < first) {
            throw new NoJournalException(
                    "there is no record at or before " + this + ": the journal begins with record " + first);
        }
        return found;
    }

    @Override
    public String toString() {
        return isTime ? Times.iso(value) : Long.toString(value);
    }

    /** Reads what the command line says. */
    public static final class Converter implements ITypeConverter<Moment> {
        @Override
        public Moment convert(String text) {
            if (text.matches("\\d{1,19}")) {
                try {
                    long value = Long.parseLong(text);
                    return new Moment(value >= FIRST_NANOS, value);
                } catch (NumberFormatException e) {
                    throw new TypeConversionException("'" + text + "' is beyond any sequence and any time");
                }
            }
            try {
                Instant instant = ZonedDateTime.parse(text).toInstant();
                return new Moment(
                        true, Math.addExact(TimeUnit.SECONDS.toNanos(instant.getEpochSecond()), instant.getNano()));
            } catch (DateTimeException | ArithmeticException e) {
                throw new TypeConversionException("'" + text
                        + "' is neither a sequence (12345) nor a time: ISO 8601 with zone (2026-11-22T14:30:00Z,"
                        + " 2026-11-22T09:30:00.5-05:00) or nanoseconds since the epoch");
            }
        }
    }
}
