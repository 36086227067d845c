package nexus.journal.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import nexus.journal.store.FolderSync;

/**
 * Copies seals to a folder elsewhere, byte for byte. It only ever appends there, and only behind what is the same: what
 * stands there and differs is what somebody would have to explain, so it stays as it is.
 *
 * <p>For one thread. A try that fails is repeated later, and then brings all that is missing.
 */
public final class SealCopy {
    /** In the folder of the seals: where they have been copied to. So a mount that is gone is not taken for a new place. */
    private static final String MARK = ".copied-to";

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path seals;
    private final Path target;
    private final Path publicKey;
    private final Map<String, Long> copiedBytes = new HashMap<>();

    /**
     * From one place to another.
     *
     * @param seals folder of the seals
     * @param target where they go; made if its parent is there
     * @param publicKey the file to hand out; it goes there too
     */
    public SealCopy(Path seals, Path target, Path publicKey) {
        this.seals = seals;
        this.target = target;
        this.publicKey = publicKey;
    }

    /**
     * Copies what is not there yet; on return it is on that disk.
     *
     * @param end where the last whole entry ends: what lies behind may still be taken back
     * @throws SealException if something else is there; it says what that means
     * @throws IOException if the place cannot be written
     */
    public void copy(SealPosition end) throws IOException {
        if (copiedBytes.isEmpty()) {
            requirePlace();
        }
        for (Path file : SealFolder.files(seals)) {
            int order = file.compareTo(end.file());
            if (order <= 0) {
                copy(file, order == 0 ? end.bytes() : Files.size(file));
            }
        }
        requireNothingElse();
        Path key = target.resolve(publicKey.getFileName().toString());
        if (!Files.exists(key)) {
            Files.copy(publicKey, key);
        }
        Files.writeString(seals.resolve(MARK), target.toAbsolutePath() + "\n", StandardCharsets.UTF_8);
    }

    private void requirePlace() throws IOException {
        Path mark = seals.resolve(MARK);
        boolean known = Files.exists(mark)
                && Files.readString(mark, StandardCharsets.UTF_8)
                        .strip()
                        .equals(target.toAbsolutePath().toString());
        if (known && SealFolder.files(target).isEmpty()) {
            throw new IOException("the seals that were copied to " + target + " are gone: is it mounted? To begin there"
                    + " anew, delete " + mark);
        }
        if (!Files.isDirectory(target)) {
            Path parent = target.toAbsolutePath().getParent();
            if (parent == null || !Files.isDirectory(parent)) {
                throw new IOException("there is no folder " + target + " and none to make it in: is it mounted?");
            }
            Files.createDirectory(target);
        }
    }

    private void copy(Path file, long bytes) throws IOException {
        String name = file.getFileName().toString();
        Path there = target.resolve(name);
        long size = Files.exists(there) ? Files.size(there) : 0;
        Long copied = copiedBytes.get(name);
        if (copied != null && size < copied) {
            throw new IOException(there + " was copied and is gone, or shorter: is " + target + " mounted?");
        }
        if (copied == null || copied != size) {
            if (size > bytes || !isBeginning(there, file, size)) {
                throw other(there);
            }
        }
        if (size < bytes) {
            append(file, there, size, bytes);
        }
        copiedBytes.put(name, bytes);
    }

    private SealException other(Path there) {
        return new SealException(there + " is not a copy of the seals here: either this data folder was rolled back or"
                + " changed, or the copy was. Compare them with 'replay seal verify --seals " + target
                + "'. Nothing is copied until seals.copyTo names another folder");
    }

    private void requireNothingElse() throws IOException {
        for (Path file : SealFolder.files(target)) {
            if (!copiedBytes.containsKey(file.getFileName().toString())) {
                throw other(file);
            }
        }
    }

    private static boolean isBeginning(Path there, Path whole, long bytes) throws IOException {
        if (bytes == 0) {
            return true;
        }
        byte[] left = new byte[BUFFER_BYTES];
        byte[] right = new byte[BUFFER_BYTES];
        try (InputStream one = Files.newInputStream(there);
                InputStream other = Files.newInputStream(whole)) {
            long compared = 0;
            while (compared < bytes) {
                int length = (int) Math.min(BUFFER_BYTES, bytes - compared);
                if (one.readNBytes(left, 0, length) != length
                        || other.readNBytes(right, 0, length) != length
                        || Arrays.mismatch(left, 0, length, right, 0, length) >= 0) {
                    return false;
                }
                compared += length;
            }
        }
        return true;
    }

    private void append(Path file, Path there, long from, long to) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(there, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            long at = from;
            while (at < to) {
                buffer.clear().limit((int) Math.min(BUFFER_BYTES, to - at));
                if (in.read(buffer, at) < 0) {
                    throw new IOException(file + " has become shorter while it was copied");
                }
                buffer.flip();
                while (buffer.hasRemaining()) {
                    at += out.write(buffer, at);
                }
            }
            out.force(true);
        }
        if (from == 0) {
            FolderSync.force(target);
        }
    }
}
