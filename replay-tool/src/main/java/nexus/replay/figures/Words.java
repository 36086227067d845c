package nexus.replay.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nexus.replay.command.Times;

/** How counts, shares and times are worded, whatever they are written into. */
public final class Words {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final List<String> UNITS = List.of("ns", "µs", "ms", "s");
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final double PERCENT = 100;
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private Words() {}

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 order}, {@code 2 orders}. */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code 62.5 %}; a dash for a share of nothing. */
    public static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", share * PERCENT);
    }

    /** To the second, UTC. */
    public static String time(long epochNanos) {
        return SECOND.format(Instant.ofEpochSecond(Math.floorDiv(epochNanos, NANOS_PER_SECOND)));
    }

    /** Three digits up to a minute; longer ones in minutes and above. */
    public static String latency(long nanos) {
        if (nanos >= 60 * NANOS_PER_SECOND) {
            return Times.length(nanos);
        }
        BigDecimal value = BigDecimal.valueOf(nanos);
        int unit = 0;
        while (value.compareTo(THOUSAND) >= 0 && unit < UNITS.size() - 1) {
            value = value.movePointLeft(3);
            unit++;
        }
        return value.round(THREE_DIGITS).stripTrailingZeros().toPlainString() + " " + UNITS.get(unit);
    }

    /** {@code 3 STALE_SIGNAL, 1 HALTED}; a dash where there is nothing. */
    public static String counts(Map<?, Long> counts) {
        return counts.isEmpty()
                ? "–"
                : counts.entrySet().stream()
                        .map(entry -> count(entry.getValue()) + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }
}
