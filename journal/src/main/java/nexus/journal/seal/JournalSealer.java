package nexus.journal.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.seal.SealEntry.Gap;
import nexus.journal.seal.SealEntry.Seal;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Sha256;

/**
 * Seals a journal as it grows, and what is older first. Reads, never writes, the journal; what it reads becomes leaves of
 * its file's tree, and {@link #seal} appends the tree's root to the chain. It goes on where the chain ends: behind a clean
 * stop at once, else by reading the last seal's file again, which checks that seal on the way.
 *
 * <p>For one thread. A seal that cannot be written is tried again with the next call; nothing is lost by that, nor by
 * opening another sealer, which goes on where the chain ends.
 */
public final class JournalSealer implements AutoCloseable {
    private final JournalReader journal;
    private final SealChain chain;
    private final long maxPending;
    private final LongSupplier wallNanos;
    private final RecordLeaf leaf = new RecordLeaf();
    private final byte[] leafHash = new byte[Sha256.BYTES];
    private final JournalRecord record = new JournalRecord();
    private final MapReader run = new MapReader();
    private MerkleTree tree;
    private String file = "";
    private long first;
    private long readThrough;
    private long gaps;
    /** While the chain's last seal is being made again: that seal. */
    private Seal remade;

    private String journalId = "";
    private String fault = "";
    /** Whether a record was taken from the journal and did not get where it belongs. */
    private boolean unsure;

    private JournalSealer(JournalReader journal, SealChain chain, long maxPending, LongSupplier wallNanos) {
        this.journal = journal;
        this.chain = chain;
        this.maxPending = maxPending;
        this.wallNanos = wallNanos;
    }

    /**
     * Opens the chain of a data folder and looks where to go on.
     *
     * @param maxPending a seal after so many records at most
     * @param wallNanos for the seals' time, nanoseconds since the epoch
     * @throws IOException in one line that says what to do
     */
    public static JournalSealer open(Path dataFolder, SealKey key, long maxPending, LongSupplier wallNanos)
            throws IOException {
        SealChain chain = SealChain.open(SealFolder.of(dataFolder), key);
        JournalReader journal = JournalReader.open(dataFolder);
        try {
            JournalSealer sealer = new JournalSealer(journal, chain, maxPending, wallNanos);
            sealer.resume();
            return sealer;
        } catch (IOException | RuntimeException | Error e) {
            journal.close();
            throw e;
        }
    }

    private void resume() throws IOException {
        if (chain.nextSequence() == 0) {
            return;
        }
        journalId = chain.last().journalId();
        long firstThere = journal.firstSequence();
        if (chain.nextSequence() < firstThere) {
            gap("", chain.nextSequence(), firstThere - 1, firstThere, Gap.Cause.UNREADABLE, "no longer in the journal");
        }
        readThrough = sealedThrough();
        Seal last = chain.lastSeal();
        boolean endsWithIt = last != null && last.last() == sealedThrough();
        if (endsWithIt && last.first() >= firstThere && !isFollowedByAnotherFile(last)) {
            remade = last;
            readThrough = last.first() - 1;
        }
        journal.seekBefore(readThrough + 1);
    }

    /** Whether the writer has left the seal's file for good, and all of it is sealed. */
    private boolean isFollowedByAnotherFile(Seal last) {
        return journal.seek(last.last())
                && journal.next(record)
                && journal.fileName().equals(last.file())
                && journal.next(record)
                && !journal.fileName().equals(last.file());
    }

    /**
     * Reads on.
     *
     * @param max how many records at most
     * @return how many it were
     * @throws IOException if a seal that was due could not be written: what was read stays pending then
     * @throws IllegalStateException if that has come between two files or stretches before: to be opened anew then
     */
    public int read(int max) throws IOException {
        if (unsure) {
            throw new IllegalStateException("a sealer that has failed between two files is to be opened anew");
        }
        int count = 0;
        while (count < max && readOne()) {
            count++;
        }
        return count;
    }

    private boolean readOne() throws IOException {
        if (readThrough - sealedThrough() >= maxPending) {
            seal();
        }
        try {
            if (!journal.next(record)) {
                return false;
            }
        } catch (JournalDamageException e) {
            unsure = true;
            boolean goesOn = pass(e);
            unsure = false;
            return goesOn;
        }
        unsure = true;
        fault = "";
        if (!journal.fileName().equals(file)) {
            enterFile();
        }
        if (record.kind() == RecordKind.RUN) {
            takeJournalId();
        }
        leaf.hash(record, leafHash);
        tree.add(leafHash);
        readThrough = record.sequence();
        if (remade != null && readThrough == remade.last()) {
            checkRemade();
        }
        unsure = false;
        return true;
    }

    private void enterFile() throws IOException {
        if (remade != null && !file.isEmpty()) {
            lost();
        }
        seal();
        file = journal.fileName();
        first = record.sequence();
        tree = new MerkleTree();
        if (remade != null && !remade.file().equals(file)) {
            lost();
        }
    }

    /** The sealed file ends before the seal does. */
    private void lost() throws IOException {
        Seal seal = remade;
        remade = null;
        readThrough = record.sequence() - 1;
        gap(
                seal.file(),
                record.sequence(),
                seal.last(),
                record.sequence(),
                Gap.Cause.LOST,
                "sealed, and not in the file any more: the machine died before they were on the disk, or they were cut"
                        + " off");
    }

    private void checkRemade() throws IOException {
        Seal seal = remade;
        remade = null;
        if (!HexFormat.of().formatHex(tree.root()).equals(seal.root())) {
            gap(
                    seal.file(),
                    seal.first(),
                    seal.last(),
                    seal.last() + 1,
                    Gap.Cause.CHANGED,
                    "the records do not give the root that was sealed");
            file = "";
        }
    }

    private boolean pass(JournalDamageException damage) throws IOException {
        String where =
                damage.file().getParent().getFileName() + "/" + damage.file().getFileName();
        if (remade != null) {
            Seal seal = remade;
            remade = null;
            readThrough = seal.last();
            gap(where, damage.sequence(), seal.last(), seal.last() + 1, Gap.Cause.CHANGED, damage.getMessage());
            journal.seekBefore(seal.last() + 1);
        } else {
            seal();
            if (!journal.seekAtLeast(damage.sequence())) {
                fault = damage.getMessage();
                journal.seekBefore(damage.sequence());
                return false;
            }
            long next = journal.nextSequence();
            readThrough = next - 1;
            gap(where, damage.sequence(), next - 1, next, Gap.Cause.UNREADABLE, damage.getMessage());
        }
        file = "";
        return true;
    }

    private void gap(String where, long from, long to, long next, Gap.Cause cause, String text) throws IOException {
        begin();
        chain.append(new Gap(where, from, to, next, cause, text), wallNanos.getAsLong());
        gaps++;
    }

    private void takeJournalId() throws IOException {
        int field = run.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) == null
                ? run.find(Keys.JOURNAL_ID)
                : MapReader.ABSENT;
        String found = field != MapReader.ABSENT && run.type(field) == ValueType.STRING ? run.textValue(field) : "";
        if (journalId.isEmpty()) {
            journalId = found;
        } else if (!found.isEmpty() && !found.equals(journalId)) {
            throw new SealException(
                    "run " + journal.runName() + " is of journal " + found + ", the seals are of journal " + journalId
                            + ": this data folder was put together from two. Move seals/ away to begin a new chain");
        }
    }

    /**
     * Seals what was read and is not sealed yet, if there is anything.
     *
     * @throws IOException if the seal cannot be written; to be tried again then, unless it is a {@link SealException}
     */
    public void seal() throws IOException {
        if (file.isEmpty() || remade != null || readThrough <= sealedThrough()) {
            return;
        }
        begin();
        String root = HexFormat.of().formatHex(tree.root());
        String runId = file.substring(file.indexOf('-') + 1, file.indexOf('/'));
        chain.append(new Seal(runId, file, first, readThrough, tree.size(), root), wallNanos.getAsLong());
    }

    private void begin() throws IOException {
        if (chain.isEmpty()) {
            chain.begin(journalId, wallNanos.getAsLong());
        }
    }

    /** The last record that a seal covers, or that a gap speaks of; 0 if there is none. */
    public long sealedThrough() {
        return Math.max(0, chain.nextSequence() - 1);
    }

    /** The last record that was read. */
    public long readThrough() {
        return readThrough;
    }

    /** The chain's last entry; null if there is none. */
    public ChainEntry last() {
        return chain.last();
    }

    /** Where the chain's last entry ends; null if there is none. */
    public SealPosition end() {
        return chain.end();
    }

    /** How many gaps this object has had to enter. */
    public long gaps() {
        return gaps;
    }

    /** Why nothing can be read, in words; empty if that is not so. */
    public String fault() {
        return fault;
    }

    @Override
    public void close() {
        journal.close();
    }
}
