package nexus.journal.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import nexus.journal.seal.SealEntry.Gap;
import nexus.journal.seal.SealEntry.Prune;
import nexus.journal.seal.SealEntry.Seal;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Sha256;

/**
 * Holds a journal against a chain of seals: every entry, and every root from the records that are there now. Reads each
 * record once; memory does not grow with either. Goes on behind what it finds, where that can be judged.
 *
 * <p>For one thread, once.
 */
public final class SealVerification {
    private final Path seals;
    private final List<SealPublicKey> trusted;
    private final Set<String> onlyRuns;
    private final Consumer<SealFinding> findings;
    private final LongConsumer progress;
    private final JournalReader journal;
    private final JournalRecord record = new JournalRecord();
    private final RecordLeaf leaf = new RecordLeaf();
    private final byte[] leafHash = new byte[Sha256.BYTES];
    private final List<Prune> prunes = new ArrayList<>();
    private final List<ChainEntry> gaps = new ArrayList<>();
    private final SealCounts counts = new SealCounts();
    private ChainEntry entry;

    /** The one before it; behind the chain's end its last. */
    private ChainEntry last;

    private Seal current;
    private MerkleTree tree;
    private long through;
    /** Whether the current tree's records cannot be judged any more, for a reason that was told. */
    private boolean broken;

    /** The first record that no entry has spoken of yet. */
    private long next;

    private SealVerification(
            JournalReader journal,
            Path seals,
            List<SealPublicKey> trusted,
            Set<String> onlyRuns,
            Consumer<SealFinding> findings,
            LongConsumer progress) {
        this.journal = journal;
        this.seals = seals;
        this.trusted = trusted;
        this.onlyRuns = onlyRuns;
        this.findings = findings;
        this.progress = progress;
    }

    /**
     * Checks a whole journal.
     *
     * @param dataFolder whose journal
     * @param seals folder of the seals to hold it against: its own, or a copy kept elsewhere
     * @param trusted public keys that were handed out; if there are none, the chain's own first entry is believed, and
     *     whoever could replace journal and seals could replace that too
     * @param findings is told what is wrong, in the order of the chain
     * @param progress is told the sequences that were checked
     */
    public static SealCounts of(
            Path dataFolder,
            Path seals,
            List<SealPublicKey> trusted,
            Consumer<SealFinding> findings,
            LongConsumer progress)
            throws IOException {
        return ofRuns(dataFolder, seals, trusted, Set.of(), findings, progress);
    }

    /**
     * Checks the whole chain, and of the journal the records of some runs.
     *
     * @param runs the runs' folders, such as {@code 00000000000000000001-20261122T143000-1a2b3c}; none for all
     */
    static SealCounts ofRuns(
            Path dataFolder,
            Path seals,
            List<SealPublicKey> trusted,
            Set<String> runs,
            Consumer<SealFinding> findings,
            LongConsumer progress)
            throws IOException {
        try (JournalReader journal = JournalReader.open(dataFolder)) {
            return new SealVerification(journal, seals, trusted, runs, findings, progress).run();
        }
    }

    private SealCounts run() throws IOException {
        noteActs();
        try (ChainCheck chain = ChainCheck.open(seals, trusted, findings)) {
            next = journal.firstSequence();
            entry = chain.next();
            while (entry != null) {
                counts.entry(entry);
                if (entry.what() instanceof Seal seal) {
                    take(seal);
                } else if (entry.what() instanceof Gap gap) {
                    take(gap);
                }
                last = entry;
                entry = chain.next();
            }
            readOn();
            counts.end(journal.firstSequence(), journal.lastSequence(), next - 1, chain);
        }
        return counts;
    }

    /** Behind the last seal nothing is proved, but what cannot even be read was not left there by a gateway. */
    private void readOn() {
        boolean isWhole = onlyRuns.isEmpty() && current != null && !broken;
        if (!isWhole || !journal.seek(current.last()) || !journal.next(record)) {
            return;
        }
        try {
            while (journal.next(record)) {
                progress.accept(record.sequence());
            }
        } catch (JournalDamageException e) {
            findings.accept(new SealFinding(
                    fault(e),
                    last.number(),
                    e.sequence(),
                    journal.fileName(),
                    e.getMessage() + ", behind the last seal, which ends with record " + current.last()));
        }
    }

    /** What comes later in the chain and says why earlier records are not there. */
    private void noteActs() throws IOException {
        try (ChainCheck chain = ChainCheck.open(seals, trusted, finding -> {})) {
            for (ChainEntry each = chain.nextUnchecked(); each != null; each = chain.nextUnchecked()) {
                if (each.what() instanceof Prune prune) {
                    prunes.add(prune);
                } else if (each.what() instanceof Gap) {
                    gaps.add(each);
                }
            }
        }
    }

    private void take(Gap gap) {
        find(
                SealFault.NOTED_GAP,
                gap.first(),
                gap.file(),
                "records " + gap.first() + " to " + gap.last() + ", "
                        + gap.cause().name().toLowerCase(Locale.ROOT) + " when the sealer came to them: "
                        + gap.text());
        next = gap.next();
        current = null;
    }

    private void take(Seal seal) {
        boolean grows = current != null && seal.isTreeOf(current) && seal.last() > current.last();
        if (!grows) {
            begin(seal);
        }
        current = seal;
        next = seal.last() + 1;
        if (seal.count() != seal.last() - seal.first() + 1) {
            find(
                    SealFault.COUNT_MISMATCH,
                    seal.first(),
                    seal.file(),
                    "count " + seal.count() + ", records " + seal.first() + " to " + seal.last());
        }
        if (broken || !(onlyRuns.isEmpty() || onlyRuns.contains(seal.runFolder())) || isPruned(seal)) {
            return;
        }
        long provedThrough = through;
        if (read(seal) && !HexFormat.of().formatHex(tree.root()).equals(seal.root())) {
            broken = true;
            find(
                    SealFault.ROOT_MISMATCH,
                    provedThrough + 1,
                    seal.file(),
                    "one or more of the records " + (provedThrough + 1) + " to " + seal.last()
                            + " are not those that were sealed");
        } else if (!broken) {
            counts.proved(seal.runFolder(), seal.last() - provedThrough);
        }
    }

    private void begin(Seal seal) {
        if (next != 0 && seal.first() > next && !isPruned(next)) {
            find(
                    SealFault.MISSING_SEAL,
                    next,
                    seal.file(),
                    "no seal covers records " + next + " to " + (seal.first() - 1));
        } else if (seal.first() < next && current != null) {
            find(
                    SealFault.DUPLICATE,
                    seal.first(),
                    seal.file(),
                    "records " + seal.first() + " to " + Math.min(seal.last(), next - 1) + " are sealed a second time");
        }
        tree = new MerkleTree();
        through = seal.first() - 1;
        broken = false;
        if (journal.nextSequence() != seal.first() && !journal.seek(seal.first())) {
            journal.seekBefore(seal.first());
        }
    }

    private boolean isPruned(Seal seal) {
        return isPruned(seal.first());
    }

    private boolean isPruned(long sequence) {
        return sequence < journal.firstSequence()
                && prunes.stream().anyMatch(p -> p.first() <= sequence && sequence <= p.last());
    }

    /** Adds the seal's records to the tree; false if that was not possible, which has been told then. */
    private boolean read(Seal seal) {
        while (through < seal.last()) {
            long expected = through + 1;
            try {
                if (!journal.next(record)) {
                    return fail(SealFault.TRUNCATED, expected, seal, "the journal ends before record " + expected);
                }
            } catch (JournalDamageException e) {
                return fail(fault(e), Math.max(e.sequence(), expected), seal, e.getMessage());
            }
            if (record.sequence() != expected) {
                String found = "record " + record.sequence() + " where record " + expected + " was sealed";
                return fail(
                        record.sequence() > expected ? SealFault.TRUNCATED : SealFault.DUPLICATE,
                        expected,
                        seal,
                        found);
            }
            if (!journal.fileName().equals(seal.file())) {
                return fail(
                        SealFault.REPLACED_FILE,
                        expected,
                        seal,
                        "record " + expected + " is in " + journal.fileName() + ", and was sealed in " + seal.file());
            }
            leaf.hash(record, leafHash);
            tree.add(leafHash);
            through = expected;
            progress.accept(expected);
        }
        return true;
    }

    private static SealFault fault(JournalDamageException damage) {
        if (damage.found() == 0) {
            return SealFault.UNREADABLE_RECORD;
        }
        return damage.found() > damage.sequence() ? SealFault.SEQUENCE_GAP : SealFault.DUPLICATE;
    }

    private boolean fail(SealFault fault, long firstBad, Seal seal, String text) {
        broken = true;
        String noted = gaps.stream()
                .filter(g -> g.number() > entry.number() && isIn((Gap) g.what(), firstBad))
                .findFirst()
                .map(g -> "; the sealer found that, too: entry " + g.number())
                .orElse("");
        find(fault, firstBad, seal.file(), text + noted);
        return false;
    }

    private static boolean isIn(Gap gap, long sequence) {
        return gap.first() <= sequence && sequence <= gap.last();
    }

    private void find(SealFault fault, long firstBad, String file, String text) {
        findings.accept(new SealFinding(fault, entry.number(), firstBad, file, text));
    }
}
