package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** A journal's file, to be damaged. */
final class DamagedFile {
    private static final int HEADER_BYTES = 40;
    private static final int CRC = 36;

    private final Path path;

    private DamagedFile(Path path) {
        this.path = path;
    }

    /** The day files of a run, in order. */
    static List<DamagedFile> of(Path dataFolder, String runId) throws IOException {
        try (Stream<Path> files = Files.walk(dataFolder.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .filter(file -> file.getParent().toString().endsWith("-" + runId))
                    .sorted()
                    .map(DamagedFile::new)
                    .toList();
        }
    }

    /** Removes a run with all its files. */
    static void removeRun(Path dataFolder, String runId) throws IOException {
        try (Stream<Path> files = Files.walk(dataFolder.resolve("journal"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (file.toString().contains("-" + runId)) {
                    Files.delete(file);
                }
            }
        }
    }

    Path path() {
        return path;
    }

    /** Flips a bit in the first place of this text. */
    void flipIn(String text) throws IOException {
        flip(find(text));
    }

    /** Flips a bit in the last place of this text. */
    void flipInLast(String text) throws IOException {
        flip(head().lastIndexOf(text));
    }

    private void flip(long at) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            int was = file.read();
            file.seek(at);
            file.write(was ^ 1);
        }
    }

    /** Cuts the file in the middle of this text. */
    void cutIn(String text) throws IOException {
        long at = find(text) + text.length() / 2;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(at);
        }
    }

    /** Gives another version to the record whose payload is this text, with the right checksum. */
    void setVersionOf(String payload, int version) throws IOException {
        int at = (int) find(payload) - HEADER_BYTES;
        byte[] record = new byte[HEADER_BYTES + payload.length()];
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            file.readFully(record);
            record[0] = (byte) version;
            CRC32C crc = new CRC32C();
            crc.update(record, 0, CRC);
            crc.update(record, HEADER_BYTES, payload.length());
            ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putInt(CRC, (int) crc.getValue());
            file.seek(at);
            file.write(record);
        }
    }

    /** Puts something else in the place of the file's own header. */
    void spoilHeader() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write("another format".getBytes(StandardCharsets.US_ASCII));
        }
    }

    void remove() throws IOException {
        Files.delete(path);
    }

    private long find(String text) throws IOException {
        int at = head().indexOf(text);
        assertThat(at).as(text + " in " + path).isPositive();
        return at;
    }

    /** What is written of it, a character for each byte. */
    private String head() throws IOException {
        byte[] head = new byte[2 << 20];
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            int length = file.read(head);
            return new String(head, 0, length, StandardCharsets.ISO_8859_1);
        }
    }
}
