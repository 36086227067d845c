package nexus.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.config.RouterConfig.Mapping;
import nexus.config.RouterConfig.Platform;
import nexus.config.RouterConfig.UnknownPlatforms;

/** Reads the text of {@link NormalForm#of}, line by line in its fixed order. */
final class NormalFormReader {
    private static final Pattern PLATFORM = Pattern.compile("platform name=([^ ]+) dialect=([^ ]+)");
    private static final Pattern MAPPING = Pattern.compile("mapping universal=([^ ]+) dialect=([^ ]+)"
            + " quantityFactor=([^ ]+) lotStep=([^ ]+) samePrice=(true|false) platformSymbol=(.+)");
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private final String[] lines;
    private int lineNumber;

    NormalFormReader(String text) {
        lines = text.split("\n", -1);
    }

    /** @throws IllegalArgumentException at the first line that {@link NormalForm#of} would not have written so */
    RouterConfig read() {
        if (!next().equals(NormalForm.ROUTER_HEADER)) {
            throw damaged("expected " + NormalForm.ROUTER_HEADER);
        }
        List<Platform> platforms = new ArrayList<>();
        for (int left = wholeInt("platforms"); left > 0; left--) {
            platforms.add(platform());
        }
        List<Mapping> mappings = new ArrayList<>();
        for (int left = wholeInt("mappings"); left > 0; left--) {
            mappings.add(mapping());
        }
        RouterConfig config = new RouterConfig(
                platforms,
                mappings,
                unknownPlatforms(),
                whole("maxSignalAgeMillis"),
                whole("clockSkewAlarmMillis"),
                whole("heartbeatMillis"),
                whole("heartbeatTimeoutMillis"),
                wholeInt("maxHeldEvents"),
                wholeInt("maxResumeEvents"),
                whole("forgetIdsAfterMillis"),
                section(NormalForm.FUTURES)
                        .map(lines -> within(lines, FuturesForm::read))
                        .orElse(FuturesConfig.NONE),
                section(NormalForm.MONEY)
                        .map(lines -> within(lines, MoneyForm::read))
                        .orElse(MoneyConfig.NONE),
                section(NormalForm.RISK)
                        .map(lines -> within(lines, RiskForm::read))
                        .orElse(RiskConfig.NONE),
                section(NormalForm.ALERTS)
                        .map(lines -> within(lines, AlertsForm::read))
                        .orElse(AlertsConfig.NONE));
        if (!next().isEmpty() || lineNumber != lines.length) {
            throw damaged("expected the end; a later version may have written it");
        }
        return config;
    }

    /** The lines of this section, if it comes next. */
    private Optional<FormLines> section(String name) {
        if (lineNumber == lines.length || !lines[lineNumber].startsWith("section " + name + " ")) {
            return Optional.empty();
        }
        List<String> section = new ArrayList<>();
        for (int left = wholeInt("section " + name); left > 0; left--) {
            section.add(next());
        }
        return Optional.of(new FormLines(section));
    }

    private <C> C within(FormLines section, Function<FormLines, C> reader) {
        C read;
        try {
            read = reader.apply(section);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the section before line " + (lineNumber + 1) + ": " + e.getMessage(), e);
        }
        if (section.hasNext()) {
            throw damaged("expected the end of the section; a later version may have written it");
        }
        return read;
    }

    private Platform platform() {
        Matcher matcher = match(PLATFORM);
        return new Platform(name(NameRule.PLATFORM, matcher.group(1)), name(NameRule.PLATFORM, matcher.group(2)));
    }

    private Mapping mapping() {
        Matcher matcher = match(MAPPING);
        return new Mapping(
                name(NameRule.UNIVERSAL_SYMBOL, matcher.group(1)),
                name(NameRule.PLATFORM, matcher.group(2)),
                name(NameRule.PLATFORM_SYMBOL, matcher.group(6)),
                decimal(matcher.group(3)),
                decimal(matcher.group(4)),
                matcher.group(5).equals("true"));
    }

    private UnknownPlatforms unknownPlatforms() {
        String word = value("unknownPlatforms");
        return Words.parse(UnknownPlatforms.class, word).orElseThrow(() -> damaged("no such choice"));
    }

    private Matcher match(Pattern pattern) {
        Matcher matcher = pattern.matcher(next());
        if (!matcher.matches()) {
            throw damaged("expected the form " + pattern);
        }
        return matcher;
    }

    private String name(NameRule rule, String name) {
        if (!rule.accepts(name)) {
            throw damaged("\"" + Problems.shown(name) + "\" must be " + rule.rule());
        }
        return name;
    }

    private BigDecimal decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw damaged("no decimal: " + Problems.shown(text));
        }
        BigDecimal decimal = new BigDecimal(text);
        if (decimal.signum() <= 0
                || !decimal.stripTrailingZeros().toPlainString().equals(text)) {
            throw damaged("no plain decimal greater than 0: " + Problems.shown(text));
        }
        return decimal;
    }

    private int wholeInt(String key) {
        long value = whole(key);
        if (value != (int) value) {
            throw damaged("out of range");
        }
        return (int) value;
    }

    private long whole(String key) {
        String text = value(key);
        if (!INTEGER.matcher(text).matches()) {
            throw damaged("no whole number");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw damaged("out of range");
        }
    }

    private String value(String key) {
        String line = next();
        if (!line.startsWith(key + " ")) {
            throw damaged("expected " + key);
        }
        return line.substring(key.length() + 1);
    }

    private String next() {
        if (lineNumber == lines.length) {
            throw new IllegalArgumentException("the text ends early, after line " + lineNumber);
        }
        return lines[lineNumber++];
    }

    private IllegalArgumentException damaged(String rule) {
        return new IllegalArgumentException(
                "line " + lineNumber + ": " + Problems.shown(lines[lineNumber - 1]) + " — " + rule);
    }
}
