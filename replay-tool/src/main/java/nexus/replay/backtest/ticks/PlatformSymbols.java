package nexus.replay.backtest.ticks;

import java.util.Optional;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;
import nexus.config.RouterConfig.Platform;

/** What one platform of the configuration calls things. */
public final class PlatformSymbols {
    private final RouterConfig config;
    private final Platform platform;

    private PlatformSymbols(RouterConfig config, Platform platform) {
        this.config = config;
        this.platform = platform;
    }

    /**
     * Of the platform with this name; where none is given, of the first that has the symbol, or of the first of all if no
     * symbol is given either.
     *
     * @param name may be null
     * @param symbol universal, or the platform's own; may be null
     * @throws TickException if there is no such platform
     */
    public static PlatformSymbols of(RouterConfig config, String name, String symbol) throws TickException {
        for (Platform platform : config.platforms()) {
            PlatformSymbols symbols = new PlatformSymbols(config, platform);
            boolean fits = name != null ? platform.name().equals(name) : symbol == null || symbols.isTradable(symbol);
            if (fits) {
                return symbols;
            }
        }
        throw new TickException(
                name != null
                        ? "the configuration has no platform '" + name + "': it has "
                                + config.platforms().stream()
                                        .map(Platform::name)
                                        .toList()
                        : "no platform of the configuration has the symbol '" + symbol + "'");
    }

    /** The platform's name. */
    public String platform() {
        return platform.name();
    }

    /** The platform's own name of a symbol: of a universal one by its mapping, of any other the same. */
    String ofSymbol(String symbol) {
        return mapping(symbol).map(Mapping::platformSymbol).orElse(symbol);
    }

    /** Whether a symbol is a universal one or the platform's name of one: only for such a one an order can come. */
    boolean isTradable(String symbol) {
        return config.mappings().stream()
                .anyMatch(mapping -> mapping.dialect().equals(platform.dialect())
                        && (mapping.universal().equals(symbol)
                                || mapping.platformSymbol().equals(symbol)));
    }

    private Optional<Mapping> mapping(String universal) {
        return config.mappings().stream()
                .filter(mapping -> mapping.dialect().equals(platform.dialect())
                        && mapping.universal().equals(universal))
                .findFirst();
    }
}
