package nexus.gateway.router;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Quantities between universal and platform units. Exact on the way down; on the way up a quotient that does not end
 * is rounded half-even to 34 digits.
 *
 * @param factor platform units per universal unit, greater than 0
 * @param lotStep smallest step in platform units, greater than 0
 */
record Units(BigDecimal factor, BigDecimal lotStep) {
    /** So many digits fit a long. */
    private static final int LONG_DIGITS = 18;

    /** For symbols without a mapping: one is one. */
    static final Units SAME = new Units(BigDecimal.ONE, BigDecimal.ONE);

    /** Platform units for a universal quantity, rounded down to the lot step; may be 0. */
    BigDecimal toPlatform(BigDecimal universal) {
        BigDecimal exact = universal.multiply(factor);
        return normal(exact.divide(lotStep, 0, RoundingMode.DOWN).multiply(lotStep));
    }

    /** Universal units for a platform's quantity. */
    BigDecimal toUniversal(BigDecimal platform) {
        return isSame() ? normal(platform) : normal(platform.divide(factor, MathContext.DECIMAL128));
    }

    /** Whether both sides count the same. */
    boolean isSame() {
        return factor.compareTo(BigDecimal.ONE) == 0;
    }

    /** One form for equal numbers, so that equal states have equal bytes. */
    static BigDecimal normal(BigDecimal value) {
        boolean isSmallWhole = value.scale() == 0 && value.precision() <= LONG_DIGITS;
        if (isSmallWhole && value.longValue() % 10 != 0) {
            return value;
        }
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
}
