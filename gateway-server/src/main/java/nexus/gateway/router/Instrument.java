package nexus.gateway.router;

import java.math.BigDecimal;

/** One symbol on one platform: what it means, and its last price. */
final class Instrument {
    /** Most prices have four decimals at most: these become decimals without a detour through text. */
    private static final int PRICE_DIGITS = 4;

    private static final double PRICE_SCALE = 1e4;
    private static final double MAX_SCALED = 1e15;

    private final String platformSymbol;
    private final String universal;
    private final byte[] universalUtf8;
    private final Units units;

    /** Last trade price, or mid, or the one side; NaN before the first. */
    double lastPrice = Double.NaN;

    private BigDecimal exactPrice;
    private double exactPriceOf = Double.NaN;

    /** When it came, ns since the epoch. */
    long lastPriceNanos;

    /** Whether the first tick of this run has been noted. */
    boolean announced;

    /** @param universal null if no dialect knows the symbol: it is then forwarded as it came */
    Instrument(String platformSymbol, String universal, Units units) {
        this.platformSymbol = platformSymbol;
        this.universal = universal;
        this.universalUtf8 = SymbolTable.utf8(universal == null ? platformSymbol : universal);
        this.units = units;
    }

    String platformSymbol() {
        return platformSymbol;
    }

    /** The universal symbol; the platform's own where no dialect knows it. */
    String symbol() {
        return universal == null ? platformSymbol : universal;
    }

    boolean isKnown() {
        return universal != null;
    }

    byte[] symbolUtf8() {
        return universalUtf8;
    }

    /** The last price as the decimal that it was written as; null before the first. */
    BigDecimal exactPrice() {
        if (exactPriceOf != lastPrice) {
            exactPriceOf = lastPrice;
            double scaled = Math.rint(lastPrice * PRICE_SCALE);
            boolean isShort = Math.abs(scaled) < MAX_SCALED && scaled / PRICE_SCALE == lastPrice;
            exactPrice = Double.isNaN(lastPrice)
                    ? null
                    : isShort ? BigDecimal.valueOf((long) scaled, PRICE_DIGITS) : BigDecimal.valueOf(lastPrice);
        }
        return exactPrice;
    }

    Units units() {
        return units;
    }
}
