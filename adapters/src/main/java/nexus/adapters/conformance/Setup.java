package nexus.adapters.conformance;

import java.math.BigDecimal;
import java.util.List;

/**
 * What to try on which adapter.
 *
 * @param endpoint where to listen, {@code tcp://host:port}; the adapter under test connects here
 * @param platform the name that it registers under
 * @param symbol a platform symbol that can be traded, or null for the first that ticks
 * @param quantity of the orders, in the platform's units
 * @param price about where the symbol trades, for a platform that gives no ticks, or null to learn it from them
 * @param farBelow how far below the last price a buy limit certainly works unfilled, as a fraction, such as 0.05
 * @param priceStep limit prices are multiples of it
 * @param program starts the adapter, for the checks that kill it; empty if it is started by hand and these are left out
 * @param waitMillis how long any one answer may take
 * @param burst how many orders come at once in the check of that name
 */
public record Setup(
        String endpoint,
        String platform,
        String symbol,
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal farBelow,
        BigDecimal priceStep,
        List<String> program,
        int waitMillis,
        int burst) {
    public Setup {
        program = List.copyOf(program);
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException("quantity is " + quantity + ": want more than 0");
        }
        if (price != null && (price.signum() <= 0 || symbol == null)) {
            throw new IllegalArgumentException("price is " + price + ": want more than 0, and a symbol with it");
        }
        if (farBelow.signum() <= 0 || farBelow.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException("far-below is " + farBelow + ": want a fraction between 0 and 1");
        }
        if (priceStep.signum() <= 0) {
            throw new IllegalArgumentException("price-step is " + priceStep + ": want more than 0");
        }
        if (waitMillis < 100 || burst < 1) {
            throw new IllegalArgumentException(
                    "wait is " + waitMillis + " ms and burst " + burst + ": want at least 100 ms and 1 order");
        }
    }
}
