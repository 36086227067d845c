package nexus.gateway.clock;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code timedatectl timesync-status} prints: {@code name: value} lines. The offset is the server's time minus this
 * clock's at the last poll, which may be half an hour ago, before it was corrected; the error is the root distance of the
 * server's answer plus half the delay to the server. Without a line for the offset it has not yet had an answer.
 */
final class TimesyncStatus {
    private static final Pattern SPAN_PART = Pattern.compile("([0-9]{1,12}(?:[.,][0-9]{1,9})?)(us|ms|s|min|h|d)");
    /** Days, hours, minutes and seconds; more would not be read. */
    private static final int MAX_PARTS = 8;

    private static final Map<String, Long> NANOS = Map.of(
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "min", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);

    private TimesyncStatus() {}

    static ClockReading parse(String answer) throws ClockUnavailableException {
        Map<String, String> values = new HashMap<>();
        answer.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        });
        if (!values.containsKey("Server")) {
            throw new ClockUnavailableException("timedatectl's answer is not understood, or timesyncd does not run");
        }
        if (!values.containsKey("Offset")) {
            return Answers.unsynchronised("timesyncd");
        }
        int stratum = Answers.stratum(required(values, "Stratum"));
        long offset = -signedSpan(required(values, "Offset"));
        String distance = required(values, "Root distance");
        int bracket = distance.indexOf('(');
        long error = Seconds.error(
                span(required(values, "Delay")),
                span(bracket < 0 ? distance : distance.substring(0, bracket).strip()));
        if (values.getOrDefault("Leap", "").equals("not synchronized")
                || stratum == 0
                || stratum == Answers.UNSYNCHRONISED_STRATUM) {
            return Answers.unsynchronised("timesyncd");
        }
        return new ClockReading(
                "timesyncd",
                true,
                OptionalLong.of(offset),
                OptionalLong.of(error),
                OptionalInt.of(stratum),
                values.get("Server"),
                "");
    }

    private static String required(Map<String, String> values, String name) throws ClockUnavailableException {
        String value = values.get(name);
        if (value == null) {
            throw new ClockUnavailableException("timedatectl's answer is not understood: no " + name);
        }
        return value;
    }

    private static long signedSpan(String text) throws ClockUnavailableException {
        if (text.startsWith("-")) {
            return -span(text.substring(1));
        }
        return span(text.startsWith("+") ? text.substring(1) : text);
    }

    /** systemd's time spans: {@code 1min 2.5s}, {@code 137us}, {@code 0}. */
    private static long span(String text) throws ClockUnavailableException {
        BigDecimal total = BigDecimal.ZERO;
        for (String part : text.equals("0") ? new String[0] : text.split(" +", MAX_PARTS)) {
            Matcher matcher = SPAN_PART.matcher(part);
            Long unit = matcher.matches() ? NANOS.get(matcher.group(2)) : null;
            if (unit == null) {
                throw new ClockUnavailableException("'" + text + "' is no time span");
            }
            total = total.add(new BigDecimal(matcher.group(1).replace(',', '.')).multiply(BigDecimal.valueOf(unit)));
        }
        return Seconds.nanos(total.toPlainString(), 0);
    }
}
