package nexus.journal.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import nexus.journal.seal.SealEntry.HandOver;
import nexus.journal.seal.SealEntry.Seal;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Sha256;

/**
 * Proves that single records are among those that were sealed, without disclosing the others: for each the hashes beside
 * its way up to the root of a seal, RFC 6962 section 2.1.1. Of a file the first seal is taken that covers all records
 * wanted of it; its records up to there are read once.
 */
public final class InclusionProofs {
    private final List<ChainEntry> seals = new ArrayList<>();
    private final List<ChainEntry> handOvers = new ArrayList<>();
    private final NavigableMap<Long, Proof> proofs = new TreeMap<>();
    private final SortedSet<Long> unsealed;

    /**
     * One record's.
     *
     * @param seal number of the entry whose root it leads to
     * @param index of the leaf in its tree, from 0
     * @param path hashes from the leaf's sibling up, in hexadecimal
     */
    public record Proof(long sequence, long seal, long index, List<String> path) {}

    private InclusionProofs(Collection<Long> sequences) {
        unsealed = new TreeSet<>(sequences);
    }

    /**
     * Proves records.
     *
     * @param seals folder of the seals
     * @param sequences of the records
     * @throws SealException if the records in the journal do not give a seal's root: then nothing is proved
     * @throws nexus.journal.store.JournalDamageException if the journal cannot be read there
     */
    public static InclusionProofs of(Path dataFolder, Path seals, Collection<Long> sequences) throws IOException {
        InclusionProofs all = new InclusionProofs(sequences);
        all.choose(seals);
        try (JournalReader journal = JournalReader.open(dataFolder)) {
            for (ChainEntry entry : all.seals) {
                all.prove(journal, entry, new TreeSet<>(sequences));
            }
        }
        return all;
    }

    /** Of each tree the first seal that covers everything wanted of it. */
    private void choose(Path folder) throws IOException {
        Seal before = null;
        try (ChainCheck chain = ChainCheck.open(folder, List.of(), finding -> {})) {
            for (ChainEntry entry = chain.nextUnchecked(); entry != null; entry = chain.nextUnchecked()) {
                if (entry.what() instanceof HandOver) {
                    handOvers.add(entry);
                }
                if (entry.what() instanceof Seal seal) {
                    SortedSet<Long> covered = unsealed.subSet(seal.first(), seal.last() + 1);
                    if (!covered.isEmpty()) {
                        covered.clear();
                        if (before != null && seal.isTreeOf(before)) {
                            seals.remove(seals.size() - 1);
                        }
                        seals.add(entry);
                        before = seal;
                    }
                }
            }
        }
    }

    private void prove(JournalReader journal, ChainEntry entry, SortedSet<Long> wanted) throws IOException {
        Seal seal = (Seal) entry.what();
        NavigableMap<Long, List<String>> paths = new TreeMap<>();
        wanted.subSet(seal.first(), seal.last() + 1).forEach(s -> paths.put(s - seal.first(), new ArrayList<>()));
        MerkleTree tree = new MerkleTree((leftFirst, rightFirst, end, left, right) -> {
            paths.subMap(leftFirst, rightFirst).values().forEach(path -> path.add(hex(right)));
            paths.subMap(rightFirst, end).values().forEach(path -> path.add(hex(left)));
        });
        JournalRecord record = new JournalRecord();
        RecordLeaf leaf = new RecordLeaf();
        byte[] hash = new byte[Sha256.BYTES];
        journal.seekBefore(seal.first());
        while (tree.size() < seal.count() && journal.next(record)) {
            leaf.hash(record, hash);
            tree.add(hash);
        }
        if (tree.size() != seal.count() || !hex(tree.root()).equals(seal.root())) {
            throw new SealException("records " + seal.first() + " to " + seal.last() + " are not those of seal "
                    + entry.number() + ", so they prove nothing: see 'replay seal verify'");
        }
        paths.forEach((index, path) -> proofs.put(
                seal.first() + index, new Proof(seal.first() + index, entry.number(), index, List.copyOf(path))));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /** The proofs, by sequence. */
    public Collection<Proof> proofs() {
        return proofs.values();
    }

    /** The proof of one record; null if it is not sealed. */
    public Proof proof(long sequence) {
        return proofs.get(sequence);
    }

    /** The seals that the proofs lead to. */
    public List<ChainEntry> seals() {
        return List.copyOf(seals);
    }

    /** Entries in which a key hands over to another one, over the whole chain. */
    public List<ChainEntry> handOvers() {
        return List.copyOf(handOvers);
    }

    /** Of the records wanted those that no seal covers. */
    public SortedSet<Long> unsealed() {
        return unsealed;
    }
}
