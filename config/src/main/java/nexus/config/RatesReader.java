package nexus.config;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nexus.config.MoneyConfig.FixedRate;
import nexus.config.MoneyConfig.MarketRate;
import nexus.config.RouterConfig.Mapping;
import nexus.config.RouterConfig.Platform;

/** Reads {@code currencies.rates:}, currency by currency, and holds it against itself and the symbols. */
final class RatesReader {
    private static final List<String> ONLY_FIXED = List.of("asOf");
    private static final List<String> ONLY_MARKET = List.of("scale", "platform");

    private final String base;
    private final MappingsReader mappings;
    private final Set<String> convertible = new TreeSet<>();
    private final List<FixedRate> fixedRates = new ArrayList<>();
    private final List<MarketRate> marketRates = new ArrayList<>();

    RatesReader(Section section, String base, MappingsReader mappings) {
        this.base = base;
        this.mappings = mappings;
        convertible.add(base);
        convertible.addAll(section.entries().keySet());
        Map<String, String> intoByCurrency = new LinkedHashMap<>();
        section.entries().forEach((currency, setting) -> {
            if (checkCurrency(currency, setting)) {
                setting.section()
                        .map(section::adopt)
                        .ifPresent(keys -> intoByCurrency.put(currency, read(currency, setting, keys)));
            }
        });
        section.entries().forEach((currency, setting) -> refuseCycle(currency, setting, intoByCurrency));
    }

    List<FixedRate> fixedRates() {
        return fixedRates;
    }

    List<MarketRate> marketRates() {
        return marketRates;
    }

    /** The currency that a key names, if it can be converted; else that is reported. */
    Optional<String> convertible(Setting key) {
        Optional<String> currency = key.name(NameRule.CURRENCY);
        if (currency.isPresent() && !convertible.contains(currency.get())) {
            key.refuse("has no rate: add it to currencies.rates" + Words.suggestion(currency.get(), convertible));
            return Optional.empty();
        }
        return currency;
    }

    private boolean checkCurrency(String currency, Setting setting) {
        if (!NameRule.CURRENCY.accepts(currency)) {
            setting.refuseKey("a currency must be " + NameRule.CURRENCY.rule());
            return false;
        }
        if (currency.equals(base)) {
            setting.refuseKey("is the base: it needs no rate");
            return false;
        }
        return true;
    }

    /** Returns what it is converted into. */
    private String read(String currency, Setting setting, Section keys) {
        String into = keys.find("via").flatMap(this::convertible).orElse(base);
        Optional<Boolean> inverted = MoneyReader.required(setting, keys, "per")
                .flatMap(per -> per.value(
                        text -> text.equals(currency)
                                ? Optional.of(false)
                                : text.equals(into) ? Optional.of(true) : Optional.empty(),
                        currency + " (its price in " + into + ") or " + into + " (the price of one " + into + " in "
                                + currency + ")"));
        Optional<Setting> fixed = keys.find("fixed");
        Optional<Setting> symbol = keys.find("symbol");
        if (fixed.isPresent() == symbol.isPresent()) {
            setting.refuseKey("must have either fixed or symbol");
            ONLY_FIXED.forEach(keys::find);
            ONLY_MARKET.forEach(keys::find);
            keys.find("maxAge");
        } else if (fixed.isPresent()) {
            refuse(keys, ONLY_MARKET, "goes with symbol, not with fixed");
            Optional<BigDecimal> price = fixed.get().positiveDecimal();
            Optional<Long> asOf = MoneyReader.required(setting, keys, "asOf")
                    .flatMap(key -> key.value(RatesReader::date, "a date, such as 2026-11-20"));
            long maxAge = keys.number("maxAge", Settings.MAX_FIXED_RATE_AGE);
            if (price.isPresent() && inverted.isPresent() && asOf.isPresent()) {
                fixedRates.add(new FixedRate(currency, into, inverted.get(), price.get(), asOf.get(), maxAge));
            }
        } else {
            refuse(keys, ONLY_FIXED, "goes with fixed, not with symbol");
            BigDecimal scale =
                    keys.find("scale").flatMap(Setting::positiveDecimal).orElse(BigDecimal.ONE);
            long maxAge = keys.number("maxAge", Settings.MAX_MARKET_RATE_AGE);
            Optional<Setting> platform = keys.find("platform");
            Optional<String> source = source(symbol.get(), platform);
            if (source.isPresent() && inverted.isPresent()) {
                String name =
                        platform.flatMap(key -> key.name(NameRule.PLATFORM)).orElse("");
                marketRates.add(new MarketRate(currency, into, inverted.get(), source.get(), name, scale, maxAge));
            }
        }
        return into;
    }

    private static void refuse(Section keys, List<String> unfit, String rule) {
        unfit.forEach(key -> keys.find(key).ifPresent(setting -> setting.refuseKey(rule)));
    }

    private static Optional<Long> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** The symbol, if prices of it can come: from the platform, or from any whose prices are the symbol's own. */
    private Optional<String> source(Setting symbol, Optional<Setting> platform) {
        Set<String> universals = mappings.universals();
        Optional<String> name = symbol.name(NameRule.UNIVERSAL_SYMBOL);
        if (name.isEmpty()) {
            return name;
        }
        if (!universals.contains(name.get())) {
            symbol.refuse(
                    "no dialect has this symbol: it must be one of symbols" + Words.suggestion(name.get(), universals));
            return Optional.empty();
        }
        List<Mapping> mapped = mappings.mappings().stream()
                .filter(mapping -> mapping.universal().equals(name.get()))
                .toList();
        if (platform.isPresent()) {
            return platform.get()
                    .name(NameRule.PLATFORM)
                    .filter(wanted -> knows(wanted, mapped, platform.get()))
                    .flatMap(wanted -> name);
        }
        if (mapped.stream().noneMatch(Mapping::samePrice)) {
            symbol.refuse("no dialect has it with samePrice: true; mark that name, or say platform");
            return Optional.empty();
        }
        return name;
    }

    private boolean knows(String wanted, List<Mapping> mapped, Setting setting) {
        List<Platform> platforms = mappings.platforms();
        Optional<Platform> platform = platforms.stream()
                .filter(candidate -> candidate.name().equals(wanted))
                .findFirst();
        if (platform.isEmpty()) {
            setting.refuse("no such platform"
                    + Words.suggestion(
                            wanted, platforms.stream().map(Platform::name).toList()));
            return false;
        }
        boolean known = mapped.stream()
                .anyMatch(mapping -> mapping.dialect().equals(platform.get().dialect()));
        if (!known) {
            setting.refuse("its dialect \"" + platform.get().dialect() + "\" has no name for the symbol");
        }
        return known;
    }

    private void refuseCycle(String currency, Setting setting, Map<String, String> intoByCurrency) {
        Set<String> passed = new LinkedHashSet<>();
        String at = currency;
        while (at != null && passed.add(at)) {
            at = intoByCurrency.get(at);
        }
        if (currency.equals(at)) {
            passed.add(currency + " again");
            setting.refuseKey("goes round in a circle: " + String.join(", then ", passed));
        }
    }
}
