package nexus.adapters.metatrader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Ids of commands, 1 to 99,999 and over again. The EA skips one that is among its last thousand without a word, so they
 * go on over restarts: the file holds the end of a block that is taken before any id of it is used.
 */
final class CommandIds {
    private static final int MOST = 99_999;
    private static final int BLOCK = 200;

    private final Path file;
    private int last;
    private int left;

    private CommandIds(Path file, int last) {
        this.file = file;
        this.last = last;
    }

    /** @throws IOException if the file cannot be read */
    static CommandIds open(Path folder) throws IOException {
        Path file = folder.resolve("command.id");
        int last = 0;
        if (Files.exists(file)) {
            String text = Files.readString(file).trim();
            // What cannot be read begins anew: the EA is told to forget what it has seen at each start.
            last = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        }
        return new CommandIds(file, last);
    }

    /** One that the EA has not seen for a long time. */
    int next() {
        if (left == 0) {
            save((last + BLOCK - 1) % MOST + 1);
            left = BLOCK;
        }
        left--;
        last = last % MOST + 1;
        return last;
    }

    private void save(int end) {
        Path next = file.resolveSibling("command.id.next");
        try {
            try (FileChannel out = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap((end + "\n").getBytes(StandardCharsets.US_ASCII)));
                out.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
