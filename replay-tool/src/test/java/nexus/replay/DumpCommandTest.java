package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nexus.gateway.router.Router;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpCommandTest {
    @TempDir
    Path data;

    private JournalScript script;

    @BeforeEach
    void twoRuns() throws Exception {
        script = new JournalScript(data);
        script.run("one", Router.VERSION).recovery(0, 0, null).connect().tick(16250.5);
        long last = script.lastSequence();
        script.run("two", Router.VERSION).recovery(last, 0, null).connect().signal("1");
        script.raw(RecordKind.PLATFORM_IN, 1, new byte[] {(byte) 0xc1}).checkpoint();
        script.close();
    }

    @Test
    void printsEveryRecordInOrder() {
        CommandRun dump = CommandRun.of("dump", "--data", data);

        List<String> lines = dump.out().lines().toList();
        assertThat(lines).hasSize((int) script.lastSequence());
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i).strip()).startsWith((i + 1) + " 2027-01-15T08:00:00.0");
        }
        assertThat(lines.get(0)).contains(" RUN ").contains("\"run_id\":\"one\"");
        assertThat(dump.out()).containsPattern("PLATFORM_OUT source 1 cause \\d+ \\{\"type\":\"ORDER\"");
        assertThat(dump.exitCode()).isZero();
    }

    @Test
    void fromAndToAreInclusive() {
        assertThat(CommandRun.of("dump", "--data", data, "--from", 3, "--to", 5)
                        .out()
                        .lines())
                .extracting(DumpCommandTest::sequence)
                .containsExactly("3", "4", "5");
        assertThat(CommandRun.of("dump", "--data", data, "--from", 1000).out()).isEmpty();
    }

    @Test
    void fromAndToTakeTimes() {
        assertThat(CommandRun.of(
                                "dump",
                                "--data",
                                data,
                                "--from",
                                "2027-01-15T08:00:00.002000001Z",
                                "--to",
                                "1800000000005000000")
                        .out()
                        .lines())
                .extracting(DumpCommandTest::sequence)
                .containsExactly("3", "4", "5");
        assertThat(CommandRun.of("dump", "--data", data, "--from", "2030-01-01T00:00:00Z")
                        .out())
                .isEmpty();
        assertThat(CommandRun.of("dump", "--data", data, "--from", "yesterday").exitCode())
                .isEqualTo(2);
    }

    @Test
    void typeIsAKindOrAMessageType() {
        assertThat(CommandRun.of("dump", "--data", data, "--type", "run").out().lines())
                .hasSize(2);
        assertThat(CommandRun.of("dump", "--data", data, "--type", "SIGNAL,CHECKPOINT")
                        .out()
                        .lines())
                .hasSize(2);
    }

    @Test
    void jsonHasTheMessageAndItsBytes() {
        String signal = CommandRun.of("dump", "--data", data, "--json", "--type", "SIGNAL")
                .out();
        String malformed = CommandRun.of("dump", "--data", data, "--json", "--from", script.lastSequence() - 3)
                .out();

        assertThat(signal)
                .containsPattern(
                        "^\\{\"sequence\":\\d+,\"time\":\"2027-01-15T08:00:00\\.\\d{9}Z\",\"time_ns\":18000000000"
                                + "\\d{8},\"kind\":\"NEXUS_IN\",\"source\":2,\"cause\":0,\"flags\":\"\",\"message\":\\{\"type\":"
                                + "\"SIGNAL\",.*\\},\"raw\":\"[A-Za-z0-9+/=]+\"\\}\\R$");
        assertThat(malformed)
                .contains("\"message\":{\"$malformed\":")
                .contains("\"raw\":\"" + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xc1}) + "\"}");
    }

    @Test
    void followGoesOnAsTheJournalGrows() throws Exception {
        long last = script.lastSequence();
        CompletableFuture<CommandRun> following = CompletableFuture.supplyAsync(
                () -> CommandRun.of("dump", "--data", data, "--from", last, "--to", last + 3, "--follow"));
        script.run("three", Router.VERSION)
                .recovery(last, 0, null)
                .tick(16250.75)
                .close();

        assertThat(following.get(10, TimeUnit.SECONDS).out().lines())
                .extracting(DumpCommandTest::sequence)
                .containsExactly("" + last, "" + (last + 1), "" + (last + 2), "" + (last + 3));
    }

    @Test
    void endsWhenNobodyReads() {
        GoneReader gone = new GoneReader();

        int exitCode = ReplayMain.commandLine()
                .setOut(new java.io.PrintWriter(gone))
                .execute("dump", "--data", data.toString(), "--follow");

        assertThat(exitCode).isZero();
    }

    private static String sequence(String line) {
        return line.strip().split(" ", 2)[0];
    }

    /** A pipe whose other end is closed. */
    private static final class GoneReader extends java.io.Writer {
        @Override
        public void write(char[] chars, int offset, int length) throws java.io.IOException {
            throw new java.io.IOException("Broken pipe");
        }

        @Override
        public void flush() throws java.io.IOException {
            throw new java.io.IOException("Broken pipe");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
