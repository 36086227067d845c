package nexus.replay.events;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Times as messages carry them. */
public final class WireTime {
    private static final int NANOS_DIGITS = 9;
    private static final BigDecimal LIMIT = BigDecimal.valueOf(Long.MAX_VALUE);

    private WireTime() {}

    /**
     * Nanoseconds since the epoch of a {@code timestamp} in seconds, to the nearest; null if there is none, or if it is
     * negative or lies beyond the year 2262. A float of today's seconds is exact to a quarter of a microsecond.
     */
    public static Long nanos(BigDecimal seconds) {
        if (seconds == null || seconds.signum() < 0 || seconds.precision() - seconds.scale() > NANOS_DIGITS + 2) {
            return null;
        }
        BigDecimal nanos = seconds.movePointRight(NANOS_DIGITS).setScale(0, RoundingMode.HALF_EVEN);
        return nanos.compareTo(LIMIT) > 0 ? null : nanos.longValueExact();
    }
}
