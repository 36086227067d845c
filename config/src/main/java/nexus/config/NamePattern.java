package nexus.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A platform's name for every contract of a future: {@code NQ {MM}-{YY}} stands for {@code NQ 03-25} and all others.
 * Placeholders: the month as letter {@code {M}}, two digits {@code {MM}} or three letters {@code {MON}}; the year as one
 * digit {@code {Y}}, two {@code {YY}} or four {@code {YYYY}}. A name without any means the same instrument for ever.
 */
public final class NamePattern {
    /** The rule in words, to follow "must". */
    static final String RULE =
            "hold one of {M}, {MM}, {MON} and one of {Y}, {YY}, {YYYY}, each once, or no placeholder at all";

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    /** Half of the years that one digit can tell apart. */
    private static final int HALF = 2;

    private final String text;
    private final Pattern names;
    private final boolean isConstant;
    private final boolean isValid;
    private int yearDigits;

    /** @param text a platform symbol of the configuration */
    public NamePattern(String text) {
        this.text = text;
        StringBuilder regex = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int end = 0;
        int months = 0;
        int years = 0;
        boolean isKnown = true;
        while (placeholder.find()) {
            regex.append(Pattern.quote(text.substring(end, placeholder.start())));
            end = placeholder.end();
            String name = placeholder.group(1);
            switch (name) {
                case "M", "MM", "MON" -> {
                    months++;
                    regex.append("(?<month>").append(monthRegex(name)).append(')');
                }
                case "Y", "YY", "YYYY" -> {
                    years++;
                    yearDigits = name.length();
                    regex.append("(?<year>[0-9]{").append(yearDigits).append("})");
                }
                default -> isKnown = false;
            }
        }
        String rest = text.substring(end);
        regex.append(Pattern.quote(rest));
        isConstant = end == 0 && !text.contains("{") && !text.contains("}");
        boolean isWhole = !PLACEHOLDER.matcher(text).replaceAll("").matches(".*[{}].*");
        isValid = isConstant || (isKnown && isWhole && months == 1 && years == 1);
        names = Pattern.compile(isValid ? regex.toString() : Pattern.quote(text));
    }

    private static String monthRegex(String placeholder) {
        return switch (placeholder) {
            case "M" -> "[" + ContractMonth.LETTERS + "]";
            case "MM" -> "0[1-9]|1[0-2]";
            default -> String.join("|", MONTHS);
        };
    }

    /** Whether the placeholders are as they must be. */
    boolean isValid() {
        return isValid;
    }

    /** Whether it names one instrument for ever. */
    public boolean isConstant() {
        return isConstant;
    }

    /** Whether it is this name, or that of any contract. */
    public boolean isNameOf(String name) {
        return text.equals(name) || parse(name, new ContractMonth(2000, 1)).isPresent();
    }

    /** What a contract is called; the text itself if that is constant. */
    public String name(ContractMonth month) {
        String year = String.format(Locale.ROOT, "%04d", month.year());
        return isConstant
                ? text
                : text.replace("{MM}", String.format(Locale.ROOT, "%02d", month.month()))
                        .replace("{MON}", MONTHS.get(month.month() - 1))
                        .replace("{M}", String.valueOf(month.letter()))
                        .replace("{YYYY}", year)
                        .replace("{YY}", year.substring(2))
                        .replace("{Y}", year.substring(3));
    }

    /**
     * The contract of this name; empty if the pattern has no such name, or none but the one.
     *
     * @param near a year that is not written in full is the one nearest to this month; the later one if two are
     */
    public Optional<ContractMonth> parse(String name, ContractMonth near) {
        if (isConstant || !isValid) {
            return Optional.empty();
        }
        Matcher matcher = names.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int month = month(matcher.group("month"));
        int year = Integer.parseInt(matcher.group("year"));
        if (yearDigits == 4) {
            return year == 0 ? Optional.empty() : Optional.of(new ContractMonth(year, month));
        }
        int span = yearDigits == 1 ? 10 : 100;
        int latest = near.year() + span / HALF;
        ContractMonth found = new ContractMonth(latest - Math.floorMod(latest - year, span), month);
        boolean earlierIsNearer = found.monthsSince(near) > span * 12 / HALF;
        return Optional.of(earlierIsNearer ? new ContractMonth(found.year() - span, month) : found);
    }

    private static int month(String text) {
        return switch (text.length()) {
            case 1 -> ContractMonth.LETTERS.indexOf(text.charAt(0)) + 1;
            case 2 -> Integer.parseInt(text);
            default -> MONTHS.indexOf(text) + 1;
        };
    }
}
