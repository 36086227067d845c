package nexus.replay.prune;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How long records are kept: years, months or days by the calendar, UTC.
 *
 * @param amount 0 to 10000
 * @param unit {@code y}, {@code mo} or {@code d}
 */
record Keep(int amount, String unit) {
    /** What a policy may go below only knowingly. */
    static final Keep FLOOR = new Keep(7, "y");

    private static final Pattern FORM = Pattern.compile("(\\d{1,4}) ?(y|mo|d)");

    /** @throws IllegalArgumentException if the text is no such span */
    static Keep parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no span such as 7y, 90d or 18mo");
        }
        return new Keep(Integer.parseInt(matcher.group(1)), matcher.group(2));
    }

    /** What is older than this may go. */
    Instant cutoff(Instant now) {
        ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
        return switch (unit) {
            case "y" -> utc.minusYears(amount).toInstant();
            case "mo" -> utc.minusMonths(amount).toInstant();
            default -> utc.minusDays(amount).toInstant();
        };
    }

    boolean isBelowFloor(Instant now) {
        return cutoff(now).isAfter(FLOOR.cutoff(now));
    }

    @Override
    public String toString() {
        return amount + unit;
    }

    /** For the command line. */
    static final class Converter implements ITypeConverter<Keep> {
        @Override
        public Keep convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
