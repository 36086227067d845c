package nexus.journal.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Changes records where they lie in the queue's files, by the layout that {@code RecordFormat} draws. */
final class RawJournal {
    private static final int HEADER_BYTES = 40;
    private static final int SEQUENCE = 8;
    private static final int LENGTH = 32;
    private static final int CRC = 36;
    private static final int SEARCHED_BYTES = 4 << 20;

    private RawJournal() {}

    static List<Path> files(Path dataFolder) throws IOException {
        try (Stream<Path> all = Files.walk(dataFolder.resolve("journal"))) {
            return all.filter(p -> p.toString().endsWith(".cq4")).sorted().toList();
        }
    }

    /** Where a record begins in a file. */
    static int find(ByteBuffer bytes, long sequence) {
        for (int at = 0; at + HEADER_BYTES < bytes.limit(); at += 4) {
            boolean is = bytes.get(at) == 1
                    && bytes.getLong(at + SEQUENCE) == sequence
                    && bytes.getInt(at + LENGTH) >= 0
                    && bytes.getInt(at + LENGTH) < 1 << 16
                    && bytes.getInt(at + CRC) == crc(bytes, at);
            if (is) {
                return at;
            }
        }
        throw new AssertionError("no record " + sequence);
    }

    private static int crc(ByteBuffer bytes, int at) {
        int length = bytes.getInt(at + LENGTH);
        if (at + HEADER_BYTES + length > bytes.limit()) {
            return ~bytes.getInt(at + CRC);
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(at).limit(at + CRC));
        crc.update(bytes.duplicate().position(at + HEADER_BYTES).limit(at + HEADER_BYTES + length));
        return (int) crc.getValue();
    }

    /** Flips the lowest bit of a payload's first byte. */
    static void flip(Path file, long sequence, boolean withRightChecksum) throws IOException {
        ByteBuffer bytes = read(file);
        int at = find(bytes, sequence);
        bytes.put(at + HEADER_BYTES, (byte) (bytes.get(at + HEADER_BYTES) ^ 1));
        if (withRightChecksum) {
            bytes.putInt(at + CRC, crc(bytes, at));
        }
        write(file, bytes);
    }

    /** Gives a record another number, and the checksum that goes with it. */
    static void renumber(Path file, long sequence, long to) throws IOException {
        ByteBuffer bytes = read(file);
        int at = find(bytes, sequence);
        bytes.putLong(at + SEQUENCE, to);
        bytes.putInt(at + CRC, crc(bytes, at));
        write(file, bytes);
    }

    /** Writes an excerpt's head behind a record, of more bytes than a record can have. */
    static void appendHead(Path file, long sequence) throws IOException {
        ByteBuffer bytes = read(file);
        int at = find(bytes, sequence);
        int end = at + HEADER_BYTES + bytes.getInt(at + LENGTH);
        bytes.putInt((end + 3) & ~3, 15 << 20);
        write(file, bytes);
    }

    private static ByteBuffer read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(SEARCHED_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(bytes, 0);
            return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static void write(Path file, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(bytes, 0);
        }
    }
}
