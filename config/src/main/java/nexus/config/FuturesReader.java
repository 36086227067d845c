package nexus.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import nexus.config.FuturesConfig.Exchange;
import nexus.config.FuturesConfig.Future;
import nexus.config.RouterConfig.Mapping;

/** Reads {@code exchanges:} and {@code futures:}, and holds them against the symbols. */
final class FuturesReader {
    private final MappingsReader mappings;
    private final Map<String, Exchange> exchanges = new LinkedHashMap<>();
    private final Set<String> named = new TreeSet<>();
    private final List<Future> futures = new ArrayList<>();

    private FuturesReader(MappingsReader mappings) {
        this.mappings = mappings;
    }

    /** Where the file has a problem, the default stands in; the caller throws the result away. */
    static FuturesConfig read(Section top, MappingsReader mappings) {
        FuturesReader reader = new FuturesReader(mappings);
        Section exchanges = top.section("exchanges");
        exchanges.entries().forEach((name, setting) -> reader.readExchange(name, setting, exchanges));
        Section futures = top.section("futures");
        futures.entries().forEach((universal, setting) -> reader.readFuture(universal, setting, futures));
        if (futures.entries().size() > Settings.MAX_FUTURES) {
            top.find("futures").orElseThrow().refuseKey("more than " + Settings.MAX_FUTURES + " futures");
        }
        new ContractNames(mappings, futures.entries().keySet()).check();
        return reader.futures.isEmpty()
                ? FuturesConfig.NONE
                : new FuturesConfig(List.copyOf(reader.exchanges.values()), reader.futures);
    }

    private void readExchange(String name, Setting setting, Section parent) {
        named.add(name);
        if (!NameRule.UNIVERSAL_SYMBOL.accepts(name)) {
            setting.refuseKey("the exchange must be " + NameRule.UNIVERSAL_SYMBOL.rule());
        }
        Optional<Section> keys = setting.section().map(parent::adopt);
        if (keys.isEmpty()) {
            return;
        }
        Optional<String> zone = required(keys.get(), setting, "timeZone", Setting::timeZone);
        Optional<Setting> holidays = keys.get().find("holidays");
        Exchange exchange = new Exchange(
                name, zone.orElse("UTC"), holidays.map(Setting::weekdays).orElse(List.of()));
        exchanges.put(name, exchange);
    }

    private void readFuture(String universal, Setting setting, Section parent) {
        Set<String> universals =
                mappings.mappings().stream().map(Mapping::universal).collect(Collectors.toCollection(TreeSet::new));
        if (!universals.contains(universal)) {
            setting.refuseKey("no such symbol in symbols" + Words.suggestion(universal, universals));
        }
        Optional<Section> opened = setting.section().map(parent::adopt);
        if (opened.isEmpty()) {
            return;
        }
        Section keys = opened.get();
        Optional<String> exchange = required(keys, setting, "exchange", key -> key.name(NameRule.UNIVERSAL_SYMBOL));
        exchange.filter(name -> !named.contains(name))
                .ifPresent(name -> keys.find("exchange")
                        .orElseThrow()
                        .refuse("no such exchange in exchanges" + Words.suggestion(name, named)));
        Optional<String> root = required(keys, setting, "root", key -> key.name(NameRule.CONTRACT_ROOT));
        Optional<String> months = required(keys, setting, "months", key -> key.name(NameRule.MONTH_LETTERS));
        Optional<DayRule> expiry = required(keys, setting, "expiry", key -> key.parsed(DayRule::parse, DayRule.RULE));
        Optional<RollRule> roll = required(keys, setting, "roll", key -> key.parsed(RollRule::parse, RollRule.RULE));
        Optional<ContractMonth> pin =
                keys.find("pin").flatMap(key -> key.parsed(ContractMonth::parse, "a month, yyyy-mm"));
        long overlap = keys.number("overlap", Settings.ROLL_OVERLAP);
        long notice = keys.number("notice", Settings.ROLL_NOTICE);
        if (exchange.isPresent() && root.isPresent() && months.isPresent() && expiry.isPresent() && roll.isPresent()) {
            pin.filter(month -> months.get().indexOf(month.letter()) < 0)
                    .ifPresent(month -> keys.find("pin")
                            .orElseThrow()
                            .refuse("the month's letter is " + month.letter() + ", months has " + months.get()));
            futures.add(new Future(
                    universal,
                    exchange.get(),
                    root.get(),
                    months.get(),
                    expiry.get(),
                    roll.get(),
                    overlap,
                    notice,
                    pin.orElse(null)));
        }
    }

    private static <T> Optional<T> required(
            Section keys, Setting parent, String key, Function<Setting, Optional<T>> reader) {
        Optional<Setting> setting = keys.find(key);
        if (setting.isEmpty()) {
            parent.refuseKey(key + " is required, but missing");
        }
        return setting.flatMap(reader);
    }
}
