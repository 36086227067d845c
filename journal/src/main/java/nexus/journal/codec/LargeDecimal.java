package nexus.journal.codec;

import java.math.BigDecimal;

/**
 * The shortest decimal of a float from 1E7 to below 1E15, such as a time in seconds since the epoch, in whole numbers of
 * 64 bits. Such a float is {@code mantissa / 2^k} with k from 3 to 29; so many of its digits as can matter, 17 at most,
 * are at most 9 behind the point, and {@code 2^k × 10^9} fits a long.
 */
final class LargeDecimal {
    private static final double END = 1e15;

    /** Of 17 digits there is always one decimal that reads back. */
    private static final int MOST_DIGITS = 17;

    private static final int MANTISSA_BITS = 52;

    private static final long[] POWERS_OF_TEN = new long[MOST_DIGITS];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private LargeDecimal() {}

    /** Whether a float of this magnitude lies in the range. */
    static boolean canBe(double magnitude) {
        return magnitude >= ShortestDecimal.HIGHEST_PLAIN && magnitude < END;
    }

    /** As {@link ShortestDecimal#search(double)}: the nearest of the fewest digits, else one beside it that reads back. */
    static BigDecimal of(double value) {
        double magnitude = Math.abs(value);
        int k = MANTISSA_BITS - Math.getExponent(magnitude);
        long unit = 1L << k;
        long mantissa = (Double.doubleToRawLongBits(magnitude) & ((1L << MANTISSA_BITS) - 1)) | (1L << MANTISSA_BITS);
        long whole = mantissa >>> k;
        long fraction = mantissa & (unit - 1);
        for (int digits = ShortestDecimal.DOUBLE_DIGITS; digits <= MOST_DIGITS; digits++) {
            int scale = digits - digitsOf(whole);
            long power = POWERS_OF_TEN[scale];
            long scaledFraction = fraction * power;
            long below = whole * power + (scaledFraction >>> k);
            // How far the decimal below lies from the float, and the one above, in units of 1 / (2^k × 10^scale).
            long down = scaledFraction & (unit - 1);
            long up = unit - down;
            boolean isUpNearer = down > up || (down == up && (below & 1) == 1);
            boolean downReadsBack = readsBack(down, power, mantissa, true);
            boolean upReadsBack = readsBack(up, power, mantissa, false);
            if (downReadsBack && !(isUpNearer && upReadsBack)) {
                return decimal(value, below, scale);
            }
            if (upReadsBack) {
                return decimal(value, below + 1, scale);
            }
        }
        throw new IllegalStateException(value + " has no decimal of " + MOST_DIGITS + " digits");
    }

    /**
     * Whether the float is the one that is nearest to the decimal: it lies within half the gap between floats, or just
     * there if the mantissa is even. Below a power of two the gap is half as wide.
     *
     * @param distance at most 2^k
     * @param gap between this float and the next larger one, in the same units: a power of ten
     */
    private static boolean readsBack(long distance, long gap, long mantissa, boolean isBelow) {
        boolean isPowerOfTwo = mantissa == 1L << MANTISSA_BITS;
        long parts = isBelow && isPowerOfTwo ? 4 : 2;
        return distance * parts < gap || (distance * parts == gap && (mantissa & 1) == 0);
    }

    private static int digitsOf(long whole) {
        int digits = 8;
        while (whole >= POWERS_OF_TEN[digits]) {
            digits++;
        }
        return digits;
    }

    /** Without zeros at the end, but two digits at least. */
    private static BigDecimal decimal(double value, long digits, int scale) {
        long stripped = digits;
        int strippedScale = scale;
        while (stripped % 10 == 0 && stripped >= 100) {
            stripped /= 10;
            strippedScale--;
        }
        return BigDecimal.valueOf(value < 0 ? -stripped : stripped, strippedScale);
    }
}
