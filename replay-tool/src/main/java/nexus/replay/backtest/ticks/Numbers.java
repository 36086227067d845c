package nexus.replay.backtest.ticks;

import java.math.BigDecimal;

/** Reads decimal numbers from bytes: a sign, digits, a point, digits, which together fit 63 bits. Reused. */
final class Numbers {
    private static final int MAX_DIGITS = 19;
    private static final long EXACT = 1L << 53;
    /** All of them are exact as floats. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19
    };

    private long unscaled;
    private int scale;

    /** Reads a number. False if that is none, or has too many digits. */
    boolean read(byte[] buffer, int start, int end) {
        int at = start;
        boolean negative = at < end && buffer[at] == '-';
        at += negative ? 1 : 0;
        long value = 0;
        int digits = 0;
        int point = -1;
        for (; at < end; at++) {
            int digit = buffer[at] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
                digits++;
                // 19 digits are less than twice what fits: too many turn the sign.
                if (digits > MAX_DIGITS || value < 0) {
                    return false;
                }
            } else if (buffer[at] == '.' && point < 0) {
                point = at;
            } else {
                return false;
            }
        }
        unscaled = negative ? -value : value;
        scale = point < 0 ? 0 : end - point - 1;
        return digits > 0;
    }

    /** The number read last is this times ten to the power of minus {@link #scale}. */
    long unscaled() {
        return unscaled;
    }

    int scale() {
        return scale;
    }

    /** Whether the number read last is whole. */
    boolean isWhole() {
        return scale == 0;
    }

    /** The float that is nearest to the number read last. */
    double doubleValue() {
        if (unscaled > -EXACT && unscaled < EXACT) {
            // Both are exact, so the quotient is the nearest float.
            return unscaled / POWERS[scale];
        }
        return BigDecimal.valueOf(unscaled, scale).doubleValue();
    }

    /**
     * The number read last times ten to the power of {@code power}, 0 to 9; digits beyond are cut off.
     *
     * @throws ArithmeticException if that does not fit
     */
    long scaledUp(int power) {
        long value = unscaled;
        for (int i = scale; i < power; i++) {
            value = Math.multiplyExact(value, 10L);
        }
        for (int i = scale; i > power; i--) {
            value /= 10;
        }
        return value;
    }
}
