package nexus.replay.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people and other programs read them. */
public final class Times {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /** ISO 8601 in UTC with all nine digits. */
    public static String iso(long epochNanos) {
        return ISO.format(Instant.ofEpochSecond(
                Math.floorDiv(epochNanos, NANOS_PER_SECOND), Math.floorMod(epochNanos, NANOS_PER_SECOND)));
    }

    /** Seconds since the epoch as messages have them in their {@code timestamp}: the nearest float, for whole µs. */
    public static double seconds(long epochNanos) {
        // Divided at once, the number would be rounded twice.
        return Math.floorDiv(epochNanos, NANOS_PER_SECOND)
                + Math.floorMod(epochNanos, NANOS_PER_SECOND) / (double) NANOS_PER_SECOND;
    }

    /** A length of time such as {@code 2 d 3 h}, {@code 12 min 5 s} or {@code 0.041 s}. */
    public static String length(long nanos) {
        Duration duration = Duration.ofNanos(nanos);
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        } else if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        } else if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return String.format(Locale.ROOT, "%.3f s", nanos / (double) NANOS_PER_SECOND);
    }
}
