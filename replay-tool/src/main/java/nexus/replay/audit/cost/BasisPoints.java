package nexus.replay.audit.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Differences of prices as ten-thousandths of one of them. Reckoned with 34 digits, told with {@value #SCALE} behind the point. */
public final class BasisPoints {
    /** Digits behind the point of what is told; rounded half-even. */
    static final int SCALE = 4;

    private static final MathContext EXACT = MathContext.DECIMAL128;
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    private BasisPoints() {}

    /**
     * How much dearer a buy at {@code price} was than at {@code reference}, how much cheaper a sale: positive is cost. Null
     * where the reference is not greater than 0, or null.
     */
    public static BigDecimal cost(boolean isBuy, BigDecimal price, BigDecimal reference) {
        if (reference == null || reference.signum() <= 0) {
            return null;
        }
        BigDecimal dearer = price.subtract(reference);
        return (isBuy ? dearer : dearer.negate()).multiply(TEN_THOUSAND).divide(reference, EXACT);
    }

    /** As it is told; null stays null. */
    static BigDecimal told(BigDecimal exact) {
        return exact == null ? null : exact.setScale(SCALE, RoundingMode.HALF_EVEN);
    }

    /** A reference price as the decimal that it was written as. */
    public static BigDecimal decimal(double price) {
        return new BigDecimal(Double.toString(price));
    }
}
