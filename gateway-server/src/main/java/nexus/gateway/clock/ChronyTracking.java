package nexus.gateway.clock;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What {@code chronyc -c tracking} prints: one line of fourteen fields:
 *
 * <pre>
 * reference id in hexadecimal, reference name or address, stratum, reference time, system time (s), last offset (s),
 * RMS offset, frequency, residual frequency, skew, root delay (s), root dispersion (s), update interval, leap status
 * </pre>
 *
 * The system time is what is still to be corrected: positive where the clock is slow. The error is at most dispersion
 * plus half the delay, by chrony's manual.
 */
final class ChronyTracking {
    private static final int FIELDS = 14;
    private static final int NAME = 1;
    private static final int STRATUM = 2;
    private static final int SYSTEM_TIME = 4;
    private static final int ROOT_DELAY = 10;
    private static final int ROOT_DISPERSION = 11;
    private static final int LEAP = 13;
    private static final Set<String> SYNCHRONISED = Set.of("Normal", "Insert second", "Delete second");
    private static final String UNSYNCHRONISED = "Not synchronised";

    private ChronyTracking() {}

    static ClockReading parse(String answer) throws ClockUnavailableException {
        List<String> lines = answer.lines().filter(line -> !line.isBlank()).toList();
        String[] fields = lines.size() == 1 ? lines.get(0).strip().split(",", -1) : new String[0];
        if (fields.length != FIELDS) {
            throw new ClockUnavailableException("chronyc's answer is not understood");
        }
        String leap = fields[LEAP];
        if (!SYNCHRONISED.contains(leap) && !leap.equals(UNSYNCHRONISED)) {
            throw new ClockUnavailableException("chronyc's answer is not understood: leap status");
        }
        int stratum = Answers.stratum(fields[STRATUM]);
        long offset = -Seconds.nanos(fields[SYSTEM_TIME], 9);
        long error = Seconds.error(Seconds.nanos(fields[ROOT_DELAY], 9), Seconds.nanos(fields[ROOT_DISPERSION], 9));
        if (leap.equals(UNSYNCHRONISED) || stratum == 0) {
            // What it prints as offset then is no measurement.
            return Answers.unsynchronised("chrony");
        }
        return new ClockReading(
                "chrony",
                true,
                OptionalLong.of(offset),
                OptionalLong.of(error),
                OptionalInt.of(stratum),
                fields[NAME],
                "");
    }
}
