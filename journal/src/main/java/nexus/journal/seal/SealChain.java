package nexus.journal.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import nexus.journal.seal.SealEntry.Begin;
import nexus.journal.seal.SealEntry.Gap;
import nexus.journal.seal.SealEntry.HandOver;
import nexus.journal.seal.SealEntry.Seal;
import nexus.journal.store.FolderSync;

/**
 * The end of a chain of seals, where entries are appended: numbered, linked, signed, on the disk when {@link #append}
 * returns. What a dead process left half-written at the end is cut off first.
 *
 * <p>A lock keeps two processes apart for the length of one append, and each looks first at what the other has appended:
 * so an act such as a prune can be entered beside a running gateway. For one thread.
 */
public final class SealChain {
    private static final String LOCK_FILE = ".lock";
    private static final long LOCK_NANOS = 10_000_000_000L;
    private static final long LOCK_PARK_NANOS = 1_000_000L;

    private final Path folder;
    private SealKey key;
    private ChainEntry last;
    private Seal lastSeal;
    private long nextSequence;
    private Path file;
    private long wholeBytes;

    private SealChain(Path folder, SealKey key) {
        this.folder = folder;
        this.key = key;
    }

    /**
     * Finds the end of the chain.
     *
     * @param folder of the seals; made if need be
     * @param key must be the one that the chain ends with
     * @throws IOException in one line that says what to do: other key, a line that is no entry, links that are broken
     */
    public static SealChain open(Path folder, SealKey key) throws IOException {
        Files.createDirectories(folder);
        SealChain chain = new SealChain(folder, key);
        FileChannel lock = chain.lock();
        try {
            chain.findEnd();
            chain.requireKey();
            chain.cutTornTail();
        } finally {
            lock.close();
        }
        return chain;
    }

    /** The last file, and files before it until there is a seal. */
    private void findEnd() throws IOException {
        List<Path> files = SealFolder.files(folder);
        int from = files.size();
        while (lastSeal == null && from > 0) {
            from--;
            last = null;
            nextSequence = 0;
            for (Path each : files.subList(from, files.size())) {
                file = each;
                wholeBytes = 0;
                readOn();
            }
        }
    }

    private void cutTornTail() throws IOException {
        if (file != null && Files.size(file) > wholeBytes) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(wholeBytes);
                channel.force(true);
            }
        }
    }

    /** What this or another process has appended since. */
    private void refresh() throws IOException {
        if (file != null) {
            readOn();
        }
        for (Path each : SealFolder.files(folder)) {
            if (file == null || each.getFileName().compareTo(file.getFileName()) > 0) {
                file = each;
                wholeBytes = 0;
                readOn();
            }
        }
    }

    private void readOn() throws IOException {
        try (SealLines lines = SealLines.open(file, wholeBytes)) {
            String line = lines.next();
            while (line != null) {
                take(line);
                wholeBytes = lines.wholeBytes();
                line = lines.next();
            }
        }
    }

    private void take(String line) throws IOException {
        ChainEntry entry;
        try {
            entry = ChainEntry.parse(line);
        } catch (IllegalArgumentException e) {
            throw damaged("a line that is no entry, " + e.getMessage());
        }
        if (last != null
                && (entry.number() != last.number() + 1 || !entry.previous().equals(last.hash()))) {
            throw damaged("entry " + entry.number() + " does not follow entry " + last.number());
        }
        last = entry;
        if (entry.what() instanceof Seal seal) {
            lastSeal = seal;
            nextSequence = seal.last() + 1;
        } else if (entry.what() instanceof Gap gap) {
            nextSequence = gap.next();
        }
    }

    private SealException damaged(String what) {
        return new SealException("the seals are damaged: " + what + ", file " + file + ", byte " + wholeBytes
                + ". Nothing is sealed until it is mended: look with 'replay seal verify', bring the file back from the"
                + " outside copy, or move the folder away to begin a new chain");
    }

    private void requireKey() throws IOException {
        String wanted = keyId();
        if (last != null && !wanted.equals(key.publicKey().id())) {
            throw new SealException(
                    "the seals in " + folder + " are signed with key " + wanted + ", the key at hand is "
                            + key.publicKey().id() + ": bring the old one back, or hand over to a new one with"
                            + " 'gateway keys seal --new'");
        }
    }

    private String keyId() {
        if (last == null) {
            return key.publicKey().id();
        }
        return last.what() instanceof HandOver handOver ? handOver.newKey() : last.keyId();
    }

    private FileChannel lock() throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long deadline = System.nanoTime() + LOCK_NANOS;
            while (!isLocked(channel)) {
                if (System.nanoTime() > deadline) {
                    throw new SealException("another process keeps " + folder.resolve(LOCK_FILE) + " locked");
                }
                LockSupport.parkNanos(LOCK_PARK_NANOS);
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it, for the length of an append.
            return false;
        }
    }

    /** Whether it has no entry yet: {@link #begin} comes first then. */
    public boolean isEmpty() {
        return last == null;
    }

    /** Makes the first entry. */
    public void begin(String journalId, long timeNanos) throws IOException {
        append(journalId, new Begin(key.publicKey().base64()), timeNanos);
    }

    /**
     * Appends an entry, with the time given or, if that is later, the last one's. On return it is on the disk.
     *
     * @throws IOException if the disk refuses, or the chain's end is not what it was; nothing is appended then, at most half
     *     a line, which the next append cuts off
     */
    public ChainEntry append(SealEntry what, long timeNanos) throws IOException {
        if (last == null) {
            throw new IllegalStateException("a chain begins with its first entry");
        }
        return append(last.journalId(), what, timeNanos);
    }

    private ChainEntry append(String journalId, SealEntry what, long timeNanos) throws IOException {
        FileChannel lock = lock();
        try {
            refresh();
            requireKey();
            long time = last == null ? timeNanos : Math.max(timeNanos, last.timeNanos());
            long number = last == null ? 1 : last.number() + 1;
            String previous = last == null ? ChainEntry.NOTHING_BEFORE : last.hash();
            String keyId = key.publicKey().id();
            String unsigned = ChainEntry.unsigned(number, time, journalId, what, previous, keyId);
            ChainEntry entry =
                    ChainEntry.signed(number, time, journalId, what, previous, keyId, key.sign(unsigned), unsigned);
            write(entry);
            return entry;
        } finally {
            lock.close();
        }
    }

    private void write(ChainEntry entry) throws IOException {
        String name = SealFolder.fileName(entry.timeNanos());
        // Never into a file before the last one, whatever the names of files that somebody put there.
        boolean isNew = file == null || file.getFileName().toString().compareTo(name) < 0;
        Path target = isNew ? folder.resolve(name) : file;
        long position = isNew ? 0 : wholeBytes;
        ByteBuffer line = ByteBuffer.wrap((entry.line() + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(position);
            while (line.hasRemaining()) {
                channel.write(line, position + line.position());
            }
            channel.force(true);
        }
        if (isNew) {
            FolderSync.force(folder);
        }
        file = target;
        wholeBytes = position;
        readOn();
    }

    /** The last entry; null if there is none. */
    public ChainEntry last() {
        return last;
    }

    /** Where the last entry ends; null if there is none. */
    public SealPosition end() {
        return last == null ? null : new SealPosition(file, wholeBytes);
    }

    /** The last seal, wherever behind it the chain goes on; null if there is none. */
    public Seal lastSeal() {
        return lastSeal;
    }

    /** The first record that the chain says nothing of yet; 0 if it says nothing at all. */
    public long nextSequence() {
        return nextSequence;
    }
}
