package nexus.adapters.sierra.scid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * How far a file was told: the time of the last record, and how many records of that very time. It holds where the file
 * is written anew, too.
 */
record ScidPlace(long micros, long countAtMicros) {
    /** What was remembered; null if nothing was. */
    static ScidPlace load(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        String[] words = Files.readString(file).strip().split(" ", -1);
        try {
            return new ScidPlace(Long.parseLong(words[0]), Long.parseLong(words[1]));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException(file + " is damaged: delete it; reading begins at the end then", e);
        }
    }

    /** Remembers it; survives the death of the process. */
    void save(Path file) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            byte[] text = String.format(Locale.ROOT, "%020d %010d%n", micros, countAtMicros)
                    .getBytes(StandardCharsets.US_ASCII);
            out.write(ByteBuffer.wrap(text), 0);
        }
    }

    /** The place behind one more record. */
    ScidPlace after(long recordMicros) {
        return new ScidPlace(recordMicros, recordMicros == micros ? countAtMicros + 1 : 1);
    }
}
