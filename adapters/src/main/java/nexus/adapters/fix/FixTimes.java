package nexus.adapters.fix;

import java.time.DateTimeException;
import java.time.LocalDate;

/** The counterparty's times, which are UTC, in nanoseconds since the epoch. Most counterparties give milliseconds. */
final class FixTimes {
    private static final int DATE_LENGTH = 8;
    private static final int FRACTION_DIGITS = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private FixTimes() {}

    /**
     * Of a UTCTimestamp.
     *
     * @param text such as {@code 20261123-13:21:26.339}, or null
     * @return 0 if it is none
     */
    static long of(String text) {
        return text == null || text.length() <= DATE_LENGTH || text.charAt(DATE_LENGTH) != '-'
                ? 0
                : of(text.substring(0, DATE_LENGTH), text.substring(DATE_LENGTH + 1));
    }

    /**
     * Of a UTCDateOnly and a UTCTimeOnly.
     *
     * @param date such as {@code 20261123}, or null
     * @param time such as {@code 13:21:26} or {@code 13:21:26.339}, or null
     * @return 0 if they are none
     */
    static long of(String date, String time) {
        if (date == null || time == null || date.length() != DATE_LENGTH || time.length() < 8) {
            return 0;
        }
        try {
            long day = LocalDate.of(number(date, 0, 4), number(date, 4, 6), number(date, 6, 8))
                    .toEpochDay();
            long seconds = day * 86_400 + number(time, 0, 2) * 3_600L + number(time, 3, 5) * 60L + number(time, 6, 8);
            return seconds * NANOS_PER_SECOND + fractionNanos(time);
        } catch (NumberFormatException | DateTimeException e) {
            return 0;
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static long fractionNanos(String time) {
        if (time.length() < 10 || time.charAt(8) != '.') {
            return 0;
        }
        int digits = Math.min(time.length() - 9, FRACTION_DIGITS);
        long nanos = number(time, 9, 9 + digits);
        for (int i = digits; i < FRACTION_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }
}
