package nexus.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nexus.journal.Seeded;
import nexus.journal.seal.SealedData.Entry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of tampering is found, named, and its first bad record with it. */
class TamperingTest {
    private static final int RANDOM_CHANGES = 300;
    private static final String ONE = "00000000000000000001-one";

    @TempDir
    Path place;

    private Path outside;
    private SealedData data;

    /** Two runs: records 1 to 101 in two files, sealed at 10, 20 …; 102 to 152 in one. */
    @BeforeEach
    void seal() throws IOException {
        data = new SealedData(Files.createDirectory(place.resolve("data")));
        data.writeRun("one", 1, 2, 50);
        data.writeRun("two", 102, 1, 50);
        data.seal(10);
        outside = place.resolve("outside");
        Folders.copy(data.seals(), outside);
        assertThat(data.verify()).isEmpty();
    }

    private List<String> found(Path seals) throws IOException {
        return data.verify(seals).stream()
                .map(finding -> finding.fault() + " " + finding.firstBad())
                .toList();
    }

    private List<String> found() throws IOException {
        return found(data.seals());
    }

    private Path file(int index) throws IOException {
        return RawJournal.files(data.folder).get(index);
    }

    @Test
    void aFlippedBit() throws IOException {
        RawJournal.flip(file(0), 33, false);
        assertThat(found()).containsExactly("UNREADABLE_RECORD 33");
    }

    @Test
    void aFlippedBitWhoseChecksumWasMadeToFit() throws IOException {
        RawJournal.flip(file(0), 33, true);
        assertThat(found()).as("between the seals of 30 and 40").containsExactly("ROOT_MISMATCH 31");
    }

    @Test
    void aFlippedBitInTheNextFileLeavesTheFirstProved() throws IOException {
        RawJournal.flip(file(2), 120, true);
        List<SealFinding> findings = new ArrayList<>();
        SealCounts counts = SealVerification.of(
                data.folder, data.seals(), List.of(data.key.publicKey()), findings::add, sequence -> {});
        assertThat(findings).extracting(SealFinding::firstBad).containsExactly(112L);
        assertThat(counts.proved()).isEqualTo(111);
    }

    @Test
    void whatIsNoRecordBehindTheLastSeal() throws IOException {
        RawJournal.appendHead(file(2), 152);
        assertThat(found()).containsExactly("UNREADABLE_RECORD 153");
    }

    @Test
    void aRecordThatWasTakenOut() throws IOException {
        List<Entry> entries = new ArrayList<>(data.read().subList(0, 101));
        entries.remove(44);
        data.forge("one", 1, entries);
        assertThat(found()).as("what follows has moved up").first().isEqualTo("ROOT_MISMATCH 41");
    }

    @Test
    void aRecordThatIsMissingInTheNumbers() throws IOException {
        RawJournal.renumber(file(2), 130, 131);
        assertThat(found()).containsExactly("SEQUENCE_GAP 130");
    }

    @Test
    void aRecordThatIsThereTwice() throws IOException {
        RawJournal.renumber(file(2), 130, 129);
        assertThat(found()).containsExactly("DUPLICATE 130");
    }

    @Test
    void aRecordThatWasPutIn() throws IOException {
        List<Entry> entries = new ArrayList<>(data.read().subList(0, 101));
        entries.add(17, entries.get(3));
        data.forge("one", 1, entries);
        assertThat(found()).first().isEqualTo("ROOT_MISMATCH 11");
    }

    @Test
    void recordsInAnotherOrder() throws IOException {
        List<Entry> entries = new ArrayList<>(data.read().subList(0, 101));
        Entry moved = entries.remove(20);
        entries.add(25, moved);
        data.forge("one", 1, entries);
        assertThat(found()).first().isEqualTo("ROOT_MISMATCH 21");
    }

    @Test
    void recordsInAnotherOrderByTheirNumbers() throws IOException {
        RawJournal.renumber(file(2), 120, 9_999);
        RawJournal.renumber(file(2), 121, 120);
        RawJournal.renumber(file(2), 9_999, 121);
        assertThat(found()).containsExactly("SEQUENCE_GAP 120");
    }

    @Test
    void anEndThatWasCutOff() throws IOException {
        data.forge("two", 102, data.read().subList(101, 140));
        assertThat(found()).containsExactly("TRUNCATED 141");
    }

    @Test
    void anEndInTheMiddleThatWasCutOff() throws IOException {
        data.forge("one", 1, data.read().subList(0, 90));
        assertThat(found()).containsExactly("SEQUENCE_GAP 91");
    }

    @Test
    void aFileThatIsGone() throws IOException {
        Files.delete(file(1));
        assertThat(found()).containsExactly("SEQUENCE_GAP 52");
    }

    @Test
    void aRunThatIsGoneFromTheStart() throws IOException {
        Folders.delete(data.folder.resolve("journal").resolve(ONE));
        assertThat(found()).containsExactly("TRUNCATED 1", "TRUNCATED 52");
    }

    @Test
    void aRunThatWasPrunedOnPurpose() throws IOException {
        SealChain.open(data.seals(), data.key).append(new SealEntry.Prune(ONE, 1, 101, "ann", "older than 7 years"), 0);
        Folders.delete(data.folder.resolve("journal").resolve(ONE));
        assertThat(found()).isEmpty();
    }

    @Test
    void aFileThatWasReplaced() throws IOException {
        List<Entry> entries = new ArrayList<>(data.read().subList(0, 101));
        entries.replaceAll(e -> new Entry(e.kind(), e.flags(), e.source(), e.cause(), e.timeNanos(), new byte[] {1}));
        data.forge("one", 1, entries);
        assertThat(found()).containsExactly("ROOT_MISMATCH 1", "ROOT_MISMATCH 52");
    }

    @Test
    void aFolderThatWasGivenAnotherName() throws IOException {
        Path journal = data.folder.resolve("journal");
        Files.move(journal.resolve(ONE), journal.resolve("00000000000000000001-other"));
        assertThat(found()).containsExactly("REPLACED_FILE 1", "REPLACED_FILE 52");
    }

    @Test
    void aKeyThatWasReplaced() throws IOException {
        Folders.delete(data.seals());
        Files.delete(data.folder.resolve(SealKey.FILE_NAME));
        SealKey other = SealKey.make(data.folder.resolve(SealKey.FILE_NAME));
        try (JournalSealer sealer = JournalSealer.open(data.folder, other, 10, () -> 1)) {
            sealer.read(1_000);
            sealer.seal();
        }
        assertThat(found()).as("by the key that was handed out").containsExactly("REPLACED_KEY 1");
        assertThat(data.counts().proved()).as("by its own word all is well").isEqualTo(152);
        assertThat(ChainComparison.of(data.seals(), outside).finding().fault()).isEqualTo(SealFault.OTHER_CHAIN);
        assertThat(found(outside)).as("the copy goes with the records").isEmpty();
    }

    @Test
    void aFolderThatWasRolledBack() throws IOException {
        Path before = place.resolve("before");
        Folders.copy(data.folder, before);
        data.writeRun("three", 153, 1, 20);
        data.seal(10);
        Folders.delete(outside);
        Folders.copy(data.seals(), outside);
        Folders.delete(data.folder);
        Folders.copy(before, data.folder);
        assertThat(found()).as("in itself it is sound").isEmpty();
        SealFinding finding = ChainComparison.of(data.seals(), outside).finding();
        assertThat(finding.fault()).isEqualTo(SealFault.ROLLED_BACK);
        assertThat(finding.firstBad()).isEqualTo(153);
        assertThat(found(outside)).containsExactly("TRUNCATED 153");
    }

    @Test
    void aCopyThatLagsBehindIsNoFinding() throws IOException {
        data.writeRun("three", 153, 1, 20);
        data.seal(10);
        assertThat(ChainComparison.of(data.seals(), outside).finding()).isNull();
        assertThat(found(outside)).isEmpty();
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(SealFolder.files(data.seals()).get(0), StandardCharsets.UTF_8));
    }

    private void write(List<String> lines) throws IOException {
        Files.write(SealFolder.files(data.seals()).get(0), lines, StandardCharsets.UTF_8);
    }

    @Test
    void aSealThatWasForged() throws IOException {
        List<String> lines = lines();
        // Entry 5 is the seal of records 1 to 40.
        lines.set(4, lines.get(4).replaceFirst("\"root\":\"[0-9a-f]{4}", "\"root\":\"beef"));
        write(lines);
        assertThat(found()).containsExactly("BAD_SIGNATURE 31", "ROOT_MISMATCH 31", "BROKEN_LINK 41");
    }

    @Test
    void aSealThatWasSignedByAnotherKey() throws IOException {
        List<String> lines = lines();
        ChainEntry old = ChainEntry.parse(lines.get(4));
        SealKey stranger = SealKey.generate();
        String unsigned = ChainEntry.unsigned(
                old.number(),
                old.timeNanos(),
                old.journalId(),
                old.what(),
                old.previous(),
                stranger.publicKey().id());
        lines.set(
                4,
                ChainEntry.signed(
                                old.number(),
                                old.timeNanos(),
                                old.journalId(),
                                old.what(),
                                old.previous(),
                                stranger.publicKey().id(),
                                stranger.sign(unsigned),
                                unsigned)
                        .line());
        write(lines);
        assertThat(found()).containsExactly("REPLACED_KEY 31", "BROKEN_LINK 41");
    }

    @Test
    void aSealThatIsMissing() throws IOException {
        List<String> lines = lines();
        lines.remove(4);
        write(lines);
        assertThat(found()).containsExactly("MISSING_SEAL 31");
    }

    @Test
    void sealsInAnotherOrder() throws IOException {
        List<String> lines = lines();
        lines.add(5, lines.remove(4));
        write(lines);
        assertThat(found()).first().isEqualTo("MISSING_SEAL 31");
        assertThat(found()).contains("DUPLICATE 51");
    }

    @Test
    void theBeginningOfTheChainIsMissing() throws IOException {
        List<String> lines = lines();
        write(lines.subList(4, lines.size()));
        assertThat(found()).contains("MISSING_SEAL 1");
    }

    @Test
    void theEndOfTheChainIsMissingAsTheCopyShows() throws IOException {
        List<String> lines = lines();
        write(lines.subList(0, lines.size() - 2));
        assertThat(found()).as("in itself a chain that ends earlier").isEmpty();
        assertThat(ChainComparison.of(data.seals(), outside).finding().fault()).isEqualTo(SealFault.ROLLED_BACK);
    }

    @Test
    void aLineThatIsNoSeal() throws IOException {
        List<String> lines = lines();
        lines.set(4, "{\"type\":\"seal\"}");
        write(lines);
        assertThat(found()).contains("UNREADABLE_SEAL 31");
    }

    @Test
    void aCountThatIsNotThatOfTheRecords() throws IOException {
        List<String> lines = lines();
        ChainEntry old = ChainEntry.parse(lines.get(lines.size() - 1));
        SealEntry.Seal seal = (SealEntry.Seal) old.what();
        SealEntry.Seal miscounted =
                new SealEntry.Seal(seal.run(), seal.file(), seal.first(), seal.last(), seal.count() - 1, seal.root());
        String unsigned = ChainEntry.unsigned(
                old.number(), old.timeNanos(), old.journalId(), miscounted, old.previous(), old.keyId());
        lines.set(
                lines.size() - 1,
                ChainEntry.signed(
                                old.number(),
                                old.timeNanos(),
                                old.journalId(),
                                miscounted,
                                old.previous(),
                                old.keyId(),
                                data.key.sign(unsigned),
                                unsigned)
                        .line());
        write(lines);
        assertThat(found()).as("signed with the right key, and yet").containsExactly("COUNT_MISMATCH 102");
    }

    /** Whatever byte is changed, in a journal file's records or in a seal: found, unless everything reads as before. */
    @Test
    void anyByteThatIsChanged() throws IOException {
        Random random = Seeded.random();
        List<Entry> written = data.read();
        List<Path> files = new ArrayList<>(RawJournal.files(data.folder));
        files.addAll(SealFolder.files(data.seals()));
        int found = 0;
        for (int i = 0; i < RANDOM_CHANGES; i++) {
            Path file = files.get(random.nextInt(files.size()));
            boolean isSeal = file.toString().endsWith(".jsonl");
            // A journal file's records begin behind Chronicle's own frames.
            long offset = isSeal ? random.nextInt((int) Files.size(file)) : 65_700 + random.nextInt(6_000);
            byte change = (byte) (1 + random.nextInt(255));
            String what = "seed " + Seeded.seed() + ", " + file + " offset " + offset + " xor " + change;
            change(file, offset, change);
            boolean isFound = !data.verify().isEmpty();
            assertThat(isFound || (!isSeal && readsAs(written))).as(what).isTrue();
            found += isFound ? 1 : 0;
            change(file, offset, change);
        }
        assertThat(found).as("seed " + Seeded.seed()).isGreaterThan(RANDOM_CHANGES / 4);
        assertThat(data.verify()).isEmpty();
    }

    private boolean readsAs(List<Entry> written) {
        List<Entry> now = data.read();
        if (now.size() != written.size()) {
            return false;
        }
        for (int i = 0; i < now.size(); i++) {
            if (!Arrays.equals(now.get(i).payload(), written.get(i).payload())
                    || now.get(i).timeNanos() != written.get(i).timeNanos()) {
                return false;
            }
        }
        return true;
    }

    private static void change(Path file, long offset, byte change) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(offset);
            int before = bytes.read();
            bytes.seek(offset);
            bytes.write(before ^ change);
        }
    }
}
