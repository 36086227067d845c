package nexus.gateway.router;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A map from short byte strings to values, looked up without allocation; iterates in the order of insertion. */
final class BytesMap<V> {
    private final List<byte[]> keys = new ArrayList<>();
    private final List<V> values = new ArrayList<>();
    private int[] slots = new int[16];

    /** The value for these bytes, or null. */
    V get(byte[] buffer, int offset, int length) {
        int mask = slots.length - 1;
        for (int i = hash(buffer, offset, length) & mask; slots[i] != 0; i = (i + 1) & mask) {
            byte[] key = keys.get(slots[i] - 1);
            if (Arrays.equals(key, 0, key.length, buffer, offset, offset + length)) {
                return values.get(slots[i] - 1);
            }
        }
        return null;
    }

    /** Adds a key that is not there yet; keeps {@code key} itself. */
    void add(byte[] key, V value) {
        keys.add(key);
        values.add(value);
        if (keys.size() * 2 > slots.length) {
            slots = new int[slots.length * 2];
            for (int i = 0; i < keys.size(); i++) {
                place(keys.get(i), i + 1);
            }
        } else {
            place(key, keys.size());
        }
    }

    private void place(byte[] key, int slot) {
        int mask = slots.length - 1;
        int i = hash(key, 0, key.length) & mask;
        while (slots[i] != 0) {
            i = (i + 1) & mask;
        }
        slots[i] = slot;
    }

    private static int hash(byte[] buffer, int offset, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + buffer[offset + i];
        }
        return hash ^ (hash >>> 16);
    }

    int size() {
        return keys.size();
    }

    /** All values in the order of insertion. */
    List<V> values() {
        return Collections.unmodifiableList(values);
    }
}
