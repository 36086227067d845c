package nexus.gateway.router.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import nexus.journal.codec.ShortestDecimal;

/**
 * Turns amounts of one currency into another's. The factor is kept as an exact fraction of the quotes that it is made of,
 * so that a result is rounded once, at the end, however many quotes lie on the way. Immutable.
 */
public final class Conversion {
    /** Prices are rounded half-even to so many digits behind the point. */
    public static final int PRICE_SCALE = 8;

    /** A currency into itself. */
    public static final Conversion IDENTITY = new Conversion(BigDecimal.ONE, BigDecimal.ONE);

    private static final double SCALED_ONE = 1e8;
    private static final long SCALED_ONE_LONG = 100_000_000;

    /** Up to here the product with a power of ten is exact enough to be rounded to the one decimal that fits. */
    private static final double LARGEST_SCALED = 1L << 51;

    /** Up to here whole numbers can be scaled without overflow. */
    private static final double LARGEST_WHOLE = 9e10;

    /** Up to here every long is a double. */
    private static final long LARGEST_EXACT = 1L << 53;

    private static final long NONE = Long.MIN_VALUE;
    private static final int LARGEST_PRODUCT_BITS = 62;

    private final BigDecimal numerator;
    private final BigDecimal denominator;
    private final boolean dividesByOne;
    private final boolean isIdentity;

    /** The fraction in whole numbers whose product fits 62 bits; 0 if it has no such form. */
    private final long multiplier;

    private final long divisor;

    private Conversion(BigDecimal numerator, BigDecimal denominator) {
        this.numerator = numerator.stripTrailingZeros();
        this.denominator = denominator.stripTrailingZeros();
        this.dividesByOne = denominator.compareTo(BigDecimal.ONE) == 0;
        this.isIdentity = dividesByOne && this.numerator.compareTo(BigDecimal.ONE) == 0;
        int scale = Math.max(this.numerator.scale(), this.denominator.scale());
        BigInteger over = this.numerator.setScale(scale).unscaledValue();
        BigInteger under = this.denominator.setScale(scale).unscaledValue();
        BigInteger common = over.gcd(under);
        over = over.divide(common);
        under = under.divide(common);
        boolean fits = over.bitLength() + under.bitLength() <= LARGEST_PRODUCT_BITS;
        this.multiplier = fits ? over.longValue() : 0;
        this.divisor = fits ? under.longValue() : 0;
    }

    /**
     * This conversion and one quote before it.
     *
     * @param price greater than 0
     * @param units what the price is that of, greater than 0
     * @param isInverted false if the price is that of the currency to be converted, in the one that it becomes; true if it
     *     is the other way round
     */
    public Conversion after(BigDecimal price, BigDecimal units, boolean isInverted) {
        return isInverted
                ? new Conversion(numerator.multiply(units), denominator.multiply(price))
                : new Conversion(numerator.multiply(price), denominator.multiply(units));
    }

    /** The conversion the other way. */
    public Conversion inverse() {
        return new Conversion(denominator, numerator);
    }

    /** An amount to be added up: exact where the quotient ends, else rounded half-even to 34 digits. */
    public BigDecimal amount(BigDecimal amount) {
        if (isIdentity) {
            return amount.round(MathContext.DECIMAL128);
        }
        BigDecimal product = amount.multiply(numerator);
        return dividesByOne
                ? product.round(MathContext.DECIMAL128)
                : product.divide(denominator, MathContext.DECIMAL128);
    }

    /** A price, rounded half-even to {@value #PRICE_SCALE} digits behind the point. */
    public BigDecimal price(BigDecimal price) {
        return price.multiply(numerator).divide(denominator, PRICE_SCALE, RoundingMode.HALF_EVEN);
    }

    /**
     * The float next to {@link #price(BigDecimal)} of the shortest decimal that reads back as this float. Does not
     * allocate where the price has at most 8 digits behind the point, and price and rate are of the usual size.
     *
     * @param price finite
     * @return infinite if it is beyond the largest float
     */
    public double price(double price) {
        long scaled = divisor == 0 ? NONE : scaled(price);
        long converted = scaled == NONE ? NONE : convert(Math.abs(scaled));
        if (converted == NONE || converted > LARGEST_EXACT) {
            return price(ShortestDecimal.of(price)).doubleValue();
        }
        double value = converted / SCALED_ONE;
        return scaled < 0 && converted != 0 ? -value : value;
    }

    /** The price times 10 to the 8th, if it has no more digits than that; else {@link #NONE}. */
    private static long scaled(double price) {
        double product = price * SCALED_ONE;
        if (Math.abs(product) < LARGEST_SCALED) {
            long digits = Math.round(product);
            return digits / SCALED_ONE == price ? digits : NONE;
        }
        long whole = (long) price;
        return Math.abs(price) < LARGEST_WHOLE && whole == price ? whole * SCALED_ONE_LONG : NONE;
    }

    /** Rounded half-even; {@link #NONE} if it does not fit. */
    private long convert(long scaled) {
        // scaled × multiplier may not fit, (scaled mod divisor) × multiplier does, and the rest is exact.
        long whole = scaled / divisor;
        long rest = (scaled % divisor) * multiplier;
        if (Math.multiplyHigh(whole, multiplier) != 0 || whole * multiplier < 0) {
            return NONE;
        }
        long quotient = rest / divisor;
        long twice = 2 * (rest % divisor);
        long sum = whole * multiplier + quotient;
        boolean isUp = twice > divisor || (twice == divisor && (sum & 1) == 1);
        return sum < 0 ? NONE : isUp ? sum + 1 : sum;
    }
}
