package nexus.replay.backtest.ticks;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Reads times like {@code 2013-10-07T00:00:00.276Z} from bytes, without garbage while they are in UTC and the day stays the
 * same. Other forms of ISO 8601 with a zone are read too, more slowly. Reused.
 */
final class IsoTime {
    /** No time gives this. */
    static final long NONE = Long.MIN_VALUE;

    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_LENGTH = 19;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final byte[] date = new byte[DATE_LENGTH];
    private long dateSeconds = NONE;

    /** Nanoseconds since the epoch; {@link #NONE} if that is no time with a zone. */
    long read(byte[] buffer, int start, int end) {
        boolean isPlain = end - start > SECONDS_LENGTH
                && buffer[end - 1] == 'Z'
                && (buffer[start + DATE_LENGTH] == 'T' || buffer[start + DATE_LENGTH] == ' ')
                && buffer[start + 13] == ':'
                && buffer[start + 16] == ':';
        long nanos = isPlain ? plain(buffer, start, end) : NONE;
        return nanos != NONE ? nanos : other(new String(buffer, start, end - start, StandardCharsets.UTF_8));
    }

    private long plain(byte[] buffer, int start, int end) {
        if (dateSeconds == NONE || !Arrays.equals(date, 0, DATE_LENGTH, buffer, start, start + DATE_LENGTH)) {
            return NONE;
        }
        int hour = twoDigits(buffer, start + 11);
        int minute = twoDigits(buffer, start + 14);
        int second = twoDigits(buffer, start + 17);
        long fraction = fraction(buffer, start + SECONDS_LENGTH, end - 1);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || fraction < 0) {
            return NONE;
        }
        return (dateSeconds + hour * 3_600L + minute * 60L + second) * NANOS_PER_SECOND + fraction;
    }

    private static int twoDigits(byte[] buffer, int at) {
        int tens = buffer[at] - '0';
        int ones = buffer[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    /** Nanoseconds behind a point; 0 where there is nothing, -1 where it is something else. */
    private static long fraction(byte[] buffer, int start, int end) {
        if (start == end) {
            return 0;
        }
        int digits = end - start - 1;
        if (buffer[start] != '.' || digits < 1 || digits > 9) {
            return -1;
        }
        long value = 0;
        for (int i = 1; i <= 9; i++) {
            int digit = i <= digits ? buffer[start + i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private long other(String text) {
        try {
            String iso = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
                    ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
                    : text;
            Instant instant = ZonedDateTime.parse(iso).toInstant();
            remember(text);
            return Math.addExact(TimeUnit.SECONDS.toNanos(instant.getEpochSecond()), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            return NONE;
        }
    }

    private void remember(String text) {
        String day = text.substring(0, DATE_LENGTH);
        dateSeconds = TimeUnit.DAYS.toSeconds(LocalDate.parse(day).toEpochDay());
        for (int i = 0; i < DATE_LENGTH; i++) {
            date[i] = (byte) day.charAt(i);
        }
    }
}
