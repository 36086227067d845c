package nexus.replay.profit;

import java.math.BigDecimal;

/** One form for equal numbers. */
public final class Decimals {
    private Decimals() {}

    /** Without trailing zeros behind the point; whole numbers in full. */
    public static BigDecimal normal(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
