package nexus.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nexus.config.RouterConfig.Mapping;
import nexus.config.RouterConfig.Platform;

/** Reads {@code symbols:}, symbol by symbol and dialect by dialect, and holds it against the platforms. */
final class MappingsReader {
    private final PlatformsReader platforms;
    private final Set<String> spoken = new TreeSet<>();
    private final Set<String> mapped = new TreeSet<>();
    private final Set<String> universals = new TreeSet<>();
    private final Map<List<String>, Setting> settingsBySymbol = new HashMap<>();
    private final List<Mapping> mappings = new ArrayList<>();
    private boolean complete = true;

    MappingsReader(Section top, PlatformsReader platforms) {
        this.platforms = platforms;
        platforms.platforms().forEach(platform -> spoken.add(platform.dialect()));
        Section section = top.required("symbols");
        section.entries().forEach((universal, setting) -> readSymbol(universal, setting, section));
        if (complete && !section.entries().isEmpty()) {
            refuseSilentPlatforms();
        }
    }

    List<Mapping> mappings() {
        return mappings;
    }

    /** The names of the platforms that could be read. */
    Set<String> platformNames() {
        Set<String> names = new TreeSet<>();
        platforms.platforms().forEach(platform -> names.add(platform.name()));
        return names;
    }

    /** Whether a platform that is not among them is certainly a mistake. */
    boolean knowsAllPlatforms() {
        return platforms.isComplete();
    }

    /** Reports a symbol that the section lacks. */
    void requireUniversal(String symbol, Setting setting) {
        if (!universals.contains(symbol)) {
            setting.refuseKey("no such symbol" + Words.suggestion(symbol, universals));
        }
    }

    /** The platforms that the mappings were held against. */
    List<Platform> platforms() {
        return platforms.platforms();
    }

    /** The universal symbols that the file names, those among them that it has a problem with. */
    Set<String> universals() {
        return universals;
    }

    /** Where the file names this mapping. */
    Setting setting(Mapping mapping) {
        return settingsBySymbol.get(List.of(mapping.dialect(), mapping.platformSymbol()));
    }

    private void readSymbol(String universal, Setting setting, Section parent) {
        if (!NameRule.UNIVERSAL_SYMBOL.accepts(universal)) {
            setting.refuseKey("the universal symbol must be " + NameRule.UNIVERSAL_SYMBOL.rule());
        }
        universals.add(universal);
        Optional<Section> dialects = setting.section().map(parent::adopt);
        if (dialects.isEmpty()) {
            complete = false;
            return;
        }
        if (dialects.get().entries().isEmpty()) {
            setting.refuseKey("must have at least one dialect");
        }
        dialects.get().entries().forEach((dialect, mapping) -> {
            checkDialect(dialect, mapping);
            readMapping(universal, dialect, mapping, dialects.get()).ifPresent(read -> add(read, mapping));
        });
    }

    private void checkDialect(String dialect, Setting setting) {
        mapped.add(dialect);
        if (!NameRule.PLATFORM.accepts(dialect)) {
            setting.refuseKey("the dialect must be " + NameRule.PLATFORM.rule());
        } else if (platforms.isComplete() && !spoken.contains(dialect)) {
            setting.refuseKey("no platform speaks this dialect" + Words.suggestion(dialect, spoken));
        }
    }

    private static Optional<Mapping> readMapping(String universal, String dialect, Setting setting, Section parent) {
        if (setting.isScalar()) {
            return setting.name(NameRule.PLATFORM_SYMBOL)
                    .map(symbol -> new Mapping(
                            universal,
                            dialect,
                            symbol,
                            Settings.QUANTITY_FACTOR,
                            Settings.LOT_STEP,
                            Settings.SAME_PRICE));
        }
        Optional<Section> opened = setting.section().map(parent::adopt);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        Section keys = opened.get();
        Optional<Setting> symbol = keys.find("symbol");
        if (symbol.isEmpty()) {
            setting.refuseKey("symbol is required, but missing");
        }
        var quantityFactor = keys.find("quantityFactor").flatMap(Setting::positiveDecimal);
        var lotStep = keys.find("lotStep").flatMap(Setting::positiveDecimal);
        var samePrice = keys.find("samePrice").flatMap(Setting::flag);
        return symbol.flatMap(key -> key.name(NameRule.PLATFORM_SYMBOL))
                .map(name -> new Mapping(
                        universal,
                        dialect,
                        name,
                        quantityFactor.orElse(Settings.QUANTITY_FACTOR),
                        lotStep.orElse(Settings.LOT_STEP),
                        samePrice.orElse(Settings.SAME_PRICE)));
    }

    private void add(Mapping mapping, Setting setting) {
        mappings.add(mapping);
        if (mappings.size() == Settings.MAX_MAPPINGS + 1) {
            setting.refuseKey("more than " + Settings.MAX_MAPPINGS + " symbols in all dialects together");
        }
        Setting earlier = settingsBySymbol.putIfAbsent(List.of(mapping.dialect(), mapping.platformSymbol()), setting);
        if (earlier != null) {
            setting.refuseKey("\"" + mapping.platformSymbol() + "\" is " + earlier.path() + " already (line "
                    + earlier.line() + "): the way back would be ambiguous");
        }
    }

    private void refuseSilentPlatforms() {
        for (Platform platform : platforms.platforms()) {
            if (!mapped.contains(platform.dialect())) {
                platforms
                        .setting(platform)
                        .refuseKey("no symbol has a name in its dialect \"" + platform.dialect() + "\""
                                + Words.suggestion(platform.dialect(), mapped));
            }
        }
    }
}
