package nexus.gateway.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Numbers with their units as people read them: three digits that count, and the unit that keeps them short. */
final class Quantity {
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final int MAX_DECIMALS = 6;
    private static final Map<String, Double> NANOS = Map.of("ns", 1.0, "µs", 1e3, "ms", 1e6, "s", 1e9);
    private static final List<Scale> TIMES =
            List.of(new Scale(1, " ns"), new Scale(1e3, " µs"), new Scale(1e6, " ms"), new Scale(1e9, " s"));
    private static final List<Scale> BYTES = List.of(
            new Scale(1, " bytes"), new Scale(1 << 10, " KiB"), new Scale(1 << 20, " MiB"), new Scale(1 << 30, " GiB"));
    private static final List<Scale> RATES =
            List.of(new Scale(1, "/s"), new Scale(1e3, " k/s"), new Scale(1e6, " M/s"));

    private Quantity() {}

    /**
     * One value: {@code 1.25 ms}, {@code 512 k/s}, {@code 0.912}.
     *
     * @param unit a time ({@code ns}, {@code µs}, {@code ms}, {@code s}), {@code bytes}, {@code ratio}, something per
     *     second ({@code ticks/s}), or any other, which is written as it is
     */
    static String text(double value, String unit) {
        double base = value * factor(unit);
        Scale scale = scale(base, unit);
        return number(base / scale.size) + scale.suffix;
    }

    /** Two values in the unit that suits the larger one: {@code 0.9–1.25 ms}. */
    static String range(double min, double max, String unit) {
        Scale scale = scale(max * factor(unit), unit);
        double size = scale.size / factor(unit);
        return number(min / size) + "–" + number(max / size) + scale.suffix;
    }

    /** A whole number: {@code 1,000,000}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static double factor(String unit) {
        return NANOS.getOrDefault(unit, 1.0);
    }

    private static Scale scale(double base, String unit) {
        if (NANOS.containsKey(unit)) {
            return largest(TIMES, base);
        } else if (unit.equals("bytes")) {
            return largest(BYTES, base);
        } else if (unit.endsWith("/s")) {
            return largest(RATES, base);
        }
        return new Scale(1, unit.equals("ratio") ? "" : " " + unit);
    }

    /** The largest that leaves something in front of the point, once rounded. */
    private static Scale largest(List<Scale> scales, double base) {
        Scale best = scales.get(0);
        for (Scale scale : scales) {
            if (rounded(Math.abs(base) / scale.size).compareTo(BigDecimal.ONE) >= 0) {
                best = scale;
            }
        }
        return best;
    }

    private static String number(double value) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMaximumFractionDigits(MAX_DECIMALS);
        return format.format(rounded(value));
    }

    /** From 1,000 on all digits before the point count. */
    private static BigDecimal rounded(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        return Math.abs(value) < 1000 ? exact.round(DIGITS) : exact.setScale(0, RoundingMode.HALF_UP);
    }

    /**
     * How a unit is written where values are large.
     *
     * @param size in the smallest unit of its kind
     */
    private record Scale(double size, String suffix) {}
}
