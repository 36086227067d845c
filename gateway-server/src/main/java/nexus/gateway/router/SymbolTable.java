package nexus.gateway.router;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;

/** The configured symbols, looked up both ways. Immutable; rebuilt when the configuration changes. */
final class SymbolTable {
    private final RouterConfig config;
    private final Map<String, String> dialects = new LinkedHashMap<>();
    private final Map<String, Mapping> down = new LinkedHashMap<>();
    private final Map<String, Mapping> up = new LinkedHashMap<>();
    private final Map<String, String> anyDialect = new LinkedHashMap<>();
    private final Map<String, Boolean> universals = new LinkedHashMap<>();

    SymbolTable(RouterConfig config) {
        this.config = config;
        for (RouterConfig.Platform platform : config.platforms()) {
            dialects.put(platform.name(), platform.dialect());
        }
        for (Mapping mapping : config.mappings()) {
            universals.put(mapping.universal(), true);
            down.put(key(mapping.dialect(), mapping.universal()), mapping);
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
        String universal;
        if (own != null) {
            universal = own.universal();
        } else {
            String any = anyDialect.get(platformSymbol);
            universal = any == null || any.isEmpty() ? null : any;
        }
        Units units = own == null ? Units.SAME : new Units(own.quantityFactor(), own.lotStep());
        return new Instrument(platformSymbol, universal, units);
    }

    private static String key(String dialect, String symbol) {
        return dialect + '\u0000' + symbol;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
