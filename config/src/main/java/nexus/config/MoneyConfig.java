package nexus.config;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a price is worth: the currency, multiplier and tick of each symbol, and what turns a currency into the base.
 *
 * @param base what amounts are converted to, three capital letters
 * @param instruments one per universal symbol that has a value, in the order of the file; may be empty
 */
public record MoneyConfig(String base, List<Instrument> instruments) {
    /** Nothing is known of values: prices are passed on and nothing is converted. */
    public static final MoneyConfig NONE = new MoneyConfig("USD", List.of());

    public MoneyConfig {
        instruments = List.copyOf(instruments);
    }

    /** Whether the value of any symbol is known. */
    public boolean isConfigured() {
        return !instruments.isEmpty();
    }

    /**
     * What one universal symbol is worth.
     *
     * @param symbol the universal symbol
     * @param currency what it is quoted in, three capital letters
     * @param multiplier the currency's units per point and universal unit, greater than 0: 20 for NQ
     * @param tickSize the smallest step of its price, greater than 0: 0.25 for NQ
     */
    public record Instrument(String symbol, String currency, BigDecimal multiplier, BigDecimal tickSize) {}
}
