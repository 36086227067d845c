package nexus.adapters.sierra;

import java.math.BigDecimal;

/**
 * One symbol to trade and to read.
 *
 * @param name as the gateway's mappings call it
 * @param sierraName exactly as in Sierra Chart, under Find Symbol: {@code NQH25-CME}; at most 63 characters
 * @param exchange for other DTC servers; Sierra Chart looks at the symbol alone
 * @param scidFile the name of its file in Sierra Chart's data folder
 * @param scidFactor prices in the file times this are prices; 1 in most cases
 * @param priceStep null for what the server says
 * @param quantityStep orders are multiples of it
 */
public record SierraSymbol(
        String name,
        String sierraName,
        String exchange,
        String scidFile,
        BigDecimal scidFactor,
        BigDecimal priceStep,
        BigDecimal quantityStep) {
    public SierraSymbol {
        requireLength("symbol", sierraName, 63);
        requireLength("exchange", exchange, 15);
    }

    static void requireLength(String what, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(what + " \"" + text + "\": want at most " + most + " characters");
        }
    }

    /** A symbol under its own name, whole contracts, everything else as the server says. */
    public static SierraSymbol of(String name) {
        return new SierraSymbol(name, name, "", name + ".scid", BigDecimal.ONE, null, BigDecimal.ONE);
    }
}
