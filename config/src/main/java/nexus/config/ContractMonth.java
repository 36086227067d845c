package nexus.config;

import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The month that a future is named after. Ordered by time.
 *
 * @param year 1–9999
 * @param month 1–12
 */
public record ContractMonth(int year, int month) implements Comparable<ContractMonth> {
    /** The letters of the twelve months, the same at all exchanges. */
    public static final String LETTERS = "FGHJKMNQUVXZ";

    private static final Pattern TEXT = Pattern.compile("[12][0-9]{3}-(0[1-9]|1[0-2])");

    public ContractMonth {
        if (year < 1 || year > 9999 || month < 1 || month > 12) {
            throw new IllegalArgumentException("no month: " + year + "-" + month);
        }
    }

    /** Reads {@code 2025-03}; empty if the text is no such month. */
    public static Optional<ContractMonth> parse(String text) {
        return TEXT.matcher(text).matches()
                ? Optional.of(
                        new ContractMonth(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(5))))
                : Optional.empty();
    }

    /** The month's letter. */
    public char letter() {
        return LETTERS.charAt(month - 1);
    }

    /** Root, letter and two digits of the year: {@code NQH25}. */
    public String contract(String root) {
        return String.format(Locale.ROOT, "%s%c%02d", root, letter(), year % 100);
    }

    public YearMonth yearMonth() {
        return YearMonth.of(year, month);
    }

    /** So many calendar months later. */
    public ContractMonth plusMonths(int months) {
        int count = year * 12 + month - 1 + months;
        return new ContractMonth(Math.floorDiv(count, 12), Math.floorMod(count, 12) + 1);
    }

    /** Calendar months from another to this one; negative if this is earlier. */
    public int monthsSince(ContractMonth other) {
        return (year - other.year) * 12 + month - other.month;
    }

    @Override
    public int compareTo(ContractMonth other) {
        return monthsSince(other);
    }

    /** {@code 2025-03}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%04d-%02d", year, month);
    }
}
