package nexus.journal.store;

import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.wire.Wires;

/**
 * Chronicle's own index of a day file: the position of every 256th record, by arithmetic.
 *
 * <p>Two levels of arrays of 4,096 numbers, each array the end of a frame of Chronicle's own. The frame behind the file
 * header holds the positions of the others, which hold positions of records. An index written by a dying process or
 * damaged since may lie: what it gives is a hint, and the record found there must prove it.
 */
final class DayIndex {
    static {
        ChronicleSetup.ensure();
    }

    /** Records between two entries. */
    static final int SPACING = RollCycles.FAST_DAILY.defaultIndexSpacing();

    private static final int COUNT = RollCycles.FAST_DAILY.defaultIndexCount();
    private static final int ARRAY_BYTES = COUNT * Long.BYTES;

    private final DayFile file;
    private long rootArray;

    DayIndex(DayFile file) {
        this.file = file;
    }

    /** Whether a frame of Chronicle's own of this length can be one of the arrays: name and padding vary a little. */
    static boolean isIndexLength(int length) {
        return length >= ARRAY_BYTES + 16 && length <= ARRAY_BYTES + 64;
    }

    /** Position of the frame of record {@code block * 256} of the file, counted from 0; 0 if there is no entry. */
    long hint(long block) {
        long root = root();
        if (root == 0 || block < 0 || block >= (long) COUNT * COUNT) {
            return 0;
        }
        long array = array(file.number(root + Long.BYTES * (block / COUNT)));
        if (array == 0) {
            return 0;
        }
        long position = file.number(array + Long.BYTES * (block % COUNT));
        return position > 0 && (position & 3) == 0 && file.has(position, 4) ? position : 0;
    }

    /** The last block that has an entry; -1 if none has. */
    long lastBlock() {
        long low = -1;
        long high = (long) COUNT * COUNT;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (hint(middle) != 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long root() {
        if (rootArray == 0 && file.has(0, 4)) {
            int word = file.word(0);
            if ((word & ~Wires.LENGTH_MASK) == Wires.META_DATA) {
                rootArray = array((4L + (word & Wires.LENGTH_MASK) + 3) & -4L);
            }
        }
        return rootArray;
    }

    /** Where the numbers begin in the array whose frame is at {@code position}; 0 if no array is there. */
    private long array(long position) {
        if (position <= 0 || (position & 3) != 0 || !file.has(position, 4)) {
            return 0;
        }
        int word = file.word(position);
        int length = word & Wires.LENGTH_MASK;
        if ((word & ~Wires.LENGTH_MASK) != Wires.META_DATA || !isIndexLength(length)) {
            return 0;
        }
        long numbers = position + 4 + length - ARRAY_BYTES;
        return (numbers & 7) == 0 && file.has(numbers, ARRAY_BYTES) ? numbers : 0;
    }
}
