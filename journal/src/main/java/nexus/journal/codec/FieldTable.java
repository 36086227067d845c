package nexus.journal.codec;

import java.util.Arrays;
import java.util.Objects;

/** Where the fields of one map lie in its buffer, as three offsets each. Grows to the largest map seen. */
final class FieldTable {
    private static final int STRIDE = 3;
    private static final int INITIAL_FIELDS = 16;

    private int[] offsets = new int[INITIAL_FIELDS * STRIDE + 1];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /**
     * Notes the next field.
     *
     * @param fieldOffset where the key's head is
     * @param keyOffset where the key's text begins, which ends where the value begins
     * @param valueOffset where the value's head is
     */
    void add(int fieldOffset, int keyOffset, int valueOffset) {
        int slot = size * STRIDE;
        if (slot + STRIDE >= offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * offsets.length);
        }
        offsets[slot] = fieldOffset;
        offsets[slot + 1] = keyOffset;
        offsets[slot + 2] = valueOffset;
        size++;
    }

    /** Notes the offset behind the last field. */
    void close(int end) {
        offsets[size * STRIDE] = end;
    }

    int fieldOffset(int field) {
        return offsets[slot(field)];
    }

    int keyOffset(int field) {
        return offsets[slot(field) + 1];
    }

    int valueOffset(int field) {
        return offsets[slot(field) + 2];
    }

    /** The offset behind the value, which is where the next field begins. */
    int valueEnd(int field) {
        return offsets[slot(field) + STRIDE];
    }

    private int slot(int field) {
        return Objects.checkIndex(field, size) * STRIDE;
    }
}
