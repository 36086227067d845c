package nexus.config;

import java.util.List;

/**
 * The futures, by their cycle and rules rather than by today's name.
 *
 * @param futures one per universal symbol that rolls, in the order of the file; may be empty
 */
public record FuturesConfig(List<Future> futures) {
    /** No future: every name means what it says, for ever. */
    public static final FuturesConfig NONE = new FuturesConfig(List.of());

    public FuturesConfig {
        futures = List.copyOf(futures);
    }

    /** Whether any future rolls. */
    public boolean isConfigured() {
        return !futures.isEmpty();
    }

    /**
     * One future.
     *
     * @param universal NEXUS's name for it, one of the mappings'
     */
    public record Future(String universal) {}
}
