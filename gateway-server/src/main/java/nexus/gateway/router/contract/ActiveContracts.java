package nexus.gateway.router.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import nexus.config.ContractMonth;
import nexus.config.FuturesConfig.Future;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;

/** What platforms call the symbols at a point in time by the configuration alone, for those who are not the router. */
public final class ActiveContracts {
    private final Map<String, ContractCalendar> calendars = new LinkedHashMap<>();
    private final ContractSymbols symbols;

    public ActiveContracts(RouterConfig config) {
        for (Future future : config.futures().futures()) {
            calendars.put(future.universal(), ContractCalendar.of(config.futures(), future));
        }
        symbols = new ContractSymbols(config);
    }

    /** What the mapping's platforms call the symbol at this time: the active contract, or its constant name. */
    public String platformSymbol(Mapping mapping, long timeNanos) {
        return symbols.isPattern(mapping)
                ? symbols.name(mapping, active(calendars.get(mapping.universal()), timeNanos))
                : mapping.platformSymbol();
    }

    /** The contract that is active at this time, a pin heeded. */
    public static ContractMonth active(ContractCalendar calendar, long timeNanos) {
        ContractMonth pin = calendar.future().pin();
        return pin == null ? calendar.active(timeNanos) : pin;
    }

    /** When {@link #platformSymbol} may next give another name. */
    public long nextChangeNanos(long timeNanos) {
        long next = Long.MAX_VALUE;
        for (ContractCalendar calendar : calendars.values()) {
            if (calendar.future().pin() == null) {
                next = Math.min(next, calendar.rollNanos(calendar.active(timeNanos)));
            }
        }
        return next;
    }

    /** Whether the mapping's platforms have this name for the symbol, or for a contract of it. */
    public boolean isNameOf(Mapping mapping, String platformSymbol) {
        return symbols.isPattern(mapping)
                ? symbols.parse(mapping, platformSymbol, ContractSymbols.monthOf(0))
                        .isPresent()
                : mapping.platformSymbol().equals(platformSymbol);
    }
}
