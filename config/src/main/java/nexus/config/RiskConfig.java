package nexus.config;

import java.util.List;

/**
 * What an order must pass, and what stops trading.
 *
 * @param limits in the order of the file; may be empty
 */
public record RiskConfig(List<String> limits) {
    /** No limit: whatever is well formed goes out. */
    public static final RiskConfig NONE = new RiskConfig(List.of());

    public RiskConfig {
        limits = List.copyOf(limits);
    }

    /** Whether anything is checked. */
    public boolean isConfigured() {
        return !limits.isEmpty();
    }
}
