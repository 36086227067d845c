package nexus.config;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * When the next contract becomes the active one. As text, one of
 *
 * <pre>
 * 5 business days before expiry
 * 2 business days before first notice
 * monday before expiry at 17:00
 * </pre>
 *
 * The first notice day is the last business day of the month before the contract's: from there on, who is long may have
 * to take delivery. The time is the exchange's; without it the day begins with the new contract.
 *
 * @param businessDays 0–60; 0 where a weekday is named
 * @param weekday the last such day before; null where business days are counted
 * @param firstNotice whether it is counted from the first notice, else from the expiry
 * @param time of the day, the exchange's, full minutes
 */
public record RollRule(int businessDays, DayOfWeek weekday, boolean firstNotice, LocalTime time) {
    /** The rule in words, to follow "must be". */
    static final String RULE =
            "like \"5 business days before expiry\" (0 to 60), \"2 business days before first notice\""
                    + " or \"monday before expiry\"; behind it may stand a time of the exchange, \"at 17:00\"";

    private static final String WEEKDAYS = Arrays.stream(DayOfWeek.values())
            .limit(5)
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("|"));
    private static final Pattern TEXT = Pattern.compile("(?:(0|[1-9][0-9]?) business days?|(" + WEEKDAYS
            + ")) before (expiry|first notice)" + "(?: at ((?:[01][0-9]|2[0-3]):[0-5][0-9]))?");
    private static final int MAX_BUSINESS_DAYS = 60;

    /** Reads the text form; empty if it is none. */
    static Optional<RollRule> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int days = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
        String weekday = matcher.group(2);
        return Optional.of(new RollRule(
                        days,
                        weekday == null ? null : DayOfWeek.valueOf(weekday.toUpperCase(Locale.ROOT)),
                        matcher.group(3).equals("first notice"),
                        matcher.group(4) == null ? LocalTime.MIDNIGHT : LocalTime.parse(matcher.group(4))))
                .filter(rule -> days <= MAX_BUSINESS_DAYS);
    }

    /** The text form. */
    @Override
    public String toString() {
        String days = weekday != null
                ? weekday.name().toLowerCase(Locale.ROOT)
                : businessDays + (businessDays == 1 ? " business day" : " business days");
        return days + " before " + (firstNotice ? "first notice" : "expiry")
                + (time.equals(LocalTime.MIDNIGHT) ? "" : " at " + time);
    }
}
