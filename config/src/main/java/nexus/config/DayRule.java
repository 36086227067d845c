package nexus.config;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a day of a contract's month is found, such as the day on which it expires. As text, one of
 *
 * <pre>
 * third friday, else business day before       (first … tenth, or last; "before" is meant where nothing is said)
 * wednesday nearest 15, else business day after
 * first business day
 * third last business day
 * last business day of the month before        (the last four words fit behind each of the forms above)
 * </pre>
 *
 * @param kind what is counted
 * @param count which, from 1; from the month's end if negative; 0 for {@link Kind#NEAREST}
 * @param weekday null for {@link Kind#BUSINESS_DAY}
 * @param nearest the day of the month that the weekday has to be nearest to, 1–28; else 0
 * @param monthBefore whether it is looked for in the month before the contract's
 * @param elseAfter what stands in for a weekday without trading: the business day after it, or else the one before it
 */
public record DayRule(Kind kind, int count, DayOfWeek weekday, int nearest, boolean monthBefore, boolean elseAfter) {
    /** The rule in words, to follow "must be". */
    static final String RULE = "like \"third friday\", \"wednesday nearest 15\", \"first business day\" or \"third last"
            + " business day\"; behind it may stand \"of the month before\", and behind a weekday"
            + " \", else business day before\" (or after)";

    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");
    private static final String WEEKDAYS =
            Arrays.stream(DayOfWeek.values()).limit(5).map(DayRule::word).collect(Collectors.joining("|"));
    private static final Pattern TEXT = Pattern.compile("(?:(?:(" + String.join("|", ORDINALS) + ") )?(?:(last) )?("
            + WEEKDAYS + "|business day)|(" + WEEKDAYS + ") nearest ([1-9]|1[0-9]|2[0-8]))"
            + "( of the month before)?(?:, else business day (before|after))?");

    /** What is counted. */
    public enum Kind {
        WEEKDAY,
        BUSINESS_DAY,
        NEAREST
    }

    /** Reads the text form; empty if it is none. */
    static Optional<DayRule> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean monthBefore = matcher.group(6) != null;
        boolean elseAfter = "after".equals(matcher.group(7));
        if (matcher.group(4) != null) {
            int nearest = Integer.parseInt(matcher.group(5));
            return Optional.of(
                    new DayRule(Kind.NEAREST, 0, weekday(matcher.group(4)), nearest, monthBefore, elseAfter));
        }
        boolean fromEnd = matcher.group(2) != null;
        int number = matcher.group(1) == null ? 1 : ORDINALS.indexOf(matcher.group(1)) + 1;
        boolean businessDay = matcher.group(3).equals("business day");
        boolean unclear = matcher.group(1) == null && !fromEnd;
        // A fifth Friday does not come each month; a business day is one, so nothing stands in for it.
        boolean impossible = businessDay ? matcher.group(7) != null : number > 4;
        if (unclear || impossible) {
            return Optional.empty();
        }
        return Optional.of(new DayRule(
                businessDay ? Kind.BUSINESS_DAY : Kind.WEEKDAY,
                fromEnd ? -number : number,
                businessDay ? null : weekday(matcher.group(3)),
                0,
                monthBefore,
                elseAfter));
    }

    private static DayOfWeek weekday(String word) {
        return DayOfWeek.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String word(DayOfWeek weekday) {
        return weekday.name().toLowerCase(Locale.ROOT);
    }

    /** The text form, in full. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (kind == Kind.NEAREST) {
            text.append(word(weekday)).append(" nearest ").append(nearest);
        } else {
            int number = Math.abs(count);
            text.append(count == -1 ? "" : ORDINALS.get(number - 1) + " ").append(count < 0 ? "last " : "");
            text.append(kind == Kind.BUSINESS_DAY ? "business day" : word(weekday));
        }
        text.append(monthBefore ? " of the month before" : "");
        if (kind != Kind.BUSINESS_DAY) {
            text.append(", else business day ").append(elseAfter ? "after" : "before");
        }
        return text.toString();
    }
}
