package nexus.adapters.simulated;

import java.math.BigDecimal;

/**
 * What a simulated platform ticks.
 *
 * @param name the platform's own symbol
 * @param startPrice the price of the first tick
 * @param tickSize the least change of price, positive
 */
public record SimulatedSymbol(String name, BigDecimal startPrice, BigDecimal tickSize) {
    public SimulatedSymbol {
        if (startPrice.compareTo(tickSize) < 0 || tickSize.signum() <= 0) {
            throw new IllegalArgumentException(name + " from " + startPrice + " in steps of " + tickSize
                    + ": want a positive step and a start price of at least one step");
        }
    }

    /** The same, with the figures as text. */
    public static SimulatedSymbol of(String name, String startPrice, String tickSize) {
        return new SimulatedSymbol(name, new BigDecimal(startPrice), new BigDecimal(tickSize));
    }
}
