package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nexus.gateway.router.Router;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two runs, the first over three days with a snapshot on each, and a mark in a record of the second day: whatever is
 * damaged is named, and what is before and behind it can be used.
 */
class DamagedJournalTest {
    private static final String MARK = "a payload to be found";

    @TempDir
    Path data;

    private long firstDayEnd;
    private long marked;
    private long secondDaySnapshot;
    private long thirdDayFirst;
    private long thirdDaySnapshot;
    private long firstRunEnd;
    private long last;

    @BeforeEach
    void write() throws Exception {
        JournalScript script = new JournalScript(data);
        script.run("one", Router.VERSION).recovery(0, 0, null).connect();
        ticks(script);
        script.signal("1").snapshot();
        firstDayEnd = script.lastSequence();
        script.pass(TimeUnit.DAYS.toNanos(1)).fill("1");
        script.raw(RecordKind.PLATFORM_IN, JournalScript.PLATFORM, MARK.getBytes(StandardCharsets.US_ASCII));
        marked = script.lastSequence() - 1;
        ticks(script);
        script.snapshot();
        secondDaySnapshot = script.lastSequence();
        script.tick(16252).pass(TimeUnit.DAYS.toNanos(1)).tick(16253);
        thirdDayFirst = script.lastSequence();
        script.signal("2").snapshot();
        thirdDaySnapshot = script.lastSequence();
        script.tick(16254).checkpoint();
        firstRunEnd = script.lastSequence();
        script.run("two", Router.VERSION).recovery(firstRunEnd, 0, null).connect();
        ticks(script);
        script.signal("3").snapshot().tick(16255).checkpoint().close();
        last = script.lastSequence();
        // The malformed frame is answered: the record of the mark is the one before the answer.
        assertThat(CommandRun.of("dump", "--data", data, "--from", marked, "--to", marked)
                        .out())
                .contains("PLATFORM_IN");
    }

    private static void ticks(JournalScript script) {
        for (int i = 0; i < 300; i++) {
            script.tick(16250 + i);
        }
    }

    private DamagedFile day(int day) throws Exception {
        return DamagedFile.of(data, "one").get(day - 1);
    }

    /** Runs verify on what is damaged. */
    private CommandRun verify(String damage, DamagedFile file, String verified, String unverified) {
        CommandRun verify = CommandRun.of("verify", "--data", data);
        assertThat(verify.err()).contains("replay verify: " + damage).contains("offset ");
        if (file != null) {
            assertThat(verify.err()).contains(file.path().toString());
        }
        assertThat(verify.out()).contains("identical where it can be read: " + verified + System.lineSeparator());
        if (unverified == null) {
            assertThat(verify.out()).doesNotContain("unverified");
        } else {
            assertThat(verify.out()).contains("unverified " + unverified + ": ");
        }
        assertThat(verify.exitCode()).isEqualTo(2);
        return verify;
    }

    /** Everything but verify, around a damage that leaves no record from {@code first} to before {@code behind}. */
    private void assertUsable(long first, long behind) {
        CommandRun dump = CommandRun.of("dump", "--data", data);
        assertThat(dump.out().lines()).hasSize((int) first - 1);
        assertThat(dump.err())
                .contains("replay dump: record " + first + ": ")
                .contains("to read on behind the damage: --from " + behind);
        assertThat(dump.exitCode()).isEqualTo(2);
        CommandRun dumpBehind = CommandRun.of("dump", "--data", data, "--from", behind);
        assertThat(dumpBehind.out().lines()).hasSize((int) (last - behind + 1));
        assertThat(dumpBehind.exitCode()).isZero();
        if (behind > first) {
            CommandRun dumpIn = CommandRun.of("dump", "--data", data, "--from", behind - 1);
            assertThat(dumpIn.out()).isEmpty();
            assertThat(dumpIn.err()).contains("replay dump: record " + first + ": ");
        }

        CommandRun ls = CommandRun.of("ls", "--data", data);
        assertThat(ls.out())
                .contains("    DAMAGED: record " + first + ": ")
                .contains("; goes on with record " + behind)
                .contains("two  records " + (firstRunEnd + 1) + "–" + last);
        assertThat(ls.exitCode()).isEqualTo(2);

        CommandRun before = CommandRun.of("state", "--data", data, "--at", first - 1);
        assertThat(before.out()).contains("behind record " + (first - 1));
        assertThat(before.exitCode()).isZero();
        CommandRun end = CommandRun.of("state", "--data", data);
        assertThat(end.out()).contains("behind record " + last);
        assertThat(end.exitCode()).isZero();
    }

    @Test
    void flippedBit() throws Exception {
        day(2).flipIn(MARK);

        verify(
                "record " + marked + ": CRC ",
                day(2),
                "records 1–" + (marked - 1) + ", records " + (secondDaySnapshot + 1) + "–" + last,
                "records " + marked + "–" + secondDaySnapshot);
        assertUsable(marked, marked + 1);
        CommandRun state = CommandRun.of("state", "--data", data, "--at", marked + 1);
        assertThat(state.err())
                .startsWith("replay state: record " + marked + ": CRC ")
                .contains("up to record " + (marked - 1))
                .contains("from record " + secondDaySnapshot + " on")
                .hasLineCount(1);
        assertThat(state.exitCode()).isEqualTo(2);
    }

    @Test
    void recordOfAnotherVersion() throws Exception {
        day(2).setVersionOf(MARK, 9);

        verify(
                "record " + marked + ": version 9, expected 1",
                day(2),
                "records 1–" + (marked - 1) + ", records " + (secondDaySnapshot + 1) + "–" + last,
                "records " + marked + "–" + secondDaySnapshot);
        assertUsable(marked, marked + 1);
    }

    @Test
    void cutFile() throws Exception {
        day(2).cutIn(MARK);

        // The rest of the day is lost, the snapshot behind it too: its record is not there.
        verify(
                "record " + marked + ": ",
                day(2),
                "records 1–" + (marked - 1) + ", records " + (thirdDaySnapshot + 1) + "–" + last,
                "records " + marked + "–" + thirdDaySnapshot);
        assertUsable(marked, thirdDayFirst);
    }

    @Test
    void missingDayFile() throws Exception {
        day(2).remove();

        verify(
                "record " + (firstDayEnd + 1) + ": record " + thirdDayFirst + " in its place",
                null,
                "records 1–" + firstDayEnd + ", records " + (thirdDaySnapshot + 1) + "–" + last,
                "records " + (firstDayEnd + 1) + "–" + thirdDaySnapshot);
        assertUsable(firstDayEnd + 1, thirdDayFirst);
    }

    @Test
    void fileOfAnotherFormatHidesNoRecord() throws Exception {
        day(2).spoilHeader();

        verify("record " + (firstDayEnd + 1) + ": ", day(2), "records 1–" + last, null);
        assertUsable(firstDayEnd + 1, firstDayEnd + 1);
    }

    @Test
    void missingRun() throws Exception {
        DamagedFile.removeRun(data, "one");

        CommandRun verify = CommandRun.of("verify", "--data", data);

        assertThat(verify.err()).contains("begins with record " + (firstRunEnd + 1));
        assertThat(verify.out())
                .contains("identical where it can be read: records " + (last - 1) + "–" + last)
                .contains("unverified records " + (firstRunEnd + 1) + "–" + (last - 2));
        assertThat(verify.exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("dump", "--data", data).out().lines()).hasSize((int) (last - firstRunEnd));
        assertThat(CommandRun.of("ls", "--data", data).out()).contains("two  records ");
        assertThat(CommandRun.of("state", "--data", data).exitCode()).isZero();
        CommandRun state = CommandRun.of("state", "--data", data, "--at", firstRunEnd + 1);
        assertThat(state.err())
                .contains("snapshot " + thirdDaySnapshot + " is left aside: the journal has no such record")
                .contains("earlier runs are missing");
        assertThat(state.exitCode()).isEqualTo(2);
    }

    @Test
    void damagedLastRecordIsNoUnfinishedEnd() throws Exception {
        DamagedFile.of(data, "two").get(0).flipInLast("CHECKPOINT");

        verify("record " + last + ": CRC ", null, "records 1–" + (last - 1), "record " + last);
    }

    @Test
    void damagedSnapshotIsNamedAndTheRestIsUsed() throws Exception {
        Path snapshot = data.resolve("snapshots").resolve(String.format("%020d.snapshot", thirdDaySnapshot));
        byte[] bytes = Files.readAllBytes(snapshot);
        bytes[bytes.length - 1] ^= 1;
        Files.write(snapshot, bytes);

        CommandRun verify = CommandRun.of("verify", "--data", data);
        CommandRun from = CommandRun.of("verify", "--data", data, "--from", thirdDaySnapshot + 1);
        CommandRun state = CommandRun.of("state", "--data", data, "--at", thirdDaySnapshot + 1);

        assertThat(verify.err()).contains(snapshot + ": SHA-256 does not match").hasLineCount(1);
        assertThat(verify.out()).endsWith("identical where it can be read: records 1–" + last + System.lineSeparator());
        assertThat(verify.exitCode()).isEqualTo(2);
        assertThat(from.out()).contains("start      the snapshot of record " + secondDaySnapshot);
        assertThat(from.exitCode()).isEqualTo(2);
        assertThat(state.err()).contains(snapshot + ": SHA-256 does not match");
        assertThat(state.exitCode()).isZero();
    }

    @Test
    void withoutSnapshotsTheRestIsUnverified() throws Exception {
        try (Stream<Path> snapshots = Files.list(data.resolve("snapshots"))) {
            for (Path snapshot : snapshots.toList()) {
                Files.delete(snapshot);
            }
        }
        day(2).flipIn(MARK);

        verify("record " + marked + ": CRC ", day(2), "records 1–" + (marked - 1), "records " + marked + "–" + last);
        CommandRun from = CommandRun.of("verify", "--data", data, "--to", marked - 1, "--from", marked - 2);
        assertThat(from.out())
                .contains("start      record 1: there is no snapshot before")
                .contains("identical");
        assertThat(from.exitCode()).isZero();
    }
}
