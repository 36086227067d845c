package nexus.replay.table;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * One row of a table, filled again for each row: what is not set since {@link #clear} is null, which means unknown.
 * Columns go by their position in the schema. For one thread.
 *
 * <p>A value of another type than the column's, or out of its range, is an {@link IllegalArgumentException}, thrown
 * with the column's name.
 */
public final class Row {
    private final Schema schema;
    private final Type[] types;
    private final boolean[] isSet;
    /** Whole numbers, the bits of floats, and 1 for true. */
    private final long[] bits;

    private final String[] texts;

    public Row(Schema schema) {
        this.schema = schema;
        this.types = schema.columns().stream().map(Column::type).toArray(Type[]::new);
        this.isSet = new boolean[types.length];
        this.bits = new long[types.length];
        this.texts = new String[types.length];
    }

    public Schema schema() {
        return schema;
    }

    /** Makes all columns null. */
    public void clear() {
        Arrays.fill(isSet, false);
        Arrays.fill(texts, null);
    }

    /** Sets a text or a JSON value; null makes the column null. */
    public Row text(int column, String value) {
        if (!(types[column] == Type.TEXT || types[column] == Type.JSON)) {
            throw misfit(column, value);
        }
        return put(column, value);
    }

    /** Sets a decimal, in plain notation and without zeros at the end; null makes the column null. */
    public Row decimal(int column, BigDecimal value) {
        if (!(types[column] == Type.DECIMAL_TEXT)) {
            throw misfit(column, value);
        }
        return put(column, value == null ? null : PlainDecimal.of(value));
    }

    /** Sets a whole number or a time. */
    public Row whole(int column, long value) {
        if (!(types[column].isWhole() && types[column].holds(value))) {
            throw misfit(column, value);
        }
        return put(column, value);
    }

    /** Sets a float; NaN and infinity are refused. */
    public Row floating(int column, double value) {
        if (!(types[column] == Type.FLOAT64 && Double.isFinite(value))) {
            throw misfit(column, value);
        }
        return put(column, Double.doubleToRawLongBits(value));
    }

    public Row flag(int column, boolean value) {
        if (types[column] != Type.BOOLEAN) {
            throw misfit(column, value);
        }
        return put(column, value ? 1 : 0);
    }

    public boolean isNull(int column) {
        return !isSet[column];
    }

    /** A text, a JSON value or a decimal in plain notation; null if it is null. */
    public String text(int column) {
        if (!types[column].isText()) {
            throw misfit(column, "as text");
        }
        return texts[column];
    }

    /** A whole number or a time; without meaning if the column is null. */
    public long whole(int column) {
        if (!types[column].isWhole()) {
            throw misfit(column, "as whole number");
        }
        return bits[column];
    }

    /** A float; without meaning if the column is null. */
    public double floating(int column) {
        if (types[column] != Type.FLOAT64) {
            throw misfit(column, "as float");
        }
        return Double.longBitsToDouble(bits[column]);
    }

    /** True or false; without meaning if the column is null. */
    public boolean flag(int column) {
        if (types[column] != Type.BOOLEAN) {
            throw misfit(column, "as flag");
        }
        return bits[column] != 0;
    }

    private Row put(int column, String value) {
        texts[column] = value;
        isSet[column] = value != null;
        return this;
    }

    private Row put(int column, long value) {
        bits[column] = value;
        isSet[column] = true;
        return this;
    }

    private IllegalArgumentException misfit(int column, Object value) {
        Column wrong = schema.columns().get(column);
        return new IllegalArgumentException("column " + wrong.name() + " is " + wrong.type() + ": " + value);
    }
}
