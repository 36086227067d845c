package nexus.config;

import java.util.Optional;

/**
 * What a number in the file may be, and what it is if the file does not say.
 *
 * @param measure what is counted
 * @param standard the default, in the measure's base unit
 * @param min the smallest, inclusive
 * @param max the largest, inclusive
 */
record Range(Measure measure, long standard, long min, long max) {
    Range {
        if (min < 0 || standard < min || standard > max) {
            throw new IllegalArgumentException(standard + " is not within " + min + " and " + max);
        }
    }

    /** In the measure's base unit; empty if the text breaks the rule. */
    Optional<Long> parse(String text) {
        return measure.parse(text, max).filter(value -> value >= min);
    }

    /** The rule in words, to follow "must be". */
    String rule() {
        return measure.description() + " from " + measure.format(min) + " to " + measure.format(max);
    }
}
