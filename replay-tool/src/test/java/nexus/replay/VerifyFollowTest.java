package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nexus.gateway.router.Router;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} beside a writer. */
@Timeout(60)
class VerifyFollowTest {
    @TempDir
    Path data;

    private JournalScript script;
    private final Output out = new Output();

    @BeforeEach
    void begin() throws Exception {
        script = new JournalScript(data);
        script.run("one", Router.VERSION)
                .recovery(0, 0, null)
                .connect()
                .tick(16250.25)
                .checkpoint();
    }

    private CompletableFuture<Integer> follow(Object... more) {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "verify";
        arguments[1] = "--follow";
        arguments[2] = "--data";
        arguments[3] = data.toString();
        for (int i = 0; i < more.length; i++) {
            arguments[4 + i] = more[i].toString();
        }
        return CompletableFuture.supplyAsync(
                () -> ReplayMain.commandLine().setOut(out.writer()).execute(arguments));
    }

    private void awaitVerified(long sequence) {
        out.await("identical up to record " + sequence + ", ");
    }

    @Test
    void saysOnceASecondHowFarItIsAndSurvivesRestartAndMidnight() throws Exception {
        long end = script.lastSequence() + 10;
        CompletableFuture<Integer> following = follow("--to", end);
        awaitVerified(script.lastSequence());
        script.pass(TimeUnit.DAYS.toNanos(1)).tick(16251);
        awaitVerified(script.lastSequence());
        long last = script.lastSequence();
        script.run("two", Router.VERSION).recovery(last, 0, null).connect().tick(16252);
        while (script.lastSequence() < end) {
            script.tick(16253);
        }
        script.close();

        assertThat(following.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(out.text())
                .containsPattern("\\d\\d:\\d\\d:\\d\\dZ identical up to record " + last
                        + ", 1 checkpoints, \\d+\\.\\d\\d s behind")
                .contains("in 2 runs")
                .contains("identical so far: records 1–" + end);
    }

    @Test
    void divergenceEndsItWithinASecond() throws Exception {
        CompletableFuture<Integer> following = follow();
        awaitVerified(script.lastSequence());
        script.tick(16251)
                .alterNextOutput("\u0081\u00a1a\u0001".getBytes(StandardCharsets.ISO_8859_1))
                .signal("1");
        long appended = System.nanoTime();

        assertThat(following.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(System.nanoTime() - appended).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(out.text()).contains("DIVERGED at record ").containsPattern("tick +\\d+ ");
        script.close();
    }

    @Test
    void damageEndsItWithinASecond() throws Exception {
        CompletableFuture<Integer> following = follow();
        awaitVerified(script.lastSequence());
        long before = script.lastSequence();
        script.tick(16251).raw(RecordKind.PLATFORM_IN, JournalScript.PLATFORM, new byte[] {(byte) 0x80});
        script.close();
        // As if a run had been lost.
        JournalScript later = new JournalScript(data);
        later.runFrom("three", script.lastSequence() + 5);
        long appended = System.nanoTime();

        assertThat(following.get(10, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(System.nanoTime() - appended).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(out.text())
                .contains("damage     record " + (script.lastSequence() + 1) + ": missing")
                .contains("so far: records 1–" + script.lastSequence());
        assertThat(before).isLessThan(script.lastSequence());
        later.close();
    }

    @Test
    void snapshotsThatComeLaterAreComparedToo() throws Exception {
        CompletableFuture<Integer> following = follow();
        script.signal("one-and-only").checkpoint();
        awaitVerified(script.lastSequence());
        script.snapshotBehind(state -> state).tick(16252).checkpoint();
        awaitVerified(script.lastSequence());
        script.tick(16253).checkpoint();
        awaitVerified(script.lastSequence());
        script.snapshotBehind(state -> new String(state, StandardCharsets.ISO_8859_1)
                .replace("one-and-only", "one-and-onlY")
                .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(following.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(out.text())
                .contains("snapshots  1 compared byte for byte")
                .contains("DIVERGED at record " + script.lastSequence() + ": the snapshot's state is not the router's");
        script.close();
    }

    @Test
    void besideAWriterPlainVerifyEndsWithTheLastRecordOfItsStart() throws Exception {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 30_000; i++) {
                script.tick(16250 + i % 100);
                if (i % 100 == 0) {
                    script.checkpoint();
                }
            }
        });
        int runs = 0;
        while (!writing.isDone() || runs == 0) {
            CommandRun verify = CommandRun.of("verify", "--data", data);
            assertThat(verify.out()).endsWith("identical" + System.lineSeparator());
            assertThat(verify.exitCode()).isZero();
            runs++;
        }
        writing.get();
        script.close();
    }

    @Test
    void timeAsEndIsRefused() {
        CommandRun run = CommandRun.of("verify", "--data", data, "--follow", "--to", "2027-01-15T08:00:00Z");

        assertThat(run.err()).contains("--to takes a sequence with --follow");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    /** What is written so far, by another thread. */
    private static final class Output extends java.io.Writer {
        private final StringBuilder text = new StringBuilder();

        java.io.PrintWriter writer() {
            return new java.io.PrintWriter(this);
        }

        synchronized String text() {
            return text.toString();
        }

        void await(String part) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (text.indexOf(part) < 0) {
                assertThat(System.nanoTime())
                        .as("deadline for: " + part + "\n" + text)
                        .isLessThan(deadline);
                Thread.onSpinWait();
            }
        }

        @Override
        public synchronized void write(char[] chars, int offset, int length) {
            text.append(chars, offset, length);
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
