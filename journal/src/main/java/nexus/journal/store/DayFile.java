package nexus.journal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.Wires;

/**
 * One day of a run, a Chronicle Queue file, read through a mapping that cannot write.
 *
 * <p>The file is a chain of frames, each at a multiple of four bytes:
 *
 * <pre>
 * 4 bytes   word: bits 0–29 length in bytes, bit 30 "Chronicle's own", bit 31 "not complete";
 *           0: nothing yet; bits 30 and 31 alone: the end of the file's day
 * length    content
 * 0–3       padding
 * </pre>
 *
 * The writer sets a frame's word after its content; so a word that is 0 with something behind it is an append in
 * flight, or one that never ended. Frames of Chronicle's own are the file header, first, and the index arrays, see
 * {@link DayIndex}.
 *
 * <p>The frame last found by {@link #look} is a cursor inside this object: for one thread. The mapping goes when the
 * garbage collector takes it; Windows cannot delete the file before that.
 */
final class DayFile implements AutoCloseable {
    static {
        ChronicleSetup.ensure();
    }

    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int SHIFT = 28;
    private static final long STRIDE_BYTES = 1L << SHIFT;
    /** Stretches overlap by more than the largest frame, so that one lies in a single stretch. */
    private static final long OVERLAP_BYTES = 2L * RecordFormat.MAX_PAYLOAD_BYTES;

    private static final int MAX_FILE_HEADER_BYTES = 1024;

    /** What is at a position. */
    enum Found {
        /** A frame that may hold a record. */
        RECORD,
        /** Nothing, or an append that has not ended. */
        NOTHING,
        /** The mark that the writer has left this file. */
        END,
        /** What no writer wrote; {@link DayFile#problem()} says what. */
        DAMAGE
    }

    private final Path path;
    private final FileChannel channel;
    private final List<MappedByteBuffer> stretches = new ArrayList<>();
    private long at;
    private int length;
    private String problem;

    private DayFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static DayFile open(Path path) throws IOException {
        return new DayFile(path, FileChannel.open(path, StandardOpenOption.READ));
    }

    Path path() {
        return path;
    }

    /** Finds the first frame at or behind {@code position} that is not Chronicle's own. */
    Found look(long position) {
        at = position;
        while (true) {
            if (!has(at, 4)) {
                return Found.NOTHING;
            }
            int word = word(at);
            if (word == 0 || word == Wires.NOT_COMPLETE || (at == 0 && word == Wires.END_OF_DATA)) {
                return Found.NOTHING;
            }
            if (word == Wires.END_OF_DATA) {
                return Found.END;
            }
            length = word & Wires.LENGTH_MASK;
            if ((word & Wires.NOT_COMPLETE) != 0) {
                return damage(String.format("frame word %08x marks it as not complete", word));
            }
            if (length > OVERLAP_BYTES - 4 || !has(at + 4, length)) {
                return damage("frame of " + length + " bytes reaches past the end of the file or any limit");
            }
            if ((word & Wires.META_DATA) == 0) {
                return Found.RECORD;
            }
            if (at == 0 ? !isFileHeader() : !DayIndex.isIndexLength(length)) {
                return damage("frame of Chronicle's own of " + length + " bytes, which it does not write");
            }
            at = end();
        }
    }

    /** Whether the frame at 0 leads to the first index array, which is written before it. */
    private boolean isFileHeader() {
        if (length > MAX_FILE_HEADER_BYTES || !has(end(), 4)) {
            return false;
        }
        int word = word(end());
        return (word & ~Wires.LENGTH_MASK) == Wires.META_DATA && DayIndex.isIndexLength(word & Wires.LENGTH_MASK);
    }

    private Found damage(String what) {
        problem = what;
        return Found.DAMAGE;
    }

    /** Where the frame found last begins. */
    long position() {
        return at;
    }

    /** Length in bytes of the content of the frame found last. */
    int length() {
        return length;
    }

    /** Where the frame after the one found last begins. */
    long end() {
        return (at + 4 + length + 3) & -4L;
    }

    /** What is wrong with the frame found last; only after {@link Found#DAMAGE}. */
    String problem() {
        return problem;
    }

    /** Copies the first bytes of the frame found last. */
    void copy(byte[] into, int bytes) {
        long start = at + 4;
        stretch(start).get((int) (start & (STRIDE_BYTES - 1)), into, 0, bytes);
    }

    /** The word at a multiple of four for which {@link #has} is true; what was written before it is seen after it. */
    int word(long position) {
        return (int) INTS.getAcquire(stretch(position), (int) (position & (STRIDE_BYTES - 1)));
    }

    /** The number at a multiple of eight for which {@link #has} is true. */
    long number(long position) {
        return (long) LONGS.getAcquire(stretch(position), (int) (position & (STRIDE_BYTES - 1)));
    }

    /** Whether the file has this range, of {@link #OVERLAP_BYTES} at most; maps it if need be. */
    boolean has(long position, long bytes) {
        // Damage makes positions that lie beyond any file; cut to an int they would mean another place in this one.
        if (position < 0 || position >>> SHIFT > Integer.MAX_VALUE) {
            return false;
        }
        int number = (int) (position >>> SHIFT);
        long inStretch = (position & (STRIDE_BYTES - 1)) + bytes;
        if (number < stretches.size()
                && stretches.get(number) != null
                && inStretch <= stretches.get(number).capacity()) {
            return true;
        }
        return map(number, inStretch);
    }

    private boolean map(int number, long needed) {
        long start = number * STRIDE_BYTES;
        try {
            long bytes = Math.min(channel.size() - start, STRIDE_BYTES + OVERLAP_BYTES);
            if (bytes < needed) {
                return false;
            }
            while (stretches.size() <= number) {
                stretches.add(null);
            }
            stretches.set(number, channel.map(MapMode.READ_ONLY, start, bytes));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + path + " at " + start, e);
        }
    }

    private MappedByteBuffer stretch(long position) {
        return stretches.get((int) (position >>> SHIFT));
    }

    @Override
    public void close() throws IOException {
        stretches.clear();
        channel.close();
    }
}
