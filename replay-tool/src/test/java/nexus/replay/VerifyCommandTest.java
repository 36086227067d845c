package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import nexus.gateway.router.Router;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    private static final int OTHER_VERSION = Router.VERSION + 1;

    @TempDir
    Path data;

    private JournalScript script;

    @BeforeEach
    void newScript() {
        script = new JournalScript(data);
    }

    @Test
    void twoRunsAreIdentical() throws Exception {
        script.run("one", Router.VERSION).recovery(0, 0, null).connect();
        script.tick(16250.5).signal("1").fill("1").raw(RecordKind.PLATFORM_IN, 1, new byte[] {(byte) 0xc1});
        script.checkpoint();
        long last = script.lastSequence();
        script.run("two", Router.VERSION).recovery(last, 0, "behind record 12: an append that did not end");
        script.connect().tick(16251).signal("2").checkpoint().close();

        CommandRun verify = CommandRun.of("verify", "--data", data);

        assertThat(verify.out())
                .contains("in 2 runs")
                .contains("by 2 checkpoints")
                .contains("torn tail  behind record 12: an append that did not end (named by record ")
                .endsWith("identical" + System.lineSeparator());
        assertThat(verify.err()).isEmpty();
        assertThat(verify.exitCode()).isZero();
    }

    @Test
    void outputsMissingAtTheEndAreNoDivergence() throws Exception {
        script.run("one", Router.VERSION).recovery(0, 0, null).connect().checkpoint();
        script.dropOutputs().signal("1").close();

        CommandRun verify = CommandRun.of("verify", "--data", data);

        assertThat(verify.out()).contains("unfinished: ").contains("identical");
        assertThat(verify.exitCode()).isZero();
    }

    @Test
    void alteredOutputDivergesWithItsCause() throws Exception {
        script.run("one", Router.VERSION).recovery(0, 0, null).connect();
        script.alterNextOutput("\u0081\u00a1a\u0001".getBytes(StandardCharsets.ISO_8859_1))
                .signal("1")
                .close();

        CommandRun verify = CommandRun.of("verify", "--data", data);

        assertThat(verify.out())
                .contains("DIVERGED at record ")
                .contains("expected   to ")
                .contains("{\"a\":1}")
                .containsPattern("cause +\\d+ .* NEXUS_IN +source 2 \\{\"type\":\"SIGNAL\"");
        assertThat(verify.exitCode()).isEqualTo(1);
    }

    @Test
    void checkpointOfAnotherDigestDiverges() throws Exception {
        script.run("one", Router.VERSION).recovery(0, 0, null).connect().tick(16250.5);
        script.checkpoint(12345).close();

        CommandRun verify = CommandRun.of("verify", "--data", data);

        assertThat(verify.out()).contains("the checkpoint's digest of all outputs differs");
        assertThat(verify.exitCode()).isEqualTo(1);
    }

    @Test
    void differenceUnderAnotherVersionIsCode3() throws Exception {
        script.run("one", OTHER_VERSION).recovery(0, 0, null).connect().tick(16250.5);
        script.checkpoint(12345).close();

        CommandRun verify = CommandRun.of("verify", "--data", data);

        assertThat(verify.out())
                .contains("DIFFERS at record ")
                .contains("Router version " + OTHER_VERSION + " wrote this record");
        assertThat(verify.exitCode()).isEqualTo(3);
    }

    @Test
    void sameOutputsUnderAnotherVersionAreIdentical() throws Exception {
        script.run("one", OTHER_VERSION).recovery(0, 0, null).connect().tick(16250.5);
        script.checkpoint().close();

        assertThat(CommandRun.of("verify", "--data", data).exitCode()).isZero();
    }

    @Test
    void unreadableControlRecordStopsTheRouter() throws Exception {
        script.run("one", Router.VERSION).recovery(0, 0, null);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> script.raw(RecordKind.CONTROL, 0, new byte[] {(byte) 0xc1})))
                .isInstanceOf(IllegalStateException.class);
        script.close();

        CommandRun verify = CommandRun.of("verify", "--data", data);

        assertThat(verify.out()).contains("DIVERGED: the router stopped at record 4: ");
        assertThat(verify.exitCode()).isEqualTo(1);
    }

    @Test
    void damageNamesRecordFileAndOffset() throws Exception {
        script.run("one", Router.VERSION).recovery(0, 0, null).connect().tick(16250.5);
        script.raw(RecordKind.PLATFORM_IN, 1, "a payload to be found".getBytes(StandardCharsets.US_ASCII));
        script.tick(16251).checkpoint().close();
        Path file = alter("a payload to be found");

        CommandRun verify = CommandRun.of("verify", "--data", data);

        assertThat(verify.err())
                .startsWith("replay verify: record ")
                .contains(file.toString())
                .contains("offset ")
                .hasLineCount(1);
        assertThat(verify.exitCode()).isEqualTo(2);
    }

    private Path alter(String payload) throws IOException {
        Path file;
        try (Stream<Path> files = Files.walk(data)) {
            file = files.filter(path -> path.toString().endsWith(".cq4"))
                    .filter(path -> !path.toString().contains("metadata"))
                    .findFirst()
                    .orElseThrow();
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] head = new byte[1 << 20];
            int length = bytes.read(head);
            int at = new String(head, 0, length, StandardCharsets.ISO_8859_1).indexOf(payload);
            assertThat(at).isPositive();
            bytes.seek(at);
            bytes.write('A');
        }
        return file;
    }

    @Test
    void missingFolderAndMissingJournalAreCode2() {
        CommandRun noFolder = CommandRun.of("verify", "--data", data.resolve("none"));
        CommandRun noJournal = CommandRun.of("verify", "--data", data);

        assertThat(noFolder.err())
                .startsWith("replay verify: there is no folder ")
                .hasLineCount(1);
        assertThat(noFolder.exitCode()).isEqualTo(2);
        assertThat(noJournal.err())
                .startsWith("replay verify: there is no journal record in ")
                .hasLineCount(1);
        assertThat(noJournal.exitCode()).isEqualTo(2);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void journalWithoutItsBeginningIsCode2() throws Exception {
        script.run("one", Router.VERSION).recovery(0, 0, null);
        long last = script.lastSequence();
        script.run("two", Router.VERSION).recovery(last, 0, null).close();
        try (Stream<Path> files = Files.walk(data.resolve("journal"))) {
            for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (path.toString().contains("-one")) {
                    Files.delete(path);
                }
            }
        }

        CommandRun verify = CommandRun.of("verify", "--data", data);

        assertThat(verify.err()).contains("begins with record " + (last + 1));
        assertThat(verify.exitCode()).isEqualTo(2);
    }

    @Test
    void wrongUsageIsCode2() {
        assertThat(CommandRun.of("verify", "--nonsense").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of().exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("verify", "--help").exitCode()).isZero();
    }
}
