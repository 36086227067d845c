package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.journal.codec.ShortestDecimal;

/** One symbol on one platform: what it means, and its last price. */
final class Instrument {
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

    /** What it means for money; null until {@link Money#worth} is first asked. */
    Worth worth;

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
            exactPrice = Double.isNaN(lastPrice) ? null : ShortestDecimal.of(lastPrice);
        }
        return exactPrice;
    }

    Units units() {
        return units;
    }
}
