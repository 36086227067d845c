package nexus.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nexus.config.RiskConfig.KillSwitch;
import nexus.config.RiskConfig.Limit;
import nexus.config.RiskConfig.OnBreach;
import nexus.config.RiskConfig.PartialPolicy;
import nexus.config.RiskConfig.Scope;
import nexus.config.RiskConfig.StopLevel;

/** Reads {@code risk:}. */
final class RiskReader {
    private static final String NO_BREACH = "none";

    private final MappingsReader mappings;
    private final MoneyConfig money;
    private final List<Limit> limits = new ArrayList<>();

    private RiskReader(MappingsReader mappings, MoneyConfig money) {
        this.mappings = mappings;
        this.money = money;
    }

    /** Where the file has a problem, the default stands in; the caller throws the result away. */
    static RiskConfig read(Section top, MappingsReader mappings, MoneyConfig money) {
        return new RiskReader(mappings, money).read(top.section("risk"));
    }

    private RiskConfig read(Section risk) {
        readLimits(risk.section("global"), Scope.GLOBAL);
        Section platforms = risk.section("platforms");
        platforms.entries().forEach((name, setting) -> readPlatform(name, setting, platforms));
        readSymbols(risk.section("symbols"), "");
        return new RiskConfig(
                limits,
                onBreach(risk.section("onBreach")),
                risk.choice("partialPolicy", PartialPolicy.BEST_EFFORT),
                SessionsReader.read(risk.section("sessions"), mappings),
                killSwitch(risk));
    }

    private void readPlatform(String name, Setting setting, Section parent) {
        Set<String> platforms = mappings.platformNames();
        if (mappings.knowsAllPlatforms() && !platforms.contains(name)) {
            setting.refuseKey("no such platform" + Words.suggestion(name, platforms));
        }
        setting.section().map(parent::adopt).ifPresent(keys -> {
            readLimits(keys, new Scope(name, ""));
            readSymbols(keys.section("symbols"), name);
        });
    }

    private void readSymbols(Section symbols, String platform) {
        symbols.entries().forEach((symbol, setting) -> {
            mappings.requireUniversal(symbol, setting);
            setting.section().map(symbols::adopt).ifPresent(keys -> readLimits(keys, new Scope(platform, symbol)));
        });
    }

    private void readLimits(Section keys, Scope scope) {
        for (LimitKind kind : LimitKind.values()) {
            Optional<Setting> found = keys.find(kind.key());
            if (found.isPresent() && !kind.mayStandIn(scope)) {
                found.get().refuseKey("may stand " + kind.places());
            } else if (found.isPresent()) {
                found.get()
                        .value(kind::parse, kind.rule())
                        .ifPresent(value -> limits.add(new Limit(scope, kind, value)));
                requireWorth(kind, scope, found.get());
            }
        }
    }

    /** A limit on an amount of money would refuse every order of a symbol whose price is worth nobody knows what. */
    private void requireWorth(LimitKind kind, Scope scope, Setting setting) {
        boolean isWorthless = kind.needsWorth()
                && money.instruments().stream()
                        .noneMatch(known ->
                                scope.symbol().isEmpty() || known.symbol().equals(scope.symbol()));
        if (isWorthless) {
            String what = scope.symbol().isEmpty() ? "symbols" : Problems.shown(scope.symbol());
            setting.refuseKey("needs the currency and multiplier of " + what + " under instruments");
        }
    }

    private static List<OnBreach> onBreach(Section keys) {
        List<OnBreach> found = new ArrayList<>();
        String rule = Arrays.stream(StopLevel.values()).map(Words::of).collect(Collectors.joining(" or "));
        for (LimitKind kind : LimitKind.values()) {
            keys.find(kind.key())
                    .flatMap(setting -> setting.value(RiskReader::breachLevel, rule + " or " + NO_BREACH))
                    .ifPresent(levels -> levels.forEach(level -> found.add(new OnBreach(kind, level))));
        }
        return found;
    }

    /** None for the word {@code none}. */
    private static Optional<List<StopLevel>> breachLevel(String text) {
        return text.equals(NO_BREACH)
                ? Optional.of(List.of())
                : Words.parse(StopLevel.class, text).map(List::of);
    }

    private static KillSwitch killSwitch(Section risk) {
        Optional<Setting> there = risk.find("killSwitch");
        if (there.isEmpty()) {
            return KillSwitch.NONE;
        }
        Section keys = risk.section("killSwitch");
        return new KillSwitch(
                keys.find("fromNexus").flatMap(Setting::flag).orElse(true),
                keys.find("onNexusSilence")
                        .flatMap(setting -> setting.number(Settings.NEXUS_SILENCE))
                        .orElse(0L),
                keys.choice("silenceLevel", StopLevel.HALT),
                keys.find("cancelOnHalt").flatMap(Setting::flag).orElse(false));
    }
}
