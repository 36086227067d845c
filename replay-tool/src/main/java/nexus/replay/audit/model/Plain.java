package nexus.replay.audit.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Values as a finding shows them: exact, short, the same everywhere. */
public final class Plain {
    private static final int MILLI_DIGITS = 6;

    private Plain() {}

    /** Without exponent and trailing zeros; {@code ?} for null. */
    public static String text(BigDecimal value) {
        if (value == null) {
            return "?";
        }
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** A span in whole and thousandth milliseconds, such as {@code 12.5 ms}. */
    public static String millis(long nanos) {
        return text(BigDecimal.valueOf(nanos, MILLI_DIGITS).setScale(3, RoundingMode.HALF_EVEN)) + " ms";
    }
}
