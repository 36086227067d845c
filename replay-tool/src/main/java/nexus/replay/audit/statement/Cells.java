package nexus.replay.audit.statement;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nexus.config.StatementMap;

/** Reads numbers and times as a statement writes them. */
final class Cells {
    private static final Pattern POINT = Pattern.compile("[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,18})?(\\.[0-9]{1,18})?");
    private static final Pattern COMMA =
            Pattern.compile("[+-]?([0-9]{1,3}([.\\u00a0\\u202f '’][0-9]{3})+|[0-9]{1,18})?(,[0-9]{1,18})?");
    private static final int NANO_DIGITS = 9;

    private final StatementMap map;
    private final DateTimeFormatter format;

    Cells(StatementMap map) {
        this.map = map;
        this.format = map.timeFormat() == StatementMap.TimeFormat.PATTERN
                ? DateTimeFormatter.ofPattern(map.timePattern(), Locale.ROOT)
                : null;
    }

    /** A number; thousands may be separated, and one in brackets is negative, as accountants write it. */
    Optional<BigDecimal> number(String text) {
        boolean isBracketed = text.startsWith("(") && text.endsWith(")");
        String plain = isBracketed ? text.substring(1, text.length() - 1) : text;
        boolean isNumber = (map.decimalComma() ? COMMA : POINT).matcher(plain).matches()
                && plain.chars().anyMatch(digit -> digit >= '0' && digit <= '9');
        if (!isNumber) {
            return Optional.empty();
        }
        String digits = map.decimalComma()
                ? plain.replaceAll("[.\\u00a0\\u202f '’]", "").replace(',', '.')
                : plain.replace(",", "");
        BigDecimal value = new BigDecimal(digits);
        return Optional.of(isBracketed ? value.negate() : value);
    }

    /** What numbers look like, for people. */
    String numberRule() {
        return map.decimalComma() ? "a number such as 1.234,50" : "a number such as 1234.50";
    }

    /** Nanoseconds since the epoch. */
    Optional<Long> time(String text) {
        try {
            return switch (map.timeFormat()) {
                case EPOCH_S -> epoch(text, NANO_DIGITS);
                case EPOCH_MS -> epoch(text, 6);
                case EPOCH_NS -> epoch(text, 0);
                case ISO -> Optional.of(nanos(iso(text)));
                case PATTERN -> Optional.of(nanos(parsed(text)));
            };
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> epoch(String text, int digits) {
        return text.matches("[0-9]{1,19}(\\.[0-9]{1,9})?")
                ? Optional.of(new BigDecimal(text)
                        .movePointRight(digits)
                        .toBigInteger()
                        .longValueExact())
                : Optional.empty();
    }

    private Instant iso(String text) {
        String joined = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(joined, ZonedDateTime::from, LocalDateTime::from);
        return instant(time);
    }

    private Instant parsed(String text) {
        return instant(format.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from));
    }

    private Instant instant(TemporalAccessor time) {
        if (time instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        LocalDateTime local = time instanceof LocalDateTime stated
                ? stated
                : LocalDate.from(time).atStartOfDay();
        return local.atZone(map.zone()).toInstant();
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
