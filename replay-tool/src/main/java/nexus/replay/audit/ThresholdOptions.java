package nexus.replay.audit;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.replay.audit.model.Thresholds;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How much of each is taken for usual. */
final class ThresholdOptions {
    @Option(
            names = "--answer",
            paramLabel = "SPAN",
            defaultValue = "5s",
            converter = Span.class,
            description = "F09: how long a platform may take to say anything of an order. Default: 5s.")
    private long answerNanos;

    @Option(
            names = "--race",
            paramLabel = "SPAN",
            defaultValue = "2s",
            converter = Span.class,
            description = "F07: a fill so short behind a cancel is a warning only. Default: 2s.")
    private long raceNanos;

    @Option(
            names = "--clock-error",
            paramLabel = "SPAN",
            defaultValue = "1s",
            converter = Span.class,
            description = "F14: by how much clocks may differ. Default: 1s.")
    private long clockErrorNanos;

    @Option(
            names = "--market-before",
            paramLabel = "SPAN",
            defaultValue = "2s",
            converter = Span.class,
            description = "F06: how long before a fill the market is looked at. Default: 2s.")
    private long marketBeforeNanos;

    @Option(
            names = "--market-after",
            paramLabel = "SPAN",
            defaultValue = "1s",
            converter = Span.class,
            description = "F06: how long behind it. Default: 1s.")
    private long marketAfterNanos;

    @Option(
            names = "--price-age",
            paramLabel = "SPAN",
            defaultValue = "60s",
            converter = Span.class,
            description = "The oldest price that counts as the market, for F06 and costs. Default: 60s.")
    private long priceAgeNanos;

    @Option(
            names = "--settle",
            paramLabel = "SPAN",
            defaultValue = "2s",
            converter = Span.class,
            description = "F12: how long a position or status may be ahead of the fills. Default: 2s.")
    private long settleNanos;

    @Option(
            names = "--repeat",
            paramLabel = "SPAN",
            defaultValue = "1s",
            converter = Span.class,
            description = "F03: the same execution under another id, so much later, counts as a repeat. Default: 1s.")
    private long repeatNanos;

    Thresholds thresholds() {
        return new Thresholds(
                answerNanos,
                raceNanos,
                clockErrorNanos,
                marketBeforeNanos,
                marketAfterNanos,
                priceAgeNanos,
                settleNanos,
                repeatNanos);
    }

    /** A length of time with its unit, to nanoseconds. */
    static final class Span implements ITypeConverter<Long> {
        private static final Pattern SPAN = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?) ?(us|ms|s|min|h)");
        private static final Map<String, Long> UNITS = Map.of(
                "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "min", 60_000_000_000L, "h", 3_600_000_000_000L);
        private static final long LONGEST = 24 * 3_600_000_000_000L;

        @Override
        public Long convert(String text) {
            Matcher span = SPAN.matcher(text);
            if (span.matches()) {
                BigDecimal nanos = new BigDecimal(span.group(1)).multiply(BigDecimal.valueOf(UNITS.get(span.group(2))));
                if (nanos.compareTo(BigDecimal.valueOf(LONGEST)) <= 0) {
                    return nanos.longValue();
                }
            }
            throw new TypeConversionException(
                    "'" + text + "' is no length of time with its unit (us, ms, s, min, h) up to 24h, such as 500ms");
        }
    }
}
