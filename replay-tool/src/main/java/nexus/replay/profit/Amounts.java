package nexus.replay.profit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Decimals as people read them. */
public final class Amounts {
    /** Prices and quantities. */
    public static final int FINE = 8;
    /** Amounts of money or points. */
    public static final int COARSE = 4;

    /** Longer ones are written with an exponent. */
    private static final int MAX_DIGITS = 18;

    private Amounts() {}

    /**
     * One below the other: all with as many digits behind the point as the finest of them needs, at the most {@code
     * maxScale}, rounded half-even; null becomes an empty text.
     */
    public static List<String> column(List<BigDecimal> values, int maxScale) {
        int scale = values.stream()
                .filter(Objects::nonNull)
                .mapToInt(value -> rounded(value, maxScale).scale())
                .max()
                .orElse(0);
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value == null ? "" : text(value, scale)));
        return texts;
    }

    /** By itself: without trailing zeros, with at most {@code maxScale} digits behind the point. */
    public static String single(BigDecimal value, int maxScale) {
        return text(value, rounded(value, maxScale).scale());
    }

    private static BigDecimal rounded(BigDecimal value, int maxScale) {
        return Decimals.normal(value.setScale(maxScale, RoundingMode.HALF_EVEN));
    }

    private static String text(BigDecimal value, int scale) {
        return value.precision() - value.scale() > MAX_DIGITS
                ? String.format(Locale.ROOT, "%.6e", value)
                : String.format(Locale.ROOT, "%,." + scale + "f", value.setScale(scale, RoundingMode.HALF_EVEN));
    }
}
