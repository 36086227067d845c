package nexus.replay.backtest.ticks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a file of comma-separated values, plain or gzip, one at a time, as bytes with the cells' bounds. Line ends
 * may be those of any system; a byte order mark and empty lines are passed over.
 */
final class CsvLines implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 64 * 1024;
    private static final int BUFFER_BYTES = 4 * MAX_LINE_BYTES;
    private static final int MAX_CELLS = 256;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Path file;
    private final CountedBytes counted;
    private final InputStream text;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final int[] starts = new int[MAX_CELLS];
    private final int[] ends = new int[MAX_CELLS];
    private int position;
    private int limit;
    private boolean isFirst = true;
    private boolean atEnd;
    private long line;
    private int cells;

    private CsvLines(Path file, CountedBytes counted, InputStream text) {
        this.file = file;
        this.counted = counted;
        this.text = text;
    }

    /** Opens a file; what it is shows in its first bytes, not in its name. */
    static CsvLines open(Path file) throws IOException {
        CountedBytes bytes = new CountedBytes(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
        try {
            bytes.mark(2);
            boolean isGzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            return new CsvLines(file, bytes, isGzip ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /**
     * Moves to the next line that is not empty.
     *
     * @return false at the end
     */
    boolean next() throws IOException, TickException {
        do {
            if (!split()) {
                return false;
            }
        } while (cells == 1 && starts[0] == ends[0]);
        return true;
    }

    /** Finds the next line and its cells; false at the end. */
    private boolean split() throws IOException, TickException {
        int cell = position;
        int found = 0;
        for (int at = position; ; at++) {
            if (at == limit) {
                int moved = position;
                boolean isMore = fill(found);
                at -= moved;
                cell -= moved;
                if (!isMore) {
                    return limit > 0 && endLine(found, cell, limit, limit);
                }
            }
            byte b = buffer[at];
            if (b > ',') {
                continue;
            }
            if (b == ',') {
                found = add(found, cell, at);
                cell = at + 1;
            } else if (b == '\n') {
                return endLine(found, cell, at, at + 1);
            } else if (b == '"') {
                line++;
                throw problem(
                        found, "a quote: quoted cells are not read, write plain numbers and names separated by commas");
            }
        }
    }

    private boolean endLine(int found, int cell, int end, int next) throws TickException {
        line++;
        position = next;
        cells = add(found, cell, end > cell && buffer[end - 1] == '\r' ? end - 1 : end);
        return true;
    }

    private int add(int found, int start, int end) throws TickException {
        if (found == MAX_CELLS) {
            throw problem(found, "more than " + MAX_CELLS + " columns");
        }
        starts[found] = start;
        ends[found] = end;
        return found + 1;
    }

    /**
     * Moves the line so far, with {@code found} cells, to the front and reads on behind it. False at the end of the file.
     */
    private boolean fill(int found) throws IOException, TickException {
        int kept = limit - position;
        if (kept >= MAX_LINE_BYTES) {
            line++;
            throw problem(0, "the line is longer than " + MAX_LINE_BYTES + " bytes: is this a text file?");
        }
        System.arraycopy(buffer, position, buffer, 0, kept);
        for (int i = 0; i < found; i++) {
            starts[i] -= position;
            ends[i] -= position;
        }
        position = 0;
        limit = kept;
        int read = atEnd ? -1 : read(kept);
        atEnd = read <= 0;
        if (atEnd) {
            return false;
        }
        if (isFirst && read >= BYTE_ORDER_MARK.length && Arrays.equals(buffer, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
            read -= BYTE_ORDER_MARK.length;
            System.arraycopy(buffer, BYTE_ORDER_MARK.length, buffer, 0, read);
        }
        isFirst = false;
        limit = kept + read;
        return read > 0;
    }

    private int read(int at) throws IOException, TickException {
        try {
            int read = text.read(buffer, at, buffer.length - at);
            // A few bytes first would hide a byte order mark.
            while (read > 0 && read < BYTE_ORDER_MARK.length) {
                int more = text.read(buffer, at + read, buffer.length - at - read);
                if (more <= 0) {
                    break;
                }
                read += more;
            }
            return read;
        } catch (EOFException | ZipException e) {
            throw new TickException(
                    file + ": behind line " + line + " the compressed file is cut off or damaged: " + e.getMessage());
        }
    }

    /** How many cells the line has. */
    int cells() {
        return cells;
    }

    byte[] buffer() {
        return buffer;
    }

    int start(int cell) {
        return starts[cell];
    }

    int end(int cell) {
        return ends[cell];
    }

    boolean isEmpty(int cell) {
        return starts[cell] == ends[cell];
    }

    String text(int cell) {
        return new String(buffer, starts[cell], ends[cell] - starts[cell], StandardCharsets.UTF_8);
    }

    /** Number of the line at hand, from 1. */
    long line() {
        return line;
    }

    Path file() {
        return file;
    }

    /** How many bytes of the file, as it lies on the disk, have been read. */
    long bytesRead() {
        return counted.count();
    }

    /** What is wrong in a column, counted from 0, of the line at hand. */
    TickException problem(int column, String what) {
        return new TickException(file + ":" + line + ": column " + (column + 1) + ": " + what);
    }

    @Override
    public void close() throws IOException {
        text.close();
        counted.close();
    }
}
