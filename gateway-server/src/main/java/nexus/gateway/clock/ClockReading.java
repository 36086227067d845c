package nexus.gateway.clock;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;

/**
 * What is known of the machine's clock at one moment.
 *
 * @param source who says so: {@code chrony}, {@code ntpd}, {@code timesyncd}, {@code kernel}, {@code windows};
 *     {@link #NONE} if nobody does
 * @param synchronised whether the source holds the clock to be synchronised
 * @param offsetNanos by how much the clock is ahead of UTC, negative if behind; empty if the source does not know
 * @param errorNanos how far the offset may be wrong, both ways, by what the source says of its path to UTC; empty if unknown
 * @param stratum hops to a reference clock, which is 1; empty if unknown
 * @param reference the server or reference clock that the source follows, empty if unknown
 * @param text why nobody knows; empty where somebody does
 */
public record ClockReading(
        String source,
        boolean synchronised,
        OptionalLong offsetNanos,
        OptionalLong errorNanos,
        OptionalInt stratum,
        String reference,
        String text) {
    /** The source of a reading that could not be had. */
    public static final String NONE = "none";

    private static final int MAX_REFERENCE = 120;
    private static final int MAX_TEXT = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;

    public ClockReading {
        Objects.requireNonNull(source, "source");
        reference = cut(reference, MAX_REFERENCE);
        text = cut(text, MAX_TEXT);
    }

    /** Programs' output is theirs: what is kept of it is bounded. */
    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** A clock of which nothing is known. */
    static ClockReading none(String why) {
        return new ClockReading(NONE, false, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), "", why);
    }

    /** Whether anybody knows anything of the clock. */
    public boolean isKnown() {
        return !source.equals(NONE);
    }

    /** Writes the fields into a map that has been begun; what is unknown is left out. */
    public void putInto(MapWriter map) {
        map.put(Keys.SOURCE, source).put(Keys.SYNCHRONISED, synchronised);
        offsetNanos.ifPresent(nanos -> map.put(Keys.OFFSET_NS, nanos));
        errorNanos.ifPresent(nanos -> map.put(Keys.ERROR_NS, nanos));
        stratum.ifPresent(hops -> map.put(Keys.STRATUM, hops));
        if (!reference.isEmpty()) {
            map.put(Keys.REFERENCE, reference);
        }
        if (!text.isEmpty()) {
            map.put(Keys.TEXT, text);
        }
    }

    /** One line for the log. */
    public String describe() {
        if (!isKnown()) {
            return "the clock's offset from UTC is not measured: " + text;
        }
        StringBuilder line = new StringBuilder("the clock is ")
                .append(synchronised ? "synchronised" : "NOT SYNCHRONISED")
                .append(", says ")
                .append(source);
        offsetNanos.ifPresent(nanos -> line.append(", offset from UTC ").append(millis(nanos)));
        errorNanos.ifPresent(nanos -> line.append(", error at most ").append(millis(nanos)));
        stratum.ifPresent(hops -> line.append(", stratum ").append(hops));
        return line.append(reference.isEmpty() ? "" : ", by " + reference).toString();
    }

    private static String millis(long nanos) {
        return nanos / NANOS_PER_MILLI + " ms";
    }
}
