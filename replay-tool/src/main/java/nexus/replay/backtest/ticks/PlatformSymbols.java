package nexus.replay.backtest.ticks;

import java.util.Optional;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;
import nexus.config.RouterConfig.Platform;
import nexus.gateway.router.contract.ActiveContracts;

/** What one platform of the configuration calls things. */
public final class PlatformSymbols {
    private final RouterConfig config;
    private final ActiveContracts contracts;
    private final Platform platform;

    private PlatformSymbols(RouterConfig config, Platform platform) {
        this.config = config;
        this.contracts = new ActiveContracts(config);
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

    /**
     * The platform's own name of a symbol: of a universal one by its mapping, of any other the same.
     *
     * @param timeNanos of the tick: a future is called by the contract that is active then
     */
    String ofSymbol(String symbol, long timeNanos) {
        return mapping(symbol)
                .map(mapping -> contracts.platformSymbol(mapping, timeNanos))
                .orElse(symbol);
    }

    /** When {@link #ofSymbol} may next give another name. */
    long nextChangeNanos(long timeNanos) {
        return contracts.nextChangeNanos(timeNanos);
    }

    /** Whether a symbol is a universal one or the platform's name of one: only for such a one an order can come. */
    boolean isTradable(String symbol) {
        return config.mappings().stream()
                .anyMatch(mapping -> mapping.dialect().equals(platform.dialect())
                        && (mapping.universal().equals(symbol) || contracts.isNameOf(mapping, symbol)));
    }

    private Optional<Mapping> mapping(String universal) {
        return config.mappings().stream()
                .filter(mapping -> mapping.dialect().equals(platform.dialect())
                        && mapping.universal().equals(universal))
                .findFirst();
    }
}
