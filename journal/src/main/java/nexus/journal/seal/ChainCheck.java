package nexus.journal.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import nexus.journal.seal.SealEntry.Begin;
import nexus.journal.seal.SealEntry.Gap;
import nexus.journal.seal.SealEntry.HandOver;
import nexus.journal.seal.SealEntry.Seal;
import nexus.journal.store.Sha256;

/**
 * Reads a chain from its beginning and checks each entry: form, number, link, key, signature. Entries come even if they
 * are found wanting, so that what they say can be looked at. For one thread.
 */
public final class ChainCheck implements AutoCloseable {
    private final Queue<Path> files;
    private final List<SealPublicKey> trusted;
    private final Consumer<SealFinding> findings;
    private SealLines lines;
    private Path file;
    private SealPublicKey key;
    /** A key that signs and should not, told of already. */
    private String strangerId = "";

    private String previousHash = ChainEntry.NOTHING_BEFORE;
    private long number;
    private long nextSequence = 1;
    private boolean torn;

    private ChainCheck(List<Path> files, List<SealPublicKey> trusted, Consumer<SealFinding> findings) {
        this.files = new ArrayDeque<>(files);
        this.trusted = List.copyOf(trusted);
        this.findings = findings;
    }

    /**
     * Begins.
     *
     * @param folder of the seals
     * @param trusted keys that were handed out; if there are none, the chain's first entry is believed
     */
    public static ChainCheck open(Path folder, List<SealPublicKey> trusted, Consumer<SealFinding> findings)
            throws IOException {
        return new ChainCheck(SealFolder.files(folder), trusted, findings);
    }

    /** The next entry that can be read at all; null behind the last. */
    public ChainEntry next() throws IOException {
        String line = nextLine();
        while (line != null) {
            ChainEntry entry = check(line);
            previousHash = Sha256.of(line);
            if (entry != null) {
                return entry;
            }
            line = nextLine();
        }
        return null;
    }

    /** The same, and nothing is checked. */
    ChainEntry nextUnchecked() throws IOException {
        String line = nextLine();
        while (line != null) {
            try {
                return ChainEntry.parse(line);
            } catch (IllegalArgumentException e) {
                line = nextLine();
            }
        }
        return null;
    }

    private String nextLine() throws IOException {
        while (true) {
            if (lines == null) {
                file = files.poll();
                if (file == null) {
                    return null;
                }
                lines = SealLines.open(file, 0);
            }
            String line = lines.next();
            if (line != null) {
                return line;
            }
            torn = lines.isTorn();
            lines.close();
            lines = null;
            if (torn && !files.isEmpty()) {
                find(SealFault.UNREADABLE_SEAL, "an unfinished line at the end of " + file.getFileName());
            }
        }
    }

    private ChainEntry check(String line) {
        ChainEntry entry;
        try {
            entry = ChainEntry.parse(line);
        } catch (IllegalArgumentException e) {
            number++;
            find(SealFault.UNREADABLE_SEAL, "line of " + file.getFileName() + " that is no entry: " + e.getMessage());
            return null;
        }
        checkPlace(entry);
        number = entry.number();
        checkSignature(entry);
        if (entry.what() instanceof Seal seal) {
            nextSequence = seal.last() + 1;
        } else if (entry.what() instanceof Gap gap) {
            nextSequence = gap.next();
        }
        return entry;
    }

    private void checkPlace(ChainEntry entry) {
        long expected = number + 1;
        if (entry.number() > expected) {
            number = expected;
            String missing = entry.number() == expected + 1
                    ? "entry " + expected + " is missing"
                    : "entries " + expected + " to " + (entry.number() - 1) + " are missing";
            find(SealFault.MISSING_SEAL, missing + " before entry " + entry.number() + " in " + file.getFileName());
        } else if (entry.number() < expected) {
            find(
                    SealFault.DUPLICATE,
                    "entry " + entry.number() + " in the place of entry " + expected + ", " + file.getFileName());
        } else if (!entry.previous().equals(previousHash)) {
            number = expected;
            find(SealFault.BROKEN_LINK, "entry " + expected + " does not name the entry before it as that is now");
        }
    }

    private void checkSignature(ChainEntry entry) {
        if (key == null) {
            key = firstKey(entry);
        }
        if (key != null && !key.id().equals(entry.keyId()) && !entry.keyId().equals(strangerId)) {
            strangerId = entry.keyId();
            find(
                    SealFault.REPLACED_KEY,
                    "from entry " + number + " on, seals are signed with key " + strangerId + ", not with " + key.id());
        }
        if (key != null && key.id().equals(entry.keyId()) && !key.verifies(entry)) {
            find(SealFault.BAD_SIGNATURE, "entry " + number + " has no valid signature of key " + key.id());
        }
        if (entry.what() instanceof HandOver handOver) {
            handOver(handOver);
        }
    }

    private SealPublicKey firstKey(ChainEntry entry) {
        if (!trusted.isEmpty()) {
            return trusted.stream()
                    .filter(k -> k.id().equals(entry.keyId()))
                    .findFirst()
                    .orElse(trusted.get(0));
        }
        return entry.what() instanceof Begin begin ? key(begin.publicKey()) : null;
    }

    private void handOver(HandOver handOver) {
        SealPublicKey next = key(handOver.publicKey());
        if (next == null || !next.id().equals(handOver.newKey())) {
            find(SealFault.REPLACED_KEY, "entry " + number + " hands over to a key that is not the one it names");
        } else {
            key = next;
        }
    }

    private static SealPublicKey key(String base64) {
        try {
            return SealPublicKey.ofBase64(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void find(SealFault fault, String text) {
        findings.accept(new SealFinding(fault, number, nextSequence, "", text));
    }

    /** Number of the last entry. */
    public long number() {
        return number;
    }

    /** Whether the last file ends with half a line, which the sealer cuts off and makes again. Behind the last entry. */
    public boolean isTorn() {
        return torn;
    }

    /** The key that the next entry must be signed with; null if the chain names none that can be read. */
    public SealPublicKey key() {
        return key;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
