package nexus.replay.profit;

import java.math.BigDecimal;

/** Which way an execution went. */
public enum ExecutionSide {
    BUY,
    SELL;

    /** The side of this name; null for null: nobody knows. */
    public static ExecutionSide of(String name) {
        return name == null ? null : valueOf(name);
    }

    /** The quantity as it moves a position. */
    BigDecimal signed(BigDecimal quantity) {
        return this == BUY ? quantity : quantity.negate();
    }
}
