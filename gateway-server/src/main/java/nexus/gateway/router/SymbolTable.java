package nexus.gateway.router;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;
import nexus.gateway.router.contract.ContractSymbols;

/**
 * The configured symbols, looked up both ways. Immutable, but for the contracts of futures that names stand for; rebuilt
 * when the configuration changes.
 */
final class SymbolTable {
    private final RouterConfig config;
    private final Contracts contracts;
    private final Map<String, String> dialects = new LinkedHashMap<>();
    private final Map<String, Mapping> down = new LinkedHashMap<>();
    private final Map<String, Mapping> up = new LinkedHashMap<>();
    private final Map<String, String> anyDialect = new LinkedHashMap<>();
    private final Map<String, Boolean> universals = new LinkedHashMap<>();

    SymbolTable(RouterConfig config, Contracts contracts) {
        this.config = config;
        this.contracts = contracts;
        ContractSymbols patterns = new ContractSymbols(config);
        for (RouterConfig.Platform platform : config.platforms()) {
            dialects.put(platform.name(), platform.dialect());
        }
        for (Mapping mapping : config.mappings()) {
            universals.put(mapping.universal(), true);
            down.put(key(mapping.dialect(), mapping.universal()), mapping);
            if (patterns.isPattern(mapping)) {
                continue;
            }
            up.put(key(mapping.dialect(), mapping.platformSymbol()), mapping);
            String known = anyDialect.get(mapping.platformSymbol());
            boolean ambiguous = known != null && !known.equals(mapping.universal());
            anyDialect.put(mapping.platformSymbol(), ambiguous ? "" : mapping.universal());
        }
    }

    RouterConfig config() {
        return config;
    }

    /** Whether the configuration lists this platform. */
    boolean isConfigured(String platform) {
        return dialects.containsKey(platform);
    }

    /** Whether any dialect knows this universal symbol. */
    boolean isUniversal(String symbol) {
        return universals.containsKey(symbol);
    }

    /** What a platform calls a universal symbol, or null. */
    Mapping toPlatform(String platform, String universal) {
        String dialect = dialects.get(platform);
        return dialect == null ? null : down.get(key(dialect, universal));
    }

    /**
     * Finds what a platform's symbol means: by its own dialect, else by all dialects if their answer is unique, else
     * not at all.
     */
    Instrument resolve(String platform, String platformSymbol) {
        String dialect = dialects.get(platform);
        Mapping own = dialect == null ? null : up.get(key(dialect, platformSymbol));
        if (own != null) {
            return new Instrument(platformSymbol, own.universal(), units(own));
        }
        ContractSymbols.Meaning meaning =
                dialect == null ? null : contracts.symbols().inDialect(dialect, platformSymbol, contracts.near());
        if (meaning != null) {
            return contract(platformSymbol, meaning, units(meaning.mapping()));
        }
        String any = anyDialect.get(platformSymbol);
        meaning = contracts.symbols().inAnyDialect(platformSymbol, contracts.near());
        if (any != null) {
            boolean isUnique = !any.isEmpty() && meaning == null;
            return new Instrument(platformSymbol, isUnique ? any : null, Units.SAME);
        }
        return meaning == null
                ? new Instrument(platformSymbol, null, Units.SAME)
                : contract(platformSymbol, meaning, Units.SAME);
    }

    private Instrument contract(String platformSymbol, ContractSymbols.Meaning meaning, Units units) {
        String universal = meaning.mapping().universal();
        return new Instrument(
                platformSymbol,
                universal,
                units,
                contracts.name(universal, meaning.month()),
                contracts.isNear(universal, meaning.month()));
    }

    private static Units units(Mapping mapping) {
        return new Units(mapping.quantityFactor(), mapping.lotStep());
    }

    private static String key(String dialect, String symbol) {
        return dialect + '\u0000' + symbol;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
