package nexus.gateway.duty;

import java.util.Arrays;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;

/** Inputs that are in the journal and not yet routed, in order, with a copy of their bytes. Reused without allocation. */
final class InputBatch {
    private static final int INITIAL_INPUTS = 1_024;
    private static final int INITIAL_BYTES = 256 * 1_024;

    private long[] sequences = new long[INITIAL_INPUTS];
    private long[] timesNanos = new long[INITIAL_INPUTS];
    private RecordKind[] kinds = new RecordKind[INITIAL_INPUTS];
    private int[] flags = new int[INITIAL_INPUTS];
    private int[] sources = new int[INITIAL_INPUTS];
    private int[] ends = new int[INITIAL_INPUTS];
    private byte[] bytes = new byte[INITIAL_BYTES];
    private int size;

    int size() {
        return size;
    }

    void add(
            long sequence,
            long timeNanos,
            RecordKind kind,
            int inputFlags,
            int source,
            byte[] payload,
            int offset,
            int length) {
        if (size == sequences.length) {
            growInputs();
        }
        int start = start(size);
        if (bytes.length - start < length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(start, length)));
        }
        System.arraycopy(payload, offset, bytes, start, length);
        sequences[size] = sequence;
        timesNanos[size] = timeNanos;
        kinds[size] = kind;
        flags[size] = inputFlags;
        sources[size] = source;
        ends[size] = start + length;
        size++;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    private void growInputs() {
        int capacity = size * 2;
        sequences = Arrays.copyOf(sequences, capacity);
        timesNanos = Arrays.copyOf(timesNanos, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
        flags = Arrays.copyOf(flags, capacity);
        sources = Arrays.copyOf(sources, capacity);
        ends = Arrays.copyOf(ends, capacity);
    }

    /** Points {@code record} at an input; valid until the next {@link #add} or {@link #clear}. */
    JournalRecord view(int index, JournalRecord record) {
        int start = start(index);
        return record.set(
                sequences[index],
                timesNanos[index],
                kinds[index],
                flags[index],
                sources[index],
                0,
                bytes,
                start,
                ends[index] - start);
    }

    void clear() {
        size = 0;
    }
}
