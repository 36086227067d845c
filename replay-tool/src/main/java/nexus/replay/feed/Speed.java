package nexus.replay.feed;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How fast messages follow each other.
 *
 * @param kind what decides when the next one goes out
 * @param factor for {@link Kind#RECORDED}: how many times as fast as it was; else 0
 */
record Speed(Kind kind, double factor) {
    private static final double MIN_FACTOR = 1e-3;
    private static final double MAX_FACTOR = 1e6;

    /** What decides when the next message goes out. */
    enum Kind {
        /** The recorded times. */
        RECORDED,
        /** The client takes it. */
        MAX,
        /** The client has answered the last tick. */
        LOCKSTEP
    }

    /** Reads what the command line says. */
    static final class Converter implements ITypeConverter<Speed> {
        @Override
        public Speed convert(String text) {
            switch (text.toLowerCase(Locale.ROOT)) {
                case "max" -> {
                    return new Speed(Kind.MAX, 0);
                }
                case "lockstep" -> {
                    return new Speed(Kind.LOCKSTEP, 0);
                }
                default -> {
                    return new Speed(Kind.RECORDED, factor(text));
                }
            }
        }

        private static double factor(String text) {
            try {
                double factor = Double.parseDouble(text);
                if (factor >= MIN_FACTOR && factor <= MAX_FACTOR) {
                    return factor;
                }
            } catch (NumberFormatException e) {
                throw wrong(text);
            }
            throw wrong(text);
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException("'" + text
                    + "' is no speed: max, lockstep, or how many times as fast as recorded (0.001 to 1000000)");
        }
    }
}
