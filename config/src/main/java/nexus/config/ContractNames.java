package nexus.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nexus.config.RouterConfig.Mapping;

/** Holds the names of the contracts against each other: on the way back each must mean one thing. */
final class ContractNames {
    /** Ten years in a row: every name with one digit, and enough of the others. */
    private static final int FIRST_YEAR = 2020;

    private static final int MONTHS = 120;

    private final MappingsReader mappings;
    private final Set<String> futures;
    private final Map<List<String>, Mapping> meanings = new LinkedHashMap<>();

    /** @param futures universal symbols */
    ContractNames(MappingsReader mappings, Set<String> futures) {
        this.mappings = mappings;
        this.futures = Set.copyOf(futures);
    }

    /** Reports each mapping whose placeholders are wrong, and each that takes another's name. */
    void check() {
        for (Mapping mapping : mappings.mappings()) {
            if (isConstant(mapping)) {
                meanings.put(List.of(mapping.dialect(), mapping.platformSymbol()), mapping);
            }
        }
        for (Mapping mapping : mappings.mappings()) {
            if (!isConstant(mapping)) {
                checkPattern(mapping, new NamePattern(mapping.platformSymbol()));
            }
        }
    }

    private boolean isConstant(Mapping mapping) {
        return !futures.contains(mapping.universal()) || new NamePattern(mapping.platformSymbol()).isConstant();
    }

    private void checkPattern(Mapping mapping, NamePattern pattern) {
        Setting setting = mappings.setting(mapping);
        if (!pattern.isValid()) {
            setting.refuseKey("\"" + mapping.platformSymbol() + "\" must " + NamePattern.RULE);
            return;
        }
        ContractMonth first = new ContractMonth(FIRST_YEAR, 1);
        for (int month = 0; month < MONTHS; month++) {
            String name = pattern.name(first.plusMonths(month));
            Mapping other = meanings.putIfAbsent(List.of(mapping.dialect(), name), mapping);
            if (other != null && !other.equals(mapping)) {
                Setting taken = mappings.setting(other);
                setting.refuseKey("\"" + name + "\" is " + taken.path() + " already (line " + taken.line()
                        + "): the way back would be ambiguous");
                return;
            }
        }
    }
}
