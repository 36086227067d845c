package nexus.journal.codec;

import java.util.Arrays;
import java.util.Objects;
import nexus.journal.message.Key;

/** Where the fields of one map lie in its buffer, as three offsets each, and their names' words. Grows as needed. */
final class FieldTable {
    private static final int STRIDE = 3;
    private static final int INITIAL_FIELDS = 16;

    /** With room for the offset behind the last field. */
    private int[] offsets = new int[INITIAL_FIELDS * STRIDE + 1];

    private long[] words = new long[INITIAL_FIELDS];
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
     * @param buffer where the name is
     * @param fieldOffset where the key's head is
     * @param keyOffset where the key's text begins, which ends where the value begins
     * @param valueOffset where the value's head is
     */
    void add(byte[] buffer, int fieldOffset, int keyOffset, int valueOffset) {
        int slot = size * STRIDE;
        if (size == words.length) {
            words = Arrays.copyOf(words, 2 * words.length);
            offsets = Arrays.copyOf(offsets, words.length * STRIDE + 1);
        }
        words[size] = Key.word(buffer, keyOffset, valueOffset - keyOffset);
        offsets[slot] = fieldOffset;
        offsets[slot + 1] = keyOffset;
        offsets[slot + 2] = valueOffset;
        size++;
    }

    /** Notes the offset behind the last field. */
    void close(int end) {
        offsets[size * STRIDE] = end;
    }

    /** The field with this name, or -1. */
    int find(Key key, byte[] buffer) {
        for (int field = 0; field < size; field++) {
            if (key.matches(words[field], buffer, offsets[field * STRIDE + 1])) {
                return field;
            }
        }
        return -1;
    }

    boolean isNamed(int field, Key key, byte[] buffer) {
        return key.matches(words[Objects.checkIndex(field, size)], buffer, offsets[field * STRIDE + 1]);
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
