package nexus.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a number counts, and the units it is written in. Where there are units, a number without one is refused. */
final class Measure {
    /** A bare whole number. */
    static final Measure COUNT = new Measure("a whole number", List.of(new Unit("", 1)));

    /** A time span, in ms. */
    static final Measure DURATION = new Measure(
            "a duration",
            List.of(
                    new Unit("ms", 1),
                    new Unit("s", 1_000),
                    new Unit("min", 60_000),
                    new Unit("h", 3_600_000),
                    new Unit("d", 86_400_000)));

    /** A time span, in s. */
    static final Measure WHOLE_SECONDS = new Measure(
            "a duration", List.of(new Unit("s", 1), new Unit("min", 60), new Unit("h", 3_600), new Unit("d", 86_400)));

    /** A length, in bytes. Only binary units: whether MB means 10^6 or 2^20 is anyone's guess. */
    static final Measure SIZE = new Measure(
            "a size",
            List.of(
                    new Unit("B", 1),
                    new Unit("KiB", 1L << 10),
                    new Unit("MiB", 1L << 20),
                    new Unit("GiB", 1L << 30),
                    new Unit("TiB", 1L << 40)));

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(0|[1-9][0-9]{0,17}) ?([A-Za-z]*)");

    private final String noun;
    private final List<Unit> units;

    private Measure(String noun, List<Unit> units) {
        this.noun = noun;
        this.units = units;
    }

    private record Unit(String name, long factor) {}

    /** The value in the base unit; empty if the text is no such number, lacks its unit, or exceeds {@code max}. */
    Optional<Long> parse(String text, long max) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return units.stream()
                .filter(unit -> unit.name().equals(matcher.group(2)))
                .filter(unit -> number <= max / unit.factor())
                .map(unit -> number * unit.factor())
                .findFirst();
    }

    /** The value in the largest unit that needs no fraction: 604800000 ms is {@code 7 d}. */
    String format(long value) {
        Unit chosen = units.get(0);
        for (Unit unit : units) {
            if (value >= unit.factor() && value % unit.factor() == 0) {
                chosen = unit;
            }
        }
        return (value / chosen.factor() + " " + chosen.name()).trim();
    }

    /** Noun and units, for messages. */
    String description() {
        return units.size() == 1
                ? noun
                : noun + " with its unit (" + units.stream().map(Unit::name).collect(Collectors.joining(", ")) + ")";
    }
}
