package nexus.gateway.clock;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code w32tm /query /status /verbose} prints. The words are in Windows' language, the order of the lines and the
 * shape of the values are not: so lines are taken by their place, and each value must have its shape, else the answer is
 * not understood.
 *
 * <pre>
 *  1 leap indicator      0(no warning)            3: not synchronised
 *  2 stratum             4 (secondary reference)  0: unspecified
 *  3 precision           -23 (119.209ns per tick)
 *  4 root delay          0.0385101s
 *  5 root dispersion     0.0281350s
 *  6 reference id        0x14653909 (source IP)   0x4C4F434C, "LOCL": its own clock
 *  7 last sync           a date, not read
 *  8 source              time.windows.com,0x8
 *  9 poll interval       10 (1024s)
 * 10 phase offset        0.0061517s               of the last sample
 * 11 clock rate          0.0156215s
 * 12 state machine       2 (Sync)                 0 unset, 1 hold, 3 spike
 * </pre>
 *
 * The phase offset is taken as what is to be added to the clock, as NTP has it; Microsoft documents its size only.
 */
final class WindowsTimeStatus {
    private static final Pattern NUMBER = Pattern.compile("(?:^|\\D)([0-9]{1,2}) ?\\(.*");
    private static final Pattern SPAN = Pattern.compile("(?:^|.*[^0-9.,+-])([+-]?[0-9]+[.,][0-9]+)s");
    private static final Pattern REFERENCE = Pattern.compile(".*[^0-9A-Za-z]0x([0-9A-Fa-f]{8})(?:[^0-9A-Fa-f].*)?");
    private static final Pattern STATE = Pattern.compile("(?:^|.*\\D)([0-3]) ?\\(.*");
    private static final String OWN_CLOCK = "4C4F434C";
    private static final int LINES = 12;
    private static final int NOT_SYNCHRONISED = 3;
    private static final int IN_SYNC = 2;

    private WindowsTimeStatus() {}

    static ClockReading parse(String answer) throws ClockUnavailableException {
        List<String> lines = answer.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.size() < LINES) {
            throw new ClockUnavailableException("w32tm's answer is not understood: " + lines.size() + " lines");
        }
        int leap = Integer.parseInt(value(lines, 1, NUMBER));
        int stratum = Answers.stratum(value(lines, 2, NUMBER));
        long error = Seconds.error(span(lines, 4), span(lines, 5));
        String reference = value(lines, 6, REFERENCE);
        long offset = -span(lines, 10);
        span(lines, 11);
        int state = Integer.parseInt(value(lines, 12, STATE));
        if (leap > NOT_SYNCHRONISED) {
            throw new ClockUnavailableException("w32tm's answer is not understood: leap indicator " + leap);
        }
        if (leap == NOT_SYNCHRONISED
                || stratum == 0
                || stratum == Answers.UNSYNCHRONISED_STRATUM
                || state != IN_SYNC
                || reference.equalsIgnoreCase(OWN_CLOCK)) {
            return Answers.unsynchronised("windows");
        }
        return new ClockReading(
                "windows",
                true,
                OptionalLong.of(offset),
                OptionalLong.of(error),
                OptionalInt.of(stratum),
                source(lines.get(7)),
                "");
    }

    private static String value(List<String> lines, int number, Pattern shape) throws ClockUnavailableException {
        Matcher matcher = shape.matcher(lines.get(number - 1));
        boolean found = shape == NUMBER ? matcher.find() : matcher.matches();
        if (!found) {
            throw new ClockUnavailableException("w32tm's answer is not understood: line " + number);
        }
        return matcher.group(1);
    }

    private static long span(List<String> lines, int number) throws ClockUnavailableException {
        return Seconds.nanos(value(lines, number, SPAN).replace(',', '.'), 9);
    }

    /** What follows the label; its ASCII part, since the code page is not known. */
    private static String source(String line) {
        int colon = line.indexOf(':');
        return line.substring(colon + 1).strip().replaceAll("[^ -~]", "?");
    }
}
