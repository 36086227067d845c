package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.journal.codec.ShortestDecimal;

/** One symbol on one platform: what it means, and its last price. */
final class Instrument {
    private final String platformSymbol;
    private final String universal;
    private final String symbol;
    private final byte[] symbolUtf8;
    private final String contract;
    private final byte[] contractUtf8;
    private final Units units;

    /** Last trade price, or mid, or the one side; NaN before the first. */
    double lastPrice = Double.NaN;

    private BigDecimal exactPrice;
    private double exactPriceOf = Double.NaN;

    /** When it came, ns since the epoch. */
    long lastPriceNanos;

    /** What it means for money; null until {@link Money#worth} is first asked. */
    Worth worth;

    /** Whether the first tick of this run has been noted. */
    boolean announced;

    /** @param universal null if no dialect knows the symbol: it is then forwarded as it came */
    Instrument(String platformSymbol, String universal, Units units) {
        this(platformSymbol, universal, units, null, true);
    }

    /**
     * @param contract its name such as {@code NQH25}; null for what is no future, or one whose contract nobody knows
     * @param isNear whether its data has the universal symbol; false: the contract's name, so that its prices are not
     *     taken for the active contract's
     */
    Instrument(String platformSymbol, String universal, Units units, String contract, boolean isNear) {
        this.platformSymbol = platformSymbol;
        this.universal = universal;
        this.symbol = universal == null ? platformSymbol : isNear ? universal : contract;
        this.symbolUtf8 = SymbolTable.utf8(symbol);
        this.contract = contract;
        this.contractUtf8 = contract == null ? null : SymbolTable.utf8(contract);
        this.units = units;
    }

    String platformSymbol() {
        return platformSymbol;
    }

    /**
     * What its data is called: the universal symbol; the platform's own where no dialect knows it; the contract's name
     * where that is neither the active one nor, near a roll, the other.
     */
    String symbol() {
        return symbol;
    }

    /** The universal symbol, of whatever contract; the platform's own where no dialect knows it. */
    String universal() {
        return universal == null ? platformSymbol : universal;
    }

    /** The contract's name, or null. */
    String contract() {
        return contract;
    }

    /** {@link #contract} as it stands in a message, or null. */
    byte[] contractUtf8() {
        return contractUtf8;
    }

    boolean isKnown() {
        return universal != null;
    }

    byte[] symbolUtf8() {
        return symbolUtf8;
    }

    /** The last price as the decimal that it was written as; null before the first. */
    BigDecimal exactPrice() {
        if (exactPriceOf != lastPrice) {
            exactPriceOf = lastPrice;
            exactPrice = Double.isNaN(lastPrice) ? null : ShortestDecimal.of(lastPrice);
        }
        return exactPrice;
    }

    Units units() {
        return units;
    }
}
