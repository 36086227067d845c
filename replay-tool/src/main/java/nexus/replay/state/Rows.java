package nexus.replay.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.replay.command.Times;

/** A table for people, of rows that come as maps: columns are fields, what is beyond the limit is counted. */
final class Rows {
    private static final String NANOS_SUFFIX = "_ns";

    private final int limit;
    private final Key[] columns;
    private final List<String[]> cells = new ArrayList<>();
    private final MapReader reader = new MapReader();
    private long count;

    /** @param columns the fields that are shown; a field {@code …_ns} is a time */
    Rows(int limit, Key... columns) {
        this.limit = limit;
        this.columns = columns.clone();
        cells.add(Arrays.stream(columns)
                .map(column -> column.name().replace(NANOS_SUFFIX, "").replace('_', ' '))
                .toArray(String[]::new));
    }

    void add(MapWriter row) {
        if (count++ < limit) {
            reader.wrap(row.buffer(), row.offset(), row.length());
            cells.add(Arrays.stream(columns).map(this::cell).toArray(String[]::new));
        }
    }

    private String cell(Key column) {
        int field = reader.find(column);
        if (field == MapReader.ABSENT) {
            return "";
        }
        if (column.name().endsWith(NANOS_SUFFIX)) {
            return reader.longValue(field) == 0 ? "never" : Times.iso(reader.longValue(field));
        }
        ValueType type = reader.type(field);
        return switch (type) {
            case STRING -> printable(reader.textValue(field));
            case BOOLEAN -> reader.booleanValue(field) ? "yes" : "no";
            case INTEGER, FLOAT -> reader.decimalValue(field).toPlainString();
            case ARRAY -> String.join(" ", reader.textValues(field));
            case MAP -> message(field);
            default -> type.toString();
        };
    }

    private String message(int field) {
        int offset = reader.valueOffset(field);
        return JsonText.of(reader.buffer(), offset, reader.valueEnd(field) - offset);
    }

    /** Texts from outside may hold anything; JSON's escapes show what a terminal would obey. */
    private static String printable(String text) {
        StringBuilder quoted = new StringBuilder();
        JsonText.appendQuoted(quoted, text);
        return quoted.substring(1, quoted.length() - 1);
    }

    long count() {
        return count;
    }

    /** The lines, indented; none if there are no rows. */
    List<String> lines() {
        if (count == 0) {
            return List.of();
        }
        int[] widths = new int[columns.length];
        for (String[] row : cells) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : cells) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        if (count > limit) {
            lines.add(String.format(Locale.ROOT, "  … and %,d more (--json shows all)", count - limit));
        }
        return lines;
    }
}
