package nexus.adapters.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of lines that only grows, of one process at a time.
 *
 * <pre>
 *   CRC-32C of what follows, 8 hex digits | TAB | field | TAB | field … | LF        UTF-8; in a field \t, \n, \\ for
 *                                                                                  TAB, LF and backslash; \0 is null
 * </pre>
 *
 * A line that a dying process left half written at the end is dropped. Any other that cannot be read stops the start:
 * what it said about an order is not known.
 */
final class OrderLog implements AutoCloseable {
    private static final String NAME = "orders.log";
    private static final String LOCK = "orders.lock";

    private final Path file;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private FileChannel channel;

    private OrderLog(Path file, FileChannel lockChannel, FileLock lock) {
        this.file = file;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /**
     * Takes the folder, which is made where missing.
     *
     * @throws IOException if another process has it, or it cannot be used
     */
    static OrderLog open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            lock = null;
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new IOException("another adapter runs on " + folder + ": stop it first; there is one per platform");
        }
        return new OrderLog(folder.resolve(NAME), channel, lock);
    }

    /** All lines, each as its fields. */
    List<String[]> read() throws IOException {
        List<String[]> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        byte[] bytes = Files.readAllBytes(file);
        int start = 0;
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] == '\n') {
                lines.add(parse(bytes, start, end, lines.size() + 1));
                start = end + 1;
            }
        }
        return lines;
    }

    private String[] parse(byte[] bytes, int start, int end, int number) throws IOException {
        String crc = new String(bytes, start, Math.min(8, end - start), StandardCharsets.US_ASCII);
        int from = Math.min(start + 9, end);
        String expected = crc(bytes, from, end - from);
        if (!crc.equals(expected)) {
            throw new IOException("line " + number + " of " + file + " is damaged (CRC " + crc + ", expected "
                    + expected + "): check the platform's open orders by hand, then move the file away");
        }
        String[] fields = new String(bytes, from, end - from, StandardCharsets.UTF_8).split("\t", -1);
        for (int i = 0; i < fields.length; i++) {
            fields[i] = unescape(fields[i]);
        }
        return fields;
    }

    /** Replaces the file by these lines, at once or not at all, and goes on behind them. */
    void rewrite(List<String[]> lines) throws IOException {
        Path next = file.resolveSibling(NAME + ".next");
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (String[] line : lines) {
                writeFully(out, line(line));
            }
            out.force(true);
        }
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        }
        channel = FileChannel.open(file, StandardOpenOption.APPEND);
    }

    /**
     * Appends a line; it survives the death of the process.
     *
     * @throws UncheckedIOException if it cannot be written: nothing may be done that relies on it
     */
    void append(String... fields) {
        try {
            writeFully(channel, line(fields));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** What was appended survives the death of the machine. */
    void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot sync " + file, e);
        }
    }

    private static ByteBuffer line(String[] fields) {
        StringBuilder text = new StringBuilder();
        for (String field : fields) {
            text.append('\t').append(escape(field));
        }
        byte[] content = text.substring(1).getBytes(StandardCharsets.UTF_8);
        byte[] line = Arrays.copyOf(
                crc(content, 0, content.length).getBytes(StandardCharsets.US_ASCII), 9 + content.length + 1);
        line[8] = '\t';
        System.arraycopy(content, 0, line, 9, content.length);
        line[line.length - 1] = '\n';
        return ByteBuffer.wrap(line);
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static String crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return String.format("%08x", crc.getValue());
    }

    private static String escape(String field) {
        return field == null
                ? "\\0"
                : field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String unescape(String field) {
        if (field.equals("\\0")) {
            return null;
        }
        StringBuilder text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 1 < field.length()) {
                i++;
                char escaped = field.charAt(i);
                text.append(escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
        lock.release();
        lockChannel.close();
    }
}
