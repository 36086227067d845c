package nexus.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import nexus.journal.seal.SealEntry.Begin;
import nexus.journal.seal.SealEntry.Gap;
import nexus.journal.seal.SealEntry.Prune;
import nexus.journal.seal.SealEntry.Seal;
import nexus.journal.store.JournalWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalSealerTest {
    @TempDir
    Path folder;

    private SealedData data;

    @BeforeEach
    void open() throws IOException {
        data = new SealedData(folder);
    }

    private List<Seal> seals() throws IOException {
        return data.chain().stream()
                .map(ChainEntry::what)
                .filter(Seal.class::isInstance)
                .map(Seal.class::cast)
                .toList();
    }

    @Test
    void everyFileHasItsTreeAndEverySealGrowsIt() throws IOException {
        data.writeRun("one", 1, 2, 25);
        data.writeRun("two", 52, 1, 5);
        data.seal(10);
        assertThat(seals())
                .extracting(s -> s.run() + " " + s.first() + "–" + s.last() + " " + s.count())
                .containsExactly(
                        "one 1–10 10",
                        "one 1–20 20",
                        "one 1–26 26",
                        "one 27–36 10",
                        "one 27–46 20",
                        "one 27–51 25",
                        "two 52–57 6");
        assertThat(seals().get(0).file())
                .startsWith("00000000000000000001-one/")
                .endsWith(".cq4");
        assertThat(data.verify()).isEmpty();
        SealCounts counts = data.counts();
        assertThat(counts.proved()).isEqualTo(57);
        assertThat(counts.unsealedTail()).isZero();
        assertThat(counts.journalId()).isEqualTo(SealedData.JOURNAL_ID);
        assertThat(data.chain().get(0).what())
                .isEqualTo(new Begin(data.key.publicKey().base64()));
    }

    @Test
    void goesOnBehindACleanStop() throws IOException {
        data.writeRun("one", 1, 1, 25);
        data.seal(10);
        data.writeRun("two", 27, 1, 5);
        data.seal(10);
        assertThat(seals()).extracting(Seal::last).containsExactly(10L, 20L, 26L, 32L);
        assertThat(data.verify()).isEmpty();
    }

    @Test
    void goesOnWithoutAGapWhereItDied() throws IOException {
        try (JournalWriter writer = data.run("one", 1, SealedData.START_NANOS)) {
            SealedData.append(writer, 24, SealedData.START_NANOS);
            try (JournalSealer sealer = data.sealer(10)) {
                assertThat(sealer.read(1000)).isEqualTo(25);
                assertThat(sealer.sealedThrough()).isEqualTo(20);
                assertThat(sealer.readThrough()).isEqualTo(25);
            }
            SealedData.append(writer, 4, SealedData.START_NANOS);
        }
        data.writeRun("two", 30, 1, 2);
        data.seal(10);
        assertThat(seals())
                .extracting(s -> s.run() + " " + s.first() + "–" + s.last())
                .containsExactly("one 1–10", "one 1–20", "one 1–29", "two 30–32");
        assertThat(data.verify()).isEmpty();
        assertThat(data.counts().proved()).isEqualTo(32);
    }

    @Test
    void cutsOffHalfASealAndMakesItAgain() throws IOException {
        data.writeRun("one", 1, 1, 25);
        data.seal(10);
        Path file = SealFolder.files(data.seals()).get(0);
        String all = Files.readString(file, StandardCharsets.UTF_8);
        Files.writeString(file, all.substring(0, all.length() - 40), StandardCharsets.UTF_8);
        assertThat(data.counts().isTorn()).isTrue();
        data.seal(10);
        assertThat(seals()).extracting(Seal::last).containsExactly(10L, 20L, 26L);
        assertThat(data.verify()).isEmpty();
    }

    @Test
    void entersThatSealedRecordsAreGone() throws IOException {
        data.writeRun("one", 1, 1, 25);
        data.seal(10);
        // As after the machine has died: the seals were on the disk, the last records were not.
        data.forge("one", 1, data.read().subList(0, 18));
        data.writeRun("two", 19, 1, 30);
        data.seal(10);
        Gap gap = data.chain().stream()
                .map(ChainEntry::what)
                .filter(Gap.class::isInstance)
                .map(Gap.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(gap.cause()).isEqualTo(Gap.Cause.LOST);
        assertThat(gap.first()).isEqualTo(19);
        assertThat(gap.last()).isEqualTo(26);
        assertThat(gap.next()).isEqualTo(19);
        assertThat(data.verify())
                .extracting(f -> f.fault() + " " + f.firstBad())
                .containsExactly("REPLACED_FILE 19", "NOTED_GAP 19");
    }

    @Test
    void anotherProcessMayEnterAnAct() throws IOException {
        data.writeRun("one", 1, 1, 25);
        try (JournalSealer sealer = data.sealer(10)) {
            sealer.read(12);
            SealChain other = SealChain.open(data.seals(), data.key);
            other.append(new Prune("00000000000000000000-zero", 0, 0, "somebody", "7 years"), 0);
            sealer.read(100);
            sealer.seal();
        }
        assertThat(data.chain()).extracting(ChainEntry::number).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(data.verify()).isEmpty();
    }

    @Test
    void aRunIsSealedOrIsNot() throws IOException {
        data.writeRun("one", 1, 1, 25);
        data.writeRun("two", 27, 1, 25);
        data.seal(10);
        data.writeRun("three", 53, 1, 25);
        assertThat(check("00000000000000000001-one")).isTrue();
        assertThat(check("00000000000000000027-two")).isTrue();
        assertThat(check("00000000000000000053-three")).isFalse();
        Files.write(
                SealFolder.files(data.seals()).get(0),
                "{}\n".getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.APPEND);
        assertThat(check("00000000000000000001-one")).isFalse();
    }

    private boolean check(String run) throws IOException {
        return RunSeals.check(folder, run, data.seals(), List.of(data.key.publicKey()))
                .isWhole();
    }
}
