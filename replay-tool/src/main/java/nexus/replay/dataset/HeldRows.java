package nexus.replay.dataset;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nexus.replay.table.Row;
import nexus.replay.table.RowWriter;
import nexus.replay.table.Schema;
import nexus.replay.table.Type;

/**
 * Rows of one table that wait for their file, as whole numbers of 64 bits one behind the other: which columns are set, then
 * their values, in the order of the columns. Texts are held once.
 */
final class HeldRows {
    private static final int CHUNK = 1 << 9;
    /** A text's object, and its place in map and list. */
    private static final int TEXT_BYTES = 120;

    private final Schema schema;
    private final Type[] types;
    private final List<long[]> chunks = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private int used = CHUNK;
    private long bytes;
    private long rows;
    private long first;
    private long last;

    HeldRows(Schema schema) {
        this.schema = schema;
        this.types = schema.columns().stream().map(column -> column.type()).toArray(Type[]::new);
        if (types.length > Long.SIZE) {
            throw new IllegalArgumentException("more than " + Long.SIZE + " columns: " + schema.name());
        }
    }

    /** About what is held in memory. */
    long bytes() {
        return bytes;
    }

    /** Sequence of the first row. */
    long first() {
        return first;
    }

    /** Sequence of the last row. */
    long last() {
        return last;
    }

    /** Holds a copy of the row. */
    void add(Row row) {
        long isSet = 0;
        for (int i = 0; i < types.length; i++) {
            isSet |= row.isNull(i) ? 0 : 1L << i;
        }
        put(isSet);
        for (int i = 0; i < types.length; i++) {
            if (!row.isNull(i)) {
                put(value(row, i));
            }
        }
        last = row.whole(DatasetTable.SEQ);
        first = rows++ == 0 ? last : first;
    }

    private long value(Row row, int column) {
        return switch (types[column]) {
            case TEXT, JSON, DECIMAL_TEXT -> place(row.text(column));
            case INT8, INT16, INT64, TIME_NANOS -> row.whole(column);
            case FLOAT64 -> Double.doubleToRawLongBits(row.floating(column));
            case BOOLEAN -> row.flag(column) ? 1 : 0;
        };
    }

    private long place(String text) {
        Integer place = places.get(text);
        if (place == null) {
            place = texts.size();
            places.put(text, place);
            texts.add(text);
            bytes += TEXT_BYTES + text.length();
        }
        return place;
    }

    private void put(long value) {
        if (used == CHUNK) {
            chunks.add(new long[CHUNK]);
            bytes += (long) CHUNK * Long.BYTES;
            used = 0;
        }
        chunks.get(chunks.size() - 1)[used++] = value;
    }

    /** Writes all of them, in the order in which they came. */
    void writeTo(RowWriter writer) throws IOException {
        Row row = new Row(schema);
        long at = 0;
        for (long i = 0; i < rows; i++) {
            row.clear();
            long isSet = get(at++);
            for (int column = 0; column < types.length; column++) {
                if ((isSet & 1L << column) != 0) {
                    fill(row, column, get(at++));
                }
            }
            writer.write(row);
        }
    }

    private long get(long at) {
        return chunks.get((int) (at / CHUNK))[(int) (at % CHUNK)];
    }

    private void fill(Row row, int column, long value) {
        switch (types[column]) {
            case TEXT, JSON -> row.text(column, texts.get((int) value));
            case DECIMAL_TEXT -> row.decimal(column, new BigDecimal(texts.get((int) value)));
            case INT8, INT16, INT64, TIME_NANOS -> row.whole(column, value);
            case FLOAT64 -> row.floating(column, Double.longBitsToDouble(value));
            case BOOLEAN -> row.flag(column, value != 0);
        }
    }
}
