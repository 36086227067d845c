package nexus.adapters.metatrader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.adapters.orders.Steps;

/** The symbols by their names on either side. */
final class SymbolNames {
    private final Map<String, MetaTraderSymbol> byName = new LinkedHashMap<>();
    private final Map<String, MetaTraderSymbol> bySymbol = new LinkedHashMap<>();

    SymbolNames(List<MetaTraderSymbol> symbols) {
        for (MetaTraderSymbol symbol : symbols) {
            byName.put(symbol.name(), symbol);
            bySymbol.put(symbol.symbol(), symbol);
        }
    }

    /** What MetaTrader calls it; the name itself if it is not configured any more. */
    String platformName(String name) {
        MetaTraderSymbol symbol = byName.get(name);
        return symbol == null ? name : symbol.symbol();
    }

    /** What the gateway calls MetaTrader's symbol, or null. */
    String name(String platformSymbol) {
        MetaTraderSymbol symbol = bySymbol.get(platformSymbol);
        return symbol == null ? null : symbol.name();
    }

    /** What is taken of a symbol by the gateway's name, or null. */
    Steps steps(String name) {
        MetaTraderSymbol symbol = byName.get(name);
        return symbol == null ? null : new Steps(symbol.priceStep(), symbol.volumeStep());
    }

    /** All of MetaTrader's names. */
    List<String> platformNames() {
        return List.copyOf(bySymbol.keySet());
    }
}
