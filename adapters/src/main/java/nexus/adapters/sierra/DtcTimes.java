package nexus.adapters.sierra;

import java.util.concurrent.TimeUnit;

/** The protocol's date-times as nanoseconds since the epoch; 0, which means not set, stays 0. */
final class DtcTimes {
    /** Seconds of the year 5138, milliseconds of 1973: what is above is no count of seconds. */
    private static final long GREATEST_SECONDS = 100_000_000_000L;

    private DtcTimes() {}

    /** Seconds with a fraction; a double holds microseconds of our days, no more. */
    static long ofSeconds(double seconds) {
        return TimeUnit.MICROSECONDS.toNanos(Math.round(seconds * 1e6));
    }

    static long ofMicros(long micros) {
        return TimeUnit.MICROSECONDS.toNanos(micros);
    }

    /** What is seconds in one revision and milliseconds in another. */
    static long ofSecondsOrMillis(long value) {
        return value > GREATEST_SECONDS ? TimeUnit.MILLISECONDS.toNanos(value) : TimeUnit.SECONDS.toNanos(value);
    }
}
