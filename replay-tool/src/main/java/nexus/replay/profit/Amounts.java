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

    /** Enough to tell what matters apart. */
    private static final int SHOWN_DIGITS = 9;

    private static final int FEWEST_DECIMALS = 2;

    /** Longer ones are written with an exponent. */
    private static final int MAX_DIGITS = 18;

    private Amounts() {}

    /**
     * One below the other: all with as many digits behind the point as the finest of them needs, at the most {@code
     * maxScale} and fewer where the numbers are large, rounded half-even; null becomes an empty text.
     */
    public static List<String> column(List<BigDecimal> values, int maxScale) {
        int wholeDigits = values.stream()
                .filter(Objects::nonNull)
                .mapToInt(Amounts::wholeDigits)
                .max()
                .orElse(0);
        int most = scale(wholeDigits, maxScale);
        int scale = values.stream()
                .filter(Objects::nonNull)
                .mapToInt(value -> rounded(value, most).scale())
                .max()
                .orElse(0);
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value == null ? "" : text(value, scale)));
        return texts;
    }

    /** By itself: without trailing zeros, with at most {@code maxScale} digits behind the point, fewer if it is large. */
    public static String single(BigDecimal value, int maxScale) {
        return text(value, rounded(value, scale(wholeDigits(value), maxScale)).scale());
    }

    private static int wholeDigits(BigDecimal value) {
        return Math.max(0, value.precision() - value.scale());
    }

    private static int scale(int wholeDigits, int maxScale) {
        return Math.min(maxScale, Math.max(FEWEST_DECIMALS, SHOWN_DIGITS - wholeDigits));
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
