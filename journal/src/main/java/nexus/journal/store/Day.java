package nexus.journal.store;

import java.io.IOException;
import java.nio.file.Path;
import nexus.journal.store.DayFile.Found;

/**
 * The records of one day file: find one by sequence or time, find the last, check each. For one thread.
 *
 * <p>Finding goes from the nearest entry of the {@link DayIndex} along the frames, 255 at most. Where frames or index
 * are damaged it looks for the next record whose checksum is right.
 */
final class Day implements AutoCloseable {
    private static final int RESYNC_LIMIT_BYTES = 2 * RecordFormat.MAX_PAYLOAD_BYTES;

    private static final int TRAIL_MASK = DayIndex.SPACING - 1;

    private final DayFile file;
    private final DayIndex index;
    private final RecordFormat format = new RecordFormat();
    /** Records that a search has passed, by the low bits of their sequence: reading backward finds them again. */
    private final long[] trailSequences = new long[DayIndex.SPACING];

    private final long[] trailPositions = new long[DayIndex.SPACING];
    private byte[] record = new byte[4096];
    private long firstSequence;
    private long firstTimeNanos;

    private Day(DayFile file) {
        this.file = file;
        this.index = new DayIndex(file);
    }

    static Day open(Path path) throws IOException {
        return new Day(DayFile.open(path));
    }

    DayFile file() {
        return file;
    }

    /** The record that {@link #load} read last; borrowed until the next call of any method. */
    byte[] record() {
        return record;
    }

    /** Whether a record, sound or not, has been committed to this file. */
    boolean hasRecords() {
        Found found = file.look(0);
        return found == Found.RECORD || found == Found.DAMAGE || index.hint(0) != 0;
    }

    /** Sequence of the first sound record; 0 if there is none. */
    long firstSequence() {
        if (firstSequence == 0) {
            if (soundFromStart() >= 0) {
                firstSequence = RecordFormat.sequence(record);
                firstTimeNanos = RecordFormat.timeNanos(record);
            }
        }
        return firstSequence;
    }

    /** Time of the first sound record, nanoseconds since the epoch; 0 if there is none. */
    long firstTimeNanos() {
        return firstSequence() == 0 ? 0 : firstTimeNanos;
    }

    /** Copies the frame found last and says what is wrong with it; null if it is a sound record. */
    String load() {
        int length = file.length();
        if (length > RecordFormat.HEADER_BYTES + RecordFormat.MAX_PAYLOAD_BYTES) {
            return "excerpt of " + length + " bytes, longer than any record";
        }
        if (record.length < length) {
            record = new byte[Integer.highestOneBit(length) << 1];
        }
        file.copy(record, length);
        return format.check(record, length);
    }

    /** Position of the frame of this record; -1 if it is not here, or not sound. */
    long find(long sequence) {
        long first = firstSequence();
        if (first == 0 || sequence < first) {
            return -1;
        }
        int slot = (int) (sequence & TRAIL_MASK);
        if (trailSequences[slot] == sequence && soundAt(trailPositions[slot])) {
            return trailPositions[slot];
        }
        long position = findAtLeast(sequence);
        return position >= 0 && RecordFormat.sequence(record) == sequence ? position : -1;
    }

    /** Position of the first sound record of this sequence or a later one; -1 if there is none here. */
    long findAtLeast(long sequence) {
        long first = firstSequence();
        if (first == 0) {
            return -1;
        }
        long position = start((sequence - first) / DayIndex.SPACING, Math.max(sequence, first));
        while (position >= 0) {
            long here = RecordFormat.sequence(record);
            trailSequences[(int) (here & TRAIL_MASK)] = here;
            trailPositions[(int) (here & TRAIL_MASK)] = position;
            if (here >= sequence) {
                return position;
            }
            position = soundBehind();
        }
        return -1;
    }

    /**
     * Position of the last sound record before this one; -1 if there is none here. {@link DayFile#end()} is behind it
     * then.
     */
    long findBefore(long sequence) {
        long first = firstSequence();
        if (first == 0 || first >= sequence) {
            return -1;
        }
        long position = start((sequence - 1 - first) / DayIndex.SPACING, sequence - 1);
        long last = -1;
        while (position >= 0 && RecordFormat.sequence(record) < sequence) {
            last = position;
            position = soundBehind();
        }
        if (last >= 0) {
            soundAt(last);
        }
        return last;
    }

    /** Whether the index knows a record well behind the place where this one, not there yet, would come. */
    boolean hasIndexBehind(long position, long sequence) {
        long first = firstSequence();
        return first != 0 && index.hint((sequence - first) / DayIndex.SPACING + 1) > position;
    }

    /** Position of the first record at or after a time; -1 if there is none here. */
    long findTime(long timeNanos) {
        long low = 0;
        long high = index.lastBlock() + 1;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            long sound = middle;
            while (sound < high && !soundAt(index.hint(sound))) {
                sound++;
            }
            if (sound < high && RecordFormat.timeNanos(record) < timeNanos) {
                low = sound;
            } else {
                high = middle;
            }
        }
        long position = start(low, Long.MAX_VALUE);
        while (position >= 0 && RecordFormat.timeNanos(record) < timeNanos) {
            position = soundBehind();
        }
        return position;
    }

    /** Position of the last sound record; -1 if there is none. {@link DayFile#end()} is behind it then. */
    long findLast() {
        return findBefore(Long.MAX_VALUE);
    }

    /** The nearest sound record before or at a block of 256, and not behind {@code notAfter}; -1 if there is none. */
    private long start(long block, long notAfter) {
        for (long b = Math.min(block, index.lastBlock()); b > 0; b--) {
            long position = index.hint(b);
            if (soundAt(position) && RecordFormat.sequence(record) <= notAfter) {
                return position;
            }
        }
        return soundFromStart();
    }

    private long soundFromStart() {
        long position = soundFrom(0);
        return position >= 0 ? position : soundBehindHole(0, 0);
    }

    /** Position of the first sound record behind the one that is loaded, loaded now; -1 if there is none. */
    private long soundBehind() {
        long sequence = RecordFormat.sequence(record);
        long hole = file.end();
        long position = soundFrom(hole);
        return position >= 0 ? position : soundBehindHole(hole, (sequence - firstSequence) / DayIndex.SPACING);
    }

    /** The same where the chain of frames is broken for good, if the index knows of records behind. */
    private long soundBehindHole(long hole, long block) {
        long last = index.lastBlock();
        if (index.hint(last) <= hole) {
            return -1;
        }
        long b = block;
        while (b < last && !(index.hint(b) > hole && soundAt(index.hint(b)))) {
            b++;
        }
        // The records before that entry too, back to the hole or to the entry before, which leads nowhere.
        long end = soundAt(index.hint(b)) ? index.hint(b) + 4 : index.hint(b) + RESYNC_LIMIT_BYTES;
        return resync(Math.max(hole, index.hint(b - 1)), end);
    }

    private boolean soundAt(long position) {
        return position > 0 && file.look(position) == Found.RECORD && file.position() == position && load() == null;
    }

    /** Position of the first sound record at or behind the frame at {@code position}, loaded; -1 if there is none. */
    private long soundFrom(long position) {
        Found found = file.look(position);
        if (found == Found.RECORD && load() == null) {
            return file.position();
        }
        long next = file.position() + 4;
        return found == Found.RECORD || found == Found.DAMAGE ? resync(next, next + RESYNC_LIMIT_BYTES) : -1;
    }

    /** Tries every multiple of four: the length in a damaged frame may be what is damaged. */
    private long resync(long position, long limit) {
        for (long at = position; at < limit && file.has(at, 4); at += 4) {
            if (file.look(at) == Found.RECORD && file.position() == at && isPlausible() && load() == null) {
                return at;
            }
        }
        return -1;
    }

    private boolean isPlausible() {
        int length = file.length();
        if (length < RecordFormat.HEADER_BYTES) {
            return false;
        }
        file.copy(record, RecordFormat.HEADER_BYTES);
        return RecordFormat.payloadLength(record) == length - RecordFormat.HEADER_BYTES;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
