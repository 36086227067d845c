package nexus.gateway.clock;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ntpq -n -c rv} prints, of the reference implementation and of NTPsec: {@code name=value} pairs with commas
 * between, behind words for the status. Milliseconds. {@code offset} is what is to be added to the clock. {@code leap=11}
 * or stratum 16 means that the clock runs free.
 */
final class NtpVariables {
    private static final Pattern PAIR = Pattern.compile("(?:^|[\\s,])([a-z_]+)=(?:\"[^\"]*\"|([^\\s,\"]*))");
    private static final Pattern LEAP = Pattern.compile("[01]{2}|[0-3]");
    private static final int MILLIS = 6;

    private NtpVariables() {}

    static ClockReading parse(String answer) throws ClockUnavailableException {
        Map<String, String> values = new HashMap<>();
        Matcher pairs = PAIR.matcher(answer);
        while (pairs.find()) {
            if (pairs.group(2) != null) {
                values.put(pairs.group(1), pairs.group(2));
            }
        }
        String leap = required(values, "leap");
        if (!LEAP.matcher(leap).matches()) {
            throw new ClockUnavailableException("ntpq's answer is not understood: leap=" + leap);
        }
        int stratum = Answers.stratum(required(values, "stratum"));
        long offset = -Seconds.nanos(required(values, "offset"), MILLIS);
        String dispersion = values.containsKey("rootdisp") ? "rootdisp" : "rootdispersion";
        long error = Seconds.error(
                Seconds.nanos(required(values, "rootdelay"), MILLIS),
                Seconds.nanos(required(values, dispersion), MILLIS));
        if (leap.equals("11") || leap.equals("3") || stratum == 0 || stratum == Answers.UNSYNCHRONISED_STRATUM) {
            return Answers.unsynchronised("ntpd");
        }
        return new ClockReading(
                "ntpd",
                true,
                OptionalLong.of(offset),
                OptionalLong.of(error),
                OptionalInt.of(stratum),
                values.getOrDefault("refid", ""),
                "");
    }

    private static String required(Map<String, String> values, String name) throws ClockUnavailableException {
        String value = values.get(name);
        if (value == null) {
            throw new ClockUnavailableException("ntpq's answer is not understood: no " + name);
        }
        return value;
    }
}
