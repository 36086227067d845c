package nexus.gateway.router;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** By dialect, then universal symbol. */
    private final Map<String, Map<String, Mapping>> down = new LinkedHashMap<>();

    private final Map<String, Mapping> up = new LinkedHashMap<>();
    private final Map<String, String> anyDialect = new LinkedHashMap<>();

    /** By universal symbol: the platforms that have a name for it, in the configuration's order. */
    private final Map<String, List<String>> traders = new LinkedHashMap<>();

    SymbolTable(RouterConfig config, Contracts contracts) {
        this.config = config;
        this.contracts = contracts;
        ContractSymbols patterns = new ContractSymbols(config);
        for (RouterConfig.Platform platform : config.platforms()) {
            dialects.put(platform.name(), platform.dialect());
        }
        for (Mapping mapping : config.mappings()) {
            down.computeIfAbsent(mapping.dialect(), dialect -> new LinkedHashMap<>())
                    .put(mapping.universal(), mapping);
            if (patterns.isPattern(mapping)) {
                continue;
            }
            up.put(key(mapping.dialect(), mapping.platformSymbol()), mapping);
            String known = anyDialect.get(mapping.platformSymbol());
            boolean ambiguous = known != null && !known.equals(mapping.universal());
            anyDialect.put(mapping.platformSymbol(), ambiguous ? "" : mapping.universal());
        }
        for (Mapping mapping : config.mappings()) {
            traders.computeIfAbsent(mapping.universal(), this::findTraders);
        }
    }

    private List<String> findTraders(String universal) {
        return config.platforms().stream()
                .map(RouterConfig.Platform::name)
                .filter(name -> toPlatform(name, universal) != null)
                .toList();
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
        return traders.containsKey(symbol);
    }

    /** What a platform calls a universal symbol, or null. */
    Mapping toPlatform(String platform, String universal) {
        String dialect = dialects.get(platform);
        Map<String, Mapping> ofDialect = dialect == null ? null : down.get(dialect);
        return ofDialect == null ? null : ofDialect.get(universal);
    }

    /** The platforms that have a name for a universal symbol, in the configuration's order. */
    List<String> tradersOf(String universal) {
        return traders.getOrDefault(universal, List.of());
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
