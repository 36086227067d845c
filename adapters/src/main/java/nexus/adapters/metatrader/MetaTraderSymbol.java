package nexus.adapters.metatrader;

import java.math.BigDecimal;

/**
 * One symbol to trade and to read.
 *
 * @param name as the gateway's mappings call it
 * @param symbol as in Market Watch, with the broker's additions: {@code NAS100.r}
 * @param priceStep null takes any price; the EA rounds to the symbol's digits
 * @param volumeStep in lots, a multiple of 0.01: the EA writes volumes with two decimals
 */
public record MetaTraderSymbol(String name, String symbol, BigDecimal priceStep, BigDecimal volumeStep) {
    private static final BigDecimal FINEST = new BigDecimal("0.01");

    public MetaTraderSymbol {
        if (symbol.isEmpty() || symbol.chars().anyMatch(c -> c < ' ' || c > '~' || ",|:\"\\".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("symbol \"" + symbol + "\": want printable ASCII without , | : \" \\");
        }
        if (volumeStep.signum() <= 0 || volumeStep.remainder(FINEST).signum() != 0) {
            throw new IllegalArgumentException(
                    "volumeStep of " + name + " is " + volumeStep + ": want a multiple of 0.01 lots");
        }
    }

    /** A symbol under its own name, in steps of 0.01 lots. */
    public static MetaTraderSymbol of(String name) {
        return new MetaTraderSymbol(name, name, null, FINEST);
    }
}
