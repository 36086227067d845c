package nexus.adapters.ninjatrader;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * What NinjaTrader has written about a position: {@code LONG;quantity;average price}, or {@code SHORT}, or {@code FLAT}.
 *
 * @param quantity negative when short
 * @param averagePrice null when flat
 */
record PositionFile(BigDecimal quantity, BigDecimal averagePrice) {
    /** What the text says, or null if it is not all there yet, or means nothing. */
    static PositionFile parse(String text) {
        String[] fields = text.split(";", -1);
        BigDecimal quantity = fields.length == 3 ? Numbers.parse(fields[1]) : null;
        BigDecimal average = fields.length == 3 ? Numbers.parse(fields[2]) : null;
        if (quantity == null || average == null) {
            return null;
        }
        return switch (fields[0].trim().toUpperCase(Locale.ROOT)) {
            case "LONG" -> new PositionFile(quantity.abs(), average);
            case "SHORT" -> new PositionFile(quantity.abs().negate(), average);
            case "FLAT" -> new PositionFile(BigDecimal.ZERO, null);
            default -> null;
        };
    }
}
