package nexus.gateway.router.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nexus.config.ContractMonth;
import nexus.config.FuturesConfig.Future;
import nexus.config.NamePattern;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;

/** What platforms call the contracts of the futures, both ways. Immutable. */
public final class ContractSymbols {
    private final Map<String, Future> futures = new LinkedHashMap<>();
    private final Map<Mapping, NamePattern> patterns = new LinkedHashMap<>();
    private final Map<String, List<Mapping>> byDialect = new LinkedHashMap<>();

    public ContractSymbols(RouterConfig config) {
        config.futures().futures().forEach(future -> futures.put(future.universal(), future));
        for (Mapping mapping : config.mappings()) {
            NamePattern pattern = new NamePattern(mapping.platformSymbol());
            if (futures.containsKey(mapping.universal()) && !pattern.isConstant()) {
                patterns.put(mapping, pattern);
                byDialect
                        .computeIfAbsent(mapping.dialect(), dialect -> new ArrayList<>())
                        .add(mapping);
            }
        }
    }

    /** A contract, and the mapping by whose pattern its name was understood. */
    public record Meaning(Mapping mapping, ContractMonth month) {}

    /** Whether the mapping's name is a pattern, so that contracts can be told apart by it. */
    public boolean isPattern(Mapping mapping) {
        return patterns.containsKey(mapping);
    }

    /** What the mapping's platforms call this contract; the one name that they have, if it is constant. */
    public String name(Mapping mapping, ContractMonth month) {
        NamePattern pattern = patterns.get(mapping);
        return pattern == null ? mapping.platformSymbol() : pattern.name(month);
    }

    /** The contract that this name of the mapping means; see {@link NamePattern#parse}. */
    public Optional<ContractMonth> parse(Mapping mapping, String platformSymbol, ContractMonth near) {
        NamePattern pattern = patterns.get(mapping);
        return pattern == null ? Optional.empty() : pattern.parse(platformSymbol, near);
    }

    /** What the name means in this dialect, or null. */
    public Meaning inDialect(String dialect, String platformSymbol, ContractMonth near) {
        for (Mapping mapping : byDialect.getOrDefault(dialect, List.of())) {
            Optional<ContractMonth> month = patterns.get(mapping).parse(platformSymbol, near);
            if (month.isPresent()) {
                return new Meaning(mapping, month.get());
            }
        }
        return null;
    }

    /** What the name means in whatever dialect, or null if none knows it or two differ. */
    public Meaning inAnyDialect(String platformSymbol, ContractMonth near) {
        Meaning found = null;
        for (String dialect : byDialect.keySet()) {
            Meaning meaning = inDialect(dialect, platformSymbol, near);
            if (meaning == null) {
                continue;
            }
            boolean differs = found != null
                    && (!found.month().equals(meaning.month())
                            || !found.mapping()
                                    .universal()
                                    .equals(meaning.mapping().universal()));
            if (differs) {
                return null;
            }
            found = meaning;
        }
        return found;
    }

    /** The calendar month of a point in time, ns since the epoch. */
    public static ContractMonth monthOf(long timeNanos) {
        LocalDate day =
                Instant.ofEpochSecond(0, timeNanos).atZone(ZoneOffset.UTC).toLocalDate();
        return new ContractMonth(day.getYear(), day.getMonthValue());
    }

    /** When the calendar month behind that of a point in time begins. */
    public static long nextMonthNanos(long timeNanos) {
        ContractMonth next = monthOf(timeNanos).plusMonths(1);
        long second = next.yearMonth().atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        return Math.multiplyExact(second, 1_000_000_000L);
    }
}
