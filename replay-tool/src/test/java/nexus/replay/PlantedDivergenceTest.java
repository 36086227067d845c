package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import nexus.gateway.router.Router;
import nexus.journal.message.RecordKind;
import nexus.replay.JournalScript.OutputFault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of difference between the journal and what the router does is found, at the record where it shows. */
class PlantedDivergenceTest {
    @TempDir
    Path data;

    private JournalScript script;

    @BeforeEach
    void begin() throws Exception {
        script = new JournalScript(data);
        script.run("one", Router.VERSION).recovery(0, 0, null).connect().tick(16250.25);
    }

    /** The number of the record is the first word behind "at record". */
    private CommandRun verify(long sequence, String what) {
        CommandRun verify = CommandRun.of("verify", "--data", data);
        assertThat(verify.out()).contains("DIVERGED at record " + sequence + ": " + what);
        assertThat(verify.exitCode()).isEqualTo(1);
        return verify;
    }

    @Test
    void changedOutput() throws Exception {
        script.checkpoint()
                .alterNextOutput("\u0081\u00a1a\u0001".getBytes(StandardCharsets.ISO_8859_1))
                .signal("1")
                .close();

        // CHECKPOINT, SIGNAL, ORDER.
        verify(script.lastSequence() - 1, "another output");
    }

    @Test
    void droppedOutputWithOthersBehindIt() throws Exception {
        long before = script.lastSequence();
        script.faultNextOutput(OutputFault.DROPPED).signal("1").close();

        verify(before + 2, "another output");
    }

    @Test
    void droppedOutputWithNothingBehindItButACheckpoint() throws Exception {
        script.dropOutputs().fill("unknown").checkpoint().close();

        verify(script.lastSequence(), "an output is missing");
    }

    @Test
    void doubledOutput() throws Exception {
        long before = script.lastSequence();
        script.faultNextOutput(OutputFault.DOUBLED).signal("1").close();

        verify(before + 3, "another output");
    }

    @Test
    void doubledOutputWithNothingBehindIt() throws Exception {
        script.signal("1").checkpoint();
        long before = script.lastSequence();
        script.faultNextOutput(OutputFault.DOUBLED).fill("1").checkpoint().close();

        verify(before + 3, "an output that the router did not make");
    }

    @Test
    void outputOfAnotherCause() throws Exception {
        long before = script.lastSequence();
        script.faultNextOutput(OutputFault.MOVED).signal("1").close();

        CommandRun verify = verify(before + 2, "another output");
        assertThat(verify.out()).contains("because of " + (before + 1) + ": ").contains("because of " + before + ": ");
    }

    @Test
    void changedInputOfGoodChecksumShowsInTheOutput() throws Exception {
        long before = script.lastSequence();
        script.defect(bytes -> replace(bytes, "BUY", "SEL")).tick(16250.5);
        script.defect(bytes -> replace(bytes, "\u0001", "\u0002")).signal("1").close();

        verify(before + 3, "another output");
    }

    @Test
    void changedTickShowsAtTheNextCheckpoint() throws Exception {
        script.checkpoint();
        long agreed = script.lastSequence();
        script.defect(bytes -> replace(bytes, "NQ 03-25", "ES 03-25")).tick(16250.5);
        script.defect(bytes -> bytes)
                .tick(16251)
                .checkpoint()
                .tick(16252)
                .checkpoint()
                .close();

        CommandRun verify = verify(agreed + 3, "the checkpoint's digest of all outputs differs");
        assertThat(verify.out())
                .contains("before     identical up to record " + (agreed + 2) + "; the last checkpoint that agreed: "
                        + agreed);
    }

    @Test
    void changedCheckpoint() throws Exception {
        script.checkpoint().checkpoint(4711);
        long changed = script.lastSequence();
        script.tick(16251).checkpoint().close();

        verify(changed, "the checkpoint's digest of all outputs differs");
    }

    @Test
    void changedSnapshot() throws Exception {
        script.signal("one-and-only").snapshot();
        script.tick(16251).snapshot(state -> replace(state, "one-and-only", "one-and-onlY"));
        long changed = script.lastSequence();
        script.tick(16251).checkpoint().close();

        CommandRun verify = verify(changed, "the snapshot's state is not the router's");
        assertThat(verify.out()).contains("snapshots  1 compared byte for byte");
    }

    @Test
    void snapshotOfRecordsThatWereLostIsNoDivergence() throws Exception {
        byte[] early = script.router().stateBytes();
        script.tick(16251).snapshot(state -> early).close();

        CommandRun verify = CommandRun.of("verify", "--data", data);

        assertThat(verify.out())
                .contains("remark     snapshot " + script.lastSequence() + " is left aside: ")
                .endsWith("identical" + System.lineSeparator());
        assertThat(verify.exitCode()).isZero();
    }

    @Test
    void chainLeadsFromTheFillToTheLastTickBeforeTheSignal() throws Exception {
        long tick = script.lastSequence();
        script.raw(RecordKind.PLATFORM_IN, JournalScript.PLATFORM, new byte[] {(byte) 0x80});
        script.signal("1").tick(16250.75).checkpoint();
        long fill = script.lastSequence() + 1;
        script.alterNextOutput("\u0081\u00a1a\u0001".getBytes(StandardCharsets.ISO_8859_1))
                .fill("1")
                .close();

        CommandRun verify = verify(fill + 1, "another output");

        List<String> lines = verify.out().lines().toList();
        assertThat(lines.get(lines.size() - 5))
                .matches("record +" + (fill + 1) + " .*NEXUS_OUT .* cause " + fill + " .*");
        assertThat(lines.get(lines.size() - 4)).matches("cause +" + fill + " .*\"type\":\"ORDER_FILL\".*");
        assertThat(lines.get(lines.size() - 3)).matches("order +\\d+ .*PLATFORM_OUT .*\"type\":\"ORDER\".*");
        assertThat(lines.get(lines.size() - 2)).matches("signal +\\d+ .*NEXUS_IN .*\"type\":\"SIGNAL\".*");
        assertThat(lines.get(lines.size() - 1)).matches("tick +" + tick + " .*\"type\":\"MARKET_DATA\".*");
    }

    @Test
    void divergenceBehindAPointIsFoundFromASnapshotBeforeItAndNotUpToIt() throws Exception {
        script.tick(16251).snapshot();
        long snapshot = script.lastSequence();
        script.tick(16252).checkpoint();
        long sound = script.lastSequence();
        script.tick(16253).checkpoint(4711).close();

        CommandRun upTo = CommandRun.of("verify", "--data", data, "--to", sound);
        CommandRun from = CommandRun.of("verify", "--data", data, "--from", sound);

        assertThat(upTo.exitCode()).isZero();
        assertThat(from.out())
                .contains("start      the snapshot of record " + snapshot + ", the last before " + sound)
                .contains("DIVERGED at record " + (sound + 2));
        assertThat(from.exitCode()).isEqualTo(1);
    }

    private static byte[] replace(byte[] bytes, String what, String by) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace(what, by).getBytes(StandardCharsets.ISO_8859_1);
    }
}
