package nexus.replay.export;

import nexus.journal.codec.ShortestDecimal;

/** Floats as the shortest decimal that reads back the same, in plain notation: the same on every Java. */
final class FloatText {
    private static final long LARGEST_WHOLE = 1_000_000_000_000_000L;

    private FloatText() {}

    static String of(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0";
        }
        long whole = (long) value;
        if (whole == value && Math.abs(whole) < LARGEST_WHOLE) {
            return Long.toString(whole);
        }
        return ShortestDecimal.of(value).toPlainString();
    }
}
