package nexus.config;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nexus.config.StatementMap.Column;
import nexus.config.StatementMap.TimeFormat;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the map of a broker's statement, or says everything that is wrong with it, as {@link ConfigLoader} does. */
public final class StatementMapLoader {
    private static final Range SKIPPED_LINES = new Range(Measure.COUNT, 0, 0, 1_000);
    private static final Range TIME_TOLERANCE = new Range(Measure.DURATION, 60_000, 0, 86_400_000);
    private static final BigDecimal FEE_TOLERANCE = new BigDecimal("0.005");
    private static final Map<String, Character> SEPARATORS =
            Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|');
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, Charset.forName("windows-1252"));

    private final Problems problems;
    private final Section top;
    private TimeFormat timeFormat = TimeFormat.ISO;
    private String timePattern = "";

    private StatementMapLoader(Problems problems, Section top) {
        this.problems = problems;
        this.top = top;
    }

    /**
     * Reads a file in UTF-8.
     *
     * @throws ConfigException with every problem found, each with file, line, key, value and rule
     */
    public static StatementMap load(Path file) throws ConfigException {
        Problems problems = new Problems(file);
        Node root = YamlText.read(file, problems);
        if (!(root instanceof MappingNode keys)) {
            problems.add(Section.lineOf(root), "must be a group of keys, such as platform: and columns:");
            throw problems.toException();
        }
        Section top = Section.of(problems, "", keys);
        StatementMap map = new StatementMapLoader(problems, top).read();
        top.refuseUnknown();
        if (problems.count() > 0) {
            throw problems.toException();
        }
        return map;
    }

    private StatementMap read() {
        String platform = platform();
        Section file = top.section("file");
        Section time = top.section("time");
        Section side = top.section("side");
        Section fee = top.section("fee");
        Section tolerance = top.section("tolerance");
        Map<Column, String> columns = columns();
        time.find("format").ifPresent(this::timeFormat);
        return new StatementMap(
                platform,
                file.find("separator")
                        .flatMap(setting -> setting.value(
                                text -> Optional.ofNullable(SEPARATORS.get(text)), "comma, semicolon, tab or pipe"))
                        .orElse(','),
                file.find("encoding")
                        .flatMap(setting ->
                                setting.value(StatementMapLoader::charset, "utf-8, iso-8859-1 or windows-1252"))
                        .orElse(StandardCharsets.UTF_8),
                (int) file.number("skipLines", SKIPPED_LINES),
                file.find("decimalComma").flatMap(Setting::flag).orElse(false),
                columns,
                timeFormat,
                timePattern,
                time.find("zone").flatMap(Setting::timeZone).map(ZoneId::of).orElse(ZoneOffset.UTC),
                side.find("buy").map(this::words).orElse(Set.of("B", "BUY")),
                side.find("sell").map(this::words).orElse(Set.of("S", "SELL")),
                fee.find("negative").flatMap(Setting::flag).orElse(false),
                fee.find("currency")
                        .flatMap(setting -> setting.name(NameRule.CURRENCY))
                        .orElse(""),
                symbols(),
                tolerance.number("time", TIME_TOLERANCE),
                decimal(tolerance, "price", BigDecimal.ZERO),
                decimal(tolerance, "fee", FEE_TOLERANCE));
    }

    private String platform() {
        Optional<Setting> setting = top.find("platform");
        if (setting.isEmpty()) {
            problems.add(1, "platform — required, but missing: whose executions does the statement list?");
        }
        return setting.flatMap(name -> name.name(NameRule.PLATFORM)).orElse("");
    }

    private Map<Column, String> columns() {
        Map<Column, String> columns = new EnumMap<>(Column.class);
        Section section = top.required("columns");
        for (Column column : Column.values()) {
            section.find(key(column))
                    .flatMap(setting -> setting.value(
                            text -> Optional.of(text.strip()).filter(name -> !name.isEmpty()),
                            "the header's name of the column"))
                    .ifPresent(name -> columns.put(column, name));
        }
        for (Column column : List.of(Column.SYMBOL, Column.QUANTITY, Column.PRICE)) {
            if (!section.entries().isEmpty() && !section.entries().containsKey(key(column))) {
                problems.add(1, "columns." + key(column) + " — required, but missing");
            }
        }
        refuseUnknown(section);
        return columns;
    }

    /** {@link Section#entries} counts as having asked for all of them. */
    private static void refuseUnknown(Section columns) {
        Set<String> known = Arrays.stream(Column.values())
                .map(StatementMapLoader::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        columns.entries().forEach((key, setting) -> {
            if (!known.contains(key)) {
                setting.refuseKey("unknown key" + Words.suggestion(key, known) + "; the columns are " + known);
            }
        });
    }

    /** {@code EXEC_ID} is written {@code execId}. */
    private static String key(Column column) {
        String[] words = column.name().toLowerCase(Locale.ROOT).split("_", -1);
        return words.length == 1
                ? words[0]
                : words[0] + words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1);
    }

    private void timeFormat(Setting setting) {
        setting.value(
                        text -> {
                            Optional<TimeFormat> named =
                                    Words.parse(TimeFormat.class, text).filter(format -> format != TimeFormat.PATTERN);
                            return named.isPresent() ? named : pattern(text);
                        },
                        "iso, epoch-s, epoch-ms, epoch-ns, or a pattern such as dd.MM.yyyy HH:mm:ss")
                .ifPresent(format -> timeFormat = format);
    }

    private Optional<TimeFormat> pattern(String text) {
        try {
            String formatted = DateTimeFormatter.ofPattern(text, Locale.ROOT).toString();
            timePattern = text;
            return formatted.contains("(") ? Optional.of(TimeFormat.PATTERN) : Optional.empty();
        } catch (IllegalArgumentException noPattern) {
            return Optional.empty();
        }
    }

    private Set<String> words(Setting setting) {
        return setting.value(
                        text -> Optional.of(Arrays.stream(text.split(",", -1))
                                        .map(word -> word.strip().toUpperCase(Locale.ROOT))
                                        .filter(word -> !word.isEmpty())
                                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                                .filter(words -> !words.isEmpty()),
                        "one word or several with commas between them")
                .map(words -> (Set<String>) words)
                .orElse(Set.of());
    }

    private Map<String, String> symbols() {
        Map<String, String> symbols = new LinkedHashMap<>();
        top.section("symbols")
                .entries()
                .forEach((theirs, setting) ->
                        setting.name(NameRule.PLATFORM_SYMBOL).ifPresent(ours -> symbols.put(theirs, ours)));
        return symbols;
    }

    private static BigDecimal decimal(Section section, String key, BigDecimal standard) {
        return section.find(key)
                .flatMap(setting -> setting.value(
                        text -> text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")
                                ? Optional.of(new BigDecimal(text))
                                : Optional.empty(),
                        "a decimal, 0 or more"))
                .orElse(standard);
    }

    private static Optional<Charset> charset(String text) {
        return CHARSETS.stream()
                .filter(charset -> charset.name().equalsIgnoreCase(text))
                .findFirst();
    }
}
