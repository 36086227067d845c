package nexus.journal.seal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lines of one file of seals, one after another. A line is whole when its end is there: what lies behind the last one
 * is an append that did not end.
 */
final class SealLines implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    /** Longer than any entry: a file without line ends must not fill the memory. */
    private static final int MAX_LINE_BYTES = 1 << 20;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long wholeBytes;

    private SealLines(InputStream in, long position) {
        this.in = in;
        this.wholeBytes = position;
    }

    /** @param position where a line begins, in bytes */
    static SealLines open(Path file, long position) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(position);
            return new SealLines(new BufferedInputStream(in, BUFFER_BYTES), position);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The next whole line without its end; null behind the last. */
    String next() throws IOException {
        line.reset();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            if (line.size() > MAX_LINE_BYTES) {
                throw new SealException("a line of more than " + MAX_LINE_BYTES + " bytes is no seal");
            }
            next = in.read();
        }
        if (next < 0) {
            return null;
        }
        wholeBytes += line.size() + 1L;
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Where the last whole line that was read ends, in bytes from the file's start. */
    long wholeBytes() {
        return wholeBytes;
    }

    /** Whether something lies behind the last whole line. Only when {@link #next} has given null. */
    boolean isTorn() {
        return line.size() > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
