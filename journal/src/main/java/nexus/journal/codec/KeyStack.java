package nexus.journal.codec;

import java.util.Arrays;

/**
 * The keys of the maps that a scan is inside of, to find doubled ones. A small map's keys are compared as they come; a
 * large map's are sorted at its end, by a sort whose time no choice of keys can spoil.
 */
final class KeyStack {
    /** {@link #endMap}: no key is doubled. */
    static final long NONE = -1;

    /** Most fields for which comparing each with each is the cheaper way. */
    private static final int SMALL_MAP = 16;

    private final int[] bases = new int[MapReader.MAX_DEPTH + 1];
    /** For small maps, one bit for each kind of key seen: keys of different kinds need no comparison. */
    private final long[] kinds = new long[MapReader.MAX_DEPTH + 1];

    /** Offset of the text in the upper half, its length in the lower. */
    private long[] keys = new long[64];

    private int size;
    private byte[] buffer = new byte[0];

    /** Forgets all maps; the keys of the next are in {@code buffer}. */
    void reset(byte[] buffer) {
        this.buffer = buffer;
        size = 0;
    }

    void beginMap(int depth) {
        bases[depth] = size;
        kinds[depth] = 0;
    }

    /**
     * Adds a key of the innermost map.
     *
     * @param fieldCount how many fields the map has in all
     * @return whether the key is known to be doubled; for a large map that is known at its end
     */
    boolean add(int depth, int fieldCount, int offset, int length) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size++] = ((long) offset << Integer.SIZE) | length;
        if (fieldCount > SMALL_MAP) {
            return false;
        }
        int edges = length == 0 ? 0 : 7 * buffer[offset] + 31 * buffer[offset + length - 1];
        long kind = 1L << (edges + length);
        boolean seenKind = (kinds[depth] & kind) != 0;
        kinds[depth] |= kind;
        return seenKind && isDoubled(depth);
    }

    private boolean isDoubled(int depth) {
        long last = keys[size - 1];
        for (int i = bases[depth]; i < size - 1; i++) {
            if (compare(keys[i], last) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Ends the innermost map and returns a doubled key, for {@link #offset} and {@link #length}, or {@link #NONE}. */
    long endMap(int depth) {
        int base = bases[depth];
        int count = size - base;
        long doubled = NONE;
        if (count > SMALL_MAP) {
            sort(base, count);
            for (int i = base + 1; i < size && doubled == NONE; i++) {
                if (compare(keys[i - 1], keys[i]) == 0) {
                    doubled = Math.max(keys[i - 1], keys[i]);
                }
            }
        }
        size = base;
        return doubled;
    }

    /** Heapsort: in place, and n log n for any input. */
    private void sort(int base, int count) {
        for (int root = count / 2 - 1; root >= 0; root--) {
            sink(base, root, count);
        }
        for (int last = count - 1; last > 0; last--) {
            long largest = keys[base];
            keys[base] = keys[base + last];
            keys[base + last] = largest;
            sink(base, 0, last);
        }
    }

    private void sink(int base, int from, int count) {
        long sinking = keys[base + from];
        int hole = from;
        while (2 * hole + 1 < count) {
            int child = 2 * hole + 1;
            if (child + 1 < count && compare(keys[base + child], keys[base + child + 1]) < 0) {
                child++;
            }
            if (compare(sinking, keys[base + child]) >= 0) {
                break;
            }
            keys[base + hole] = keys[base + child];
            hole = child;
        }
        keys[base + hole] = sinking;
    }

    private int compare(long left, long right) {
        int length = length(left);
        if (length != length(right)) {
            return Integer.compare(length, length(right));
        }
        return Arrays.compare(
                buffer, offset(left), offset(left) + length, buffer, offset(right), offset(right) + length);
    }

    static int offset(long key) {
        return (int) (key >>> Integer.SIZE);
    }

    static int length(long key) {
        return (int) key;
    }
}
