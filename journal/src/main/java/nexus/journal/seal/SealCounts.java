package nexus.journal.seal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nexus.journal.seal.SealEntry.Prune;
import nexus.journal.seal.SealEntry.Seal;

/** What a verification has looked at, whatever it found. */
public final class SealCounts {
    private final Map<String, Long> provedByRun = new HashMap<>();
    private final List<Prune> prunes = new ArrayList<>();
    private long entries;
    private long seals;
    private long proved;
    private long firstSequence;
    private long lastSequence;
    private long sealedThrough;
    private long lastSealNanos;
    private String journalId = "";
    private SealPublicKey key;
    private boolean torn;

    void entry(ChainEntry entry) {
        entries++;
        journalId = entry.journalId();
        if (entry.what() instanceof Prune prune) {
            prunes.add(prune);
        }
        if (entry.what() instanceof Seal) {
            seals++;
            lastSealNanos = entry.timeNanos();
        }
    }

    void proved(String runFolder, long records) {
        proved += records;
        provedByRun.merge(runFolder, records, Long::sum);
    }

    void end(long first, long last, long through, ChainCheck chain) {
        firstSequence = first;
        lastSequence = last;
        sealedThrough = through;
        key = chain.key();
        torn = chain.isTorn();
    }

    /** Entries of the chain. */
    public long entries() {
        return entries;
    }

    /** Of these, seals. */
    public long seals() {
        return seals;
    }

    /** Records that are what was sealed. */
    public long proved() {
        return proved;
    }

    /** The same, of one run. */
    long proved(String runFolder) {
        return provedByRun.getOrDefault(runFolder, 0L);
    }

    /** What was taken out of the journal on purpose, in the order of the acts. */
    public List<Prune> prunes() {
        return Collections.unmodifiableList(prunes);
    }

    /** The journal's first record; 0 if it has none. */
    public long firstSequence() {
        return firstSequence;
    }

    /** The journal's last record. */
    public long lastSequence() {
        return lastSequence;
    }

    /** The last record that the chain speaks of; 0 if it speaks of none. */
    public long sealedThrough() {
        return sealedThrough;
    }

    /** Records that no seal covers yet: nothing is proved of them. */
    public long unsealedTail() {
        return Math.max(0, lastSequence - Math.max(sealedThrough, firstSequence - 1));
    }

    /** When the last seal was made, nanoseconds since the epoch; 0 if there is none. */
    public long lastSealNanos() {
        return lastSealNanos;
    }

    /** The journal that the chain is of; empty if it does not say. */
    public String journalId() {
        return journalId;
    }

    /** The key that the chain ends with; null if there is none. */
    public SealPublicKey key() {
        return key;
    }

    /** Whether the chain ends with half an entry. */
    public boolean isTorn() {
        return torn;
    }
}
