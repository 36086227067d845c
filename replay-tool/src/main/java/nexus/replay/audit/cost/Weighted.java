package nexus.replay.audit.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/** A mean, weighted by quantity, of what is known. */
final class Weighted {
    private BigDecimal sum = BigDecimal.ZERO;
    private BigDecimal weight = BigDecimal.ZERO;

    /** @param value null is unknown, and does not count */
    void add(BigDecimal value, BigDecimal quantity) {
        if (value != null) {
            // Sums of quotients would grow a digit an addition.
            sum = sum.add(value.multiply(quantity), MathContext.DECIMAL128);
            weight = weight.add(quantity);
        }
    }

    /** Null if nothing is known. */
    BigDecimal mean() {
        return weight.signum() == 0 ? null : sum.divide(weight, MathContext.DECIMAL128);
    }

    /** The quantity of which something is known. */
    BigDecimal weight() {
        return weight;
    }
}
