package nexus.config;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One key of the file and its value. Each reading method answers with a value or reports a problem, never both.
 *
 * <p>A single value is read as it is written, quoted or not: a symbol {@code 6E3} is not taken for 6000.
 *
 * @param problems where to report
 * @param path the keys from the top, joined by dots
 * @param line the key's, from 1
 * @param node the value
 */
record Setting(Problems problems, String path, int line, Node node) {
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Pattern DAY = Pattern.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}");
    private static final Pattern SHORT_DECIMAL = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");

    /** A group of keys. One without any content is empty: all its keys may be commented out. */
    Optional<Section> section() {
        if (isAbsent()) {
            return Optional.of(Section.empty(problems, path));
        }
        if (node instanceof MappingNode group) {
            return Optional.of(Section.of(problems, path, group));
        }
        refuse("must be a group of keys");
        return Optional.empty();
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    Optional<String> name(NameRule rule) {
        return scalar().filter(text -> holds(rule.accepts(text), rule.rule()));
    }

    Optional<Long> number(Range range) {
        Optional<String> text = scalar();
        Optional<Long> value = text.flatMap(range::parse);
        holds(text.isEmpty() || value.isPresent(), range.rule());
        return value;
    }

    /** What a parser makes of the value; where that is nothing, the rule is broken. */
    <T> Optional<T> value(Function<String, Optional<T>> parser, String rule) {
        Optional<String> text = scalar();
        Optional<T> value = text.flatMap(parser);
        holds(text.isEmpty() || value.isPresent(), rule);
        return value;
    }

    Optional<BigDecimal> positiveDecimal() {
        return scalar().filter(text -> holds(isPositiveDecimal(text), "a decimal greater than 0"))
                .filter(text -> holds(
                        SHORT_DECIMAL.matcher(text).matches(),
                        "a decimal of at most 12 digits on each side of the point"))
                .map(BigDecimal::new);
    }

    private static boolean isPositiveDecimal(String text) {
        return DECIMAL.matcher(text).matches() && text.chars().anyMatch(digit -> digit >= '1' && digit <= '9');
    }

    Optional<Boolean> flag() {
        return scalar().filter(text -> holds(text.equals("true") || text.equals("false"), "true or false"))
                .map(Boolean::valueOf);
    }

    <E extends Enum<E>> Optional<E> choice(Class<E> type) {
        String rule = Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(" or "));
        return scalar().filter(text -> holds(Words.parse(type, text).isPresent(), rule))
                .flatMap(text -> Words.parse(type, text));
    }

    /** The name of a file or folder. */
    Optional<String> fileName() {
        return scalar().filter(text -> holds(isPath(text), "the name of a file or folder"));
    }

    private static boolean isPath(String text) {
        try {
            return !text.isBlank() && !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException refused) {
            return false;
        }
    }

    /** Whatever a parser makes of the text. */
    <T> Optional<T> parsed(Function<String, Optional<T>> parser, String rule) {
        Optional<String> text = scalar();
        Optional<T> value = text.flatMap(parser);
        holds(text.isEmpty() || value.isPresent(), rule);
        return value;
    }

    /** The identifier of a time zone. */
    Optional<String> timeZone() {
        return scalar().filter(text ->
                holds(ZoneId.getAvailableZoneIds().contains(text), "a time zone, such as America/Chicago or UTC"));
    }

    /** A list of days from Monday to Friday, ascending. */
    List<LocalDate> weekdays() {
        if (isAbsent()) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            refuse("must be a list of days: [2025-01-01, 2025-12-25]");
            return List.of();
        }
        List<LocalDate> days = new ArrayList<>();
        for (Node element : list.getValue()) {
            Setting day = new Setting(problems, path, Section.lineOf(element), element);
            day.parsed(Setting::weekday, "a day from Monday to Friday, yyyy-mm-dd")
                    .ifPresent(date -> {
                        day.holds(
                                days.isEmpty() || date.isAfter(days.get(days.size() - 1)),
                                "later than the day before it");
                        days.add(date);
                    });
        }
        return days;
    }

    private static Optional<LocalDate> weekday(String text) {
        if (!DAY.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text))
                    .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    Optional<String> endpoint() {
        return scalar().filter(text -> holds(isEndpoint(text), Endpoint.RULE));
    }

    private static boolean isEndpoint(String text) {
        try {
            return Endpoint.parse(text).port() >= 0;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    /** Reports that this value breaks a rule. */
    void refuse(String rule) {
        boolean shown = node instanceof ScalarNode && !isAbsent();
        report(shown ? ": " + Problems.shown(((ScalarNode) node).getValue()) : "", rule);
    }

    /** Reports that this key breaks a rule, or what it stands for as a whole. */
    void refuseKey(String rule) {
        report("", rule);
    }

    private Optional<String> scalar() {
        if (isAbsent()) {
            report("", "has no value: give one, or remove the key");
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        report("", "must be a single value, not a list or a group of keys");
        return Optional.empty();
    }

    private boolean holds(boolean kept, String rule) {
        if (!kept) {
            refuse("must be " + rule);
        }
        return kept;
    }

    private void report(String value, String rule) {
        problems.add(line, path + value + " — " + rule);
    }

    private boolean isAbsent() {
        return node.getTag().equals(Tag.NULL);
    }
}
