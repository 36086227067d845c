package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.Fingerprint;
import nexus.replay.command.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCommandTest {
    private static final int MANY_ORDERS = 230;

    @TempDir
    Path data;

    private JournalScript script;

    @BeforeEach
    void write() throws Exception {
        script = new JournalScript(data);
        script.run("one", Router.VERSION)
                .recovery(0, 0, null)
                .connect()
                .tick(16250.25)
                .signal("1")
                .fill("1");
        script.snapshot().signal("2").tick(16251);
        script.control(
                Types.PEER_DOWN,
                down -> down.put(Keys.SOURCE, JournalScript.NEXUS).put(Keys.REASON, "gone"));
        script.fill("2").snapshot();
        script.control(
                Types.SYSTEM_HALT, halt -> halt.put(Keys.REASON, "disk full").put(Keys.WHO, "gateway"));
        long last = script.lastSequence();
        script.pass(TimeUnit.HOURS.toNanos(1)).run("two", Router.VERSION).recovery(last, 0, null);
        script.tick(16252).checkpoint().close();
    }

    @Test
    void equalsARouterFromScratchAtEverySequenceWithAndWithoutSnapshots() throws Exception {
        assertEveryState();
        removeSnapshots();
        assertEveryState();
    }

    private void assertEveryState() {
        Replay replay = new Replay(new Router());
        JournalRecord record = new JournalRecord();
        try (JournalReader reader = JournalReader.open(data)) {
            while (reader.next(record)) {
                replay.accept(record);
                byte[] expected = replay.router().stateBytes();
                Object at = record.sequence() % 2 == 0 ? record.sequence() : Times.iso(record.timeNanos());
                CommandRun json = CommandRun.of("state", "--data", data, "--at", at, "--json");
                assertThat(json.out())
                        .startsWith("{\"sequence\":" + record.sequence() + ",")
                        .contains("\"fingerprint\":\"" + Fingerprint.of(expected) + "\",\"state_bytes\":"
                                + expected.length);
                assertThat(json.exitCode()).isZero();
            }
        }
        assertThat(CommandRun.of("state", "--data", data).out())
                .contains("behind record " + script.lastSequence())
                .contains("SHA-256 " + Fingerprint.of(script.router().stateBytes()));
    }

    private void removeSnapshots() throws Exception {
        try (Stream<Path> snapshots = Files.list(data.resolve("snapshots"))) {
            for (Path snapshot : snapshots.toList()) {
                Files.delete(snapshot);
            }
        }
    }

    @Test
    void textShowsWhatATraderAsks() {
        CommandRun end = CommandRun.of("state", "--data", data);

        assertThat(end.out())
                .containsPattern("(?m)^state +behind record " + script.lastSequence() + ", 2027-01-15T09:00:00")
                .containsPattern("(?m)^replayed +\\d+ records from the snapshot of record \\d+ on, journal ABCDEFGH")
                .containsPattern("(?m)^trading +HALTED: gateway: disk full")
                .containsPattern("(?m)^nexus +DOWN, 1 messages wait for it")
                .containsPattern("(?m)^  nt8 +UP +1 +yes +3")
                .containsPattern("(?m)^  nt8 +NQ +2 +16250.5")
                .containsPattern("(?m)^  2 +ABCDEFGH2 +nt8 +NQ +BUY +1 +1 +0 +16250.5 +FILLED +\\d+")
                .containsPattern("(?m)^  nt8 +NQ +NQ 03-25 +16252.0 +2027-01-15T09:00:00")
                .containsPattern("\\{\"type\":\"ORDER_FILL\"")
                .containsPattern("(?m)^  fills +2")
                .containsPattern("config +SHA-256 [0-9a-f]{64}");
        assertThat(end.err()).isEmpty();
    }

    @Test
    void openOrdersComeFirstAndLongListsAreCutInTheTextOnly() throws Exception {
        script = new JournalScript(data.resolve("many"));
        script.run("one", Router.VERSION).recovery(0, 0, null).connect();
        for (int i = 0; i < MANY_ORDERS; i++) {
            script.signal("open-" + i).signal("ended-" + i).fill("ended-" + i);
        }
        script.close();

        CommandRun text = CommandRun.of("state", "--data", data.resolve("many"));
        CommandRun json = CommandRun.of("state", "--data", data.resolve("many"), "--json");

        assertThat(text.out())
                .contains("orders, open ones first (" + 2 * MANY_ORDERS + ")")
                .contains("… and " + (2 * MANY_ORDERS - 50) + " more (--json shows all)")
                .contains("open-" + (MANY_ORDERS - 1))
                .doesNotContain("ended-0 ");
        for (int i = 0; i < MANY_ORDERS; i++) {
            assertThat(json.out())
                    .contains("\"order_id\":\"open-" + i + "\"")
                    .contains("\"order_id\":\"ended-" + i + "\"");
        }
        assertThat(json.out().lastIndexOf("open-0")).isLessThan(json.out().indexOf("ended-"));
    }

    @Test
    void timeAndSequenceOutsideAreCode2() {
        CommandRun early = CommandRun.of("state", "--data", data, "--at", "2020-01-01T00:00:00Z");
        CommandRun late = CommandRun.of("state", "--data", data, "--at", script.lastSequence() + 1);

        assertThat(early.err())
                .contains("there is no record at or before 2020-01-01")
                .hasLineCount(1);
        assertThat(early.exitCode()).isEqualTo(2);
        assertThat(late.err()).contains("there is no record " + (script.lastSequence() + 1));
        assertThat(late.exitCode()).isEqualTo(2);
    }

    @Test
    void nothingIsWritten() throws Exception {
        List<String> before = listing();

        CommandRun.of("state", "--data", data);
        CommandRun.of("verify", "--data", data);
        CommandRun.of("ls", "--data", data);

        assertThat(listing()).isEqualTo(before);
    }

    private List<String> listing() throws Exception {
        try (Stream<Path> files = Files.walk(data)) {
            return files.sorted()
                    .map(file -> file + " " + file.toFile().lastModified() + " "
                            + file.toFile().length())
                    .toList();
        }
    }
}
