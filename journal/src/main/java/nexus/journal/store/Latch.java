package nexus.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Remembers over a restart that the gateway stopped trading for good, and why: {@code .latch} in the data folder.
 *
 * <p>The file has its 4 KiB from the start and is overwritten in place, so that setting it works on a full disk (not
 * where the file system copies on write). It is text: {@code CLEAR}, or {@code LATCHED} and the reason, then blanks.
 */
public final class Latch implements AutoCloseable {
    private static final int FILE_BYTES = 4096;
    private static final String CLEAR = "CLEAR";
    private static final String LATCHED = "LATCHED ";

    private final FileChannel channel;
    private final Optional<String> previousReason;

    private Latch(FileChannel channel, Optional<String> previousReason) {
        this.channel = channel;
        this.previousReason = previousReason;
    }

    /**
     * Opens the latch, made clear if there is none. A file that is neither clear nor latched counts as latched.
     *
     * @throws IOException if the file cannot be read or made
     */
    public static Latch open(Path dataFolder) throws IOException {
        Path path = dataFolder.resolve(".latch");
        Optional<String> previous = Optional.empty();
        boolean known = Files.exists(path) && Files.size(path) > 0;
        if (known) {
            String text = Files.readString(path, StandardCharsets.UTF_8).strip();
            if (text.startsWith(LATCHED)) {
                previous = Optional.of(text.substring(LATCHED.length()));
            } else if (!text.equals(CLEAR)) {
                previous = Optional.of("the latch " + path + " is neither clear nor latched");
            }
        }
        Latch latch = new Latch(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE), previous);
        if (!known) {
            latch.clear();
        }
        return latch;
    }

    /** Why the process before this one latched; empty if it did not. */
    public Optional<String> previousReason() {
        return previousReason;
    }

    /**
     * Sets the latch; on return it is on the disk.
     *
     * @param reason cut to what fits
     */
    public void set(String reason) throws IOException {
        write(LATCHED + reason.strip().replaceAll("\\s+", " "));
    }

    /** Clears the latch; on return that is on the disk. */
    public void clear() throws IOException {
        write(CLEAR);
    }

    private void write(String text) throws IOException {
        byte[] bytes = new byte[FILE_BYTES];
        Arrays.fill(bytes, (byte) ' ');
        bytes[FILE_BYTES - 1] = '\n';
        ByteBuffer room = ByteBuffer.wrap(bytes, 0, FILE_BYTES - 1);
        // Encodes what fits, whole characters only.
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text), room, true);
        ByteBuffer all = ByteBuffer.wrap(bytes);
        while (all.hasRemaining()) {
            channel.write(all, all.position());
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
