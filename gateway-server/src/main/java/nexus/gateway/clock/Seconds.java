package nexus.gateway.clock;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimal numbers with a unit, exactly, as nanoseconds. */
final class Seconds {
    /** A clock that is further off is not off: its offset was misread. */
    private static final long MAX_NANOS = 100L * 365 * 86_400 * 1_000_000_000L;

    private static final int MAX_LENGTH = 40;

    private Seconds() {}

    /**
     * Nanoseconds, rounded half-even.
     *
     * @param digits as a program prints it, with sign, point and exponent if any
     * @param scale of the unit: 9 for seconds, 6 for milliseconds
     * @throws ClockUnavailableException if that is no number, or more than a hundred years
     */
    static long nanos(String digits, int scale) throws ClockUnavailableException {
        try {
            if (digits.length() > MAX_LENGTH) {
                throw new NumberFormatException();
            }
            BigDecimal number = new BigDecimal(digits);
            if (Math.abs((long) number.precision() - number.scale()) > MAX_LENGTH) {
                throw new NumberFormatException();
            }
            return bounded(number.scaleByPowerOfTen(scale)
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            throw new ClockUnavailableException("'" + digits + "' is no number of seconds");
        }
    }

    /**
     * The same.
     *
     * @throws ArithmeticException if it is more than a hundred years
     */
    static long bounded(long nanos) {
        if (nanos < -MAX_NANOS || nanos > MAX_NANOS) {
            throw new ArithmeticException(nanos + " ns");
        }
        return nanos;
    }

    /**
     * As NTP bounds it: dispersion plus half the delay, both towards the root.
     *
     * @throws ClockUnavailableException if one is negative
     */
    static long error(long delayNanos, long dispersionNanos) throws ClockUnavailableException {
        if (delayNanos < 0 || dispersionNanos < 0) {
            throw new ClockUnavailableException("a negative delay or dispersion");
        }
        return dispersionNanos + delayNanos / 2;
    }
}
