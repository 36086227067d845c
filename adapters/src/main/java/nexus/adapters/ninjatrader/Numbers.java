package nexus.adapters.ninjatrader;

import java.math.BigDecimal;

/** Numbers as NinjaTrader writes them. */
final class Numbers {
    private Numbers() {}

    /** The number, or null if there is none. It may have a decimal comma where Windows has; it has no thousands. */
    static BigDecimal parse(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty() || trimmed.length() > 40) {
            return null;
        }
        try {
            return new BigDecimal(trimmed.replace(',', '.'));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
