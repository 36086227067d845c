package nexus.replay.table;

import java.util.Objects;

/**
 * A column of a table.
 *
 * @param name lower case letters, digits and {@code _}; ends in {@code _ns} if, and only if, it is a time
 */
public record Column(String name, Type type) {
    private static final String TIME_SUFFIX = "_ns";

    public Column {
        Objects.requireNonNull(type, name);
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("column name \"" + name + "\": a-z, 0-9 and _ only");
        }
        if (name.endsWith(TIME_SUFFIX) != (type == Type.TIME_NANOS)) {
            throw new IllegalArgumentException("column " + name + ": a time's name ends in " + TIME_SUFFIX);
        }
    }

    /** The name of the same time in ISO 8601, such as {@code received_iso} for {@code received_ns}. */
    public String isoName() {
        return name.substring(0, name.length() - TIME_SUFFIX.length()) + "_iso";
    }
}
