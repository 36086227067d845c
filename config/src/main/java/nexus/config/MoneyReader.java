package nexus.config;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.config.MoneyConfig.FillCheck;
import nexus.config.MoneyConfig.Instrument;

/** Reads {@code currencies:}, {@code instruments:} and {@code fills:}. */
final class MoneyReader {
    private static final Pattern DAY_START = Pattern.compile("(\\d\\d:\\d\\d) (UTC|[+-]\\d\\d:\\d\\d)");
    private static final Pattern DISTANCE = Pattern.compile("((?:0|[1-9][0-9]{0,8})(?:\\.[0-9]{1,6})?) ?(%|ticks)");

    private MoneyReader() {}

    /** Where the file has a problem, the default stands in; the caller throws the result away. */
    static MoneyConfig read(Section top, MappingsReader mappings) {
        Section currencies = top.section("currencies");
        String base = currencies
                .find("base")
                .flatMap(setting -> setting.name(NameRule.CURRENCY))
                .orElse(Settings.BASE_CURRENCY);
        long dayStart = currencies
                .find("dayStart")
                .flatMap(setting -> setting.value(
                        MoneyReader::dayStart, "a time of day and its zone, such as 00:00 UTC or 18:00 -03:00"))
                .orElse(0L);
        RatesReader rates = new RatesReader(currencies.section("rates"), base, mappings);
        List<Instrument> instruments = instruments(top.section("instruments"), rates, mappings.universals());
        return new MoneyConfig(
                base, dayStart, rates.fixedRates(), rates.marketRates(), instruments, fillCheck(top.section("fills")));
    }

    private static Optional<Long> dayStart(String text) {
        Matcher matcher = DAY_START.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            int local = LocalTime.parse(matcher.group(1)).toSecondOfDay();
            ZoneOffset offset = matcher.group(2).equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(matcher.group(2));
            return Optional.of(1_000L * Math.floorMod(local - offset.getTotalSeconds(), 86_400));
        } catch (java.time.DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static List<Instrument> instruments(Section section, RatesReader rates, Set<String> universals) {
        List<Instrument> instruments = new ArrayList<>();
        section.entries().forEach((symbol, setting) -> {
            if (!universals.contains(symbol)) {
                setting.refuseKey(
                        "no dialect has this symbol: it must be one of symbols" + Words.suggestion(symbol, universals));
            }
            setting.section()
                    .map(section::adopt)
                    .flatMap(keys -> instrument(symbol, setting, keys, rates))
                    .ifPresent(instruments::add);
        });
        return instruments;
    }

    private static Optional<Instrument> instrument(String symbol, Setting setting, Section keys, RatesReader rates) {
        Optional<String> currency = required(setting, keys, "currency").flatMap(key -> rates.convertible(key));
        Optional<BigDecimal> multiplier = required(setting, keys, "multiplier").flatMap(Setting::positiveDecimal);
        Optional<BigDecimal> tickSize = required(setting, keys, "tickSize").flatMap(Setting::positiveDecimal);
        return currency.isPresent() && multiplier.isPresent() && tickSize.isPresent()
                ? Optional.of(new Instrument(symbol, currency.get(), multiplier.get(), tickSize.get()))
                : Optional.empty();
    }

    /** The key of a group; reported where it is missing. */
    static Optional<Setting> required(Setting group, Section keys, String key) {
        Optional<Setting> found = keys.find(key);
        if (found.isEmpty()) {
            group.refuseKey(key + " is required, but missing");
        }
        return found;
    }

    private static FillCheck fillCheck(Section section) {
        long maxPriceAge = section.number("maxPriceAge", Settings.MAX_FILL_PRICE_AGE);
        return section.find("maxDistance")
                .flatMap(setting -> setting.value(
                        text -> fillCheck(text, maxPriceAge), "a distance greater than 0, such as 5% or 40 ticks"))
                .orElse(FillCheck.NONE);
    }

    private static Optional<FillCheck> fillCheck(String text, long maxPriceAge) {
        Matcher matcher = DISTANCE.matcher(text);
        if (!matcher.matches() || new BigDecimal(matcher.group(1)).signum() == 0) {
            return Optional.empty();
        }
        FillCheck.Unit unit = matcher.group(2).equals("%") ? FillCheck.Unit.PERCENT : FillCheck.Unit.TICKS;
        return Optional.of(new FillCheck(new BigDecimal(matcher.group(1)), unit, maxPriceAge));
    }
}
