package nexus.journal.codec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * The shortest decimal that reads back as the same float, in the form of {@code Double.toString}: {@code 5.0}, {@code
 * 1.7E+9}. Not by {@code Double.toString} itself, which before Java 19 is not always shortest (JDK-4511638): a journal
 * must give the same decimals on every Java.
 */
public final class ShortestDecimal {
    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    /** Up to here the product with a power of ten is exact enough to be rounded to the one decimal that fits. */
    private static final double LARGEST_SCALED = 1L << 51;

    /** Between these Double.toString writes no exponent, and at least one digit behind the point. */
    private static final double LOWEST_PLAIN = 1e-3;

    static final double HIGHEST_PLAIN = 1e7;

    /** Decimals of so many digits survive the way through a normal float of 64 or 32 bits. */
    static final int DOUBLE_DIGITS = 15;

    private static final int FLOAT_DIGITS = 6;

    private static final RoundingMode[] NEAREST_THEN_BESIDE = {
        RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP
    };

    private ShortestDecimal() {}

    /**
     * The shortest decimal that reads back as this float.
     *
     * @param value finite
     */
    public static BigDecimal of(double value) {
        double magnitude = Math.abs(value);
        if (magnitude == 0) {
            return BigDecimal.valueOf(0, 1);
        }
        if (LargeDecimal.canBe(magnitude)) {
            return LargeDecimal.of(value);
        }
        BigDecimal plain = magnitude >= LOWEST_PLAIN ? withFewDecimals(value) : null;
        return plain != null ? plain : search(value);
    }

    /** The way for every float: right, and slow. */
    static BigDecimal search(double value) {
        int fewest = Math.abs(value) >= Double.MIN_NORMAL ? DOUBLE_DIGITS : 2;
        return search(value, fewest, candidate -> candidate.doubleValue() == value);
    }

    /** @param value finite */
    static BigDecimal of(float value) {
        float magnitude = Math.abs(value);
        if (magnitude == 0) {
            return BigDecimal.valueOf(0, 1);
        }
        int fewest = magnitude >= Float.MIN_NORMAL ? FLOAT_DIGITS : 2;
        return search(value, fewest, candidate -> candidate.floatValue() == value);
    }

    /** The way of nearly every price, below what is written with an exponent; null for a value that needs more digits. */
    private static BigDecimal withFewDecimals(double value) {
        for (int scale = 1; scale < POWERS_OF_TEN.length; scale++) {
            double scaled = value * POWERS_OF_TEN[scale];
            if (Math.abs(scaled) >= LARGEST_SCALED) {
                return null;
            }
            long digits = Math.round(scaled);
            if (digits / POWERS_OF_TEN[scale] == value) {
                return BigDecimal.valueOf(digits, scale);
            }
        }
        return null;
    }

    private static BigDecimal search(double value, int fewestDigits, Predicate<BigDecimal> readsBack) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = fewestDigits; ; digits++) {
            for (RoundingMode mode : NEAREST_THEN_BESIDE) {
                BigDecimal candidate = exact.round(new MathContext(digits, mode));
                if (readsBack.test(candidate)) {
                    return inForm(candidate.stripTrailingZeros());
                }
            }
        }
    }

    private static BigDecimal inForm(BigDecimal stripped) {
        double magnitude = Math.abs(stripped.doubleValue());
        if (magnitude >= LOWEST_PLAIN && magnitude < HIGHEST_PLAIN) {
            return stripped.scale() < 1 ? stripped.setScale(1) : stripped;
        }
        return stripped.precision() == 1 ? stripped.setScale(stripped.scale() + 1) : stripped;
    }
}
