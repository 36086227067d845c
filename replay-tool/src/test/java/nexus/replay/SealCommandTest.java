package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nexus.journal.seal.JournalSealer;
import nexus.journal.seal.SealFolder;
import nexus.journal.seal.SealKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay seal}, and the auditor's class over what {@code replay export} writes. */
class SealCommandTest {
    private static final Path CHECK = Path.of("../docs/SealCheck.java").toAbsolutePath();

    @TempDir
    Path place;

    private Path data;
    private Path secret;

    /** An order on two platforms, filled on one, with another order beside it. */
    @BeforeEach
    void sealADay() throws Exception {
        data = Files.createDirectory(place.resolve("data of the gateway"));
        secret = data.resolve(SealKey.FILE_NAME);
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).platformUp("mt5", 2).tick("nt8", "NQ 03-25", 16_250);
            day.signal("mine", "NQ", "BUY", "1").signal("private", "ES", "SELL", "1");
            day.fill("nt8", "mine", "NQ 03-25", "1", "16251").checkpoint();
        }
        SealKey.make(secret);
        seal();
    }

    private void seal() throws IOException {
        try (JournalSealer sealer = JournalSealer.open(data, SealKey.read(secret), 5, () -> TradingDay.START_NANOS)) {
            int read;
            do {
                read = sealer.read(1_000);
            } while (read > 0);
            sealer.seal();
        }
    }

    private Path publicKey() {
        return SealKey.publicFile(secret);
    }

    private Path seals() throws IOException {
        return SealFolder.files(SealFolder.of(data)).get(0);
    }

    private CommandRun verify(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("seal", "verify", "--data", data));
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(arguments.toArray());
    }

    /** What the auditor's class says; its exit code in front. */
    private String check(Path... files) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), CHECK.toString()));
        for (Path file : files) {
            command.add(file.toString());
        }
        Path out = place.resolve("said");
        Process java = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return java.exitValue() + " " + Files.readString(out);
    }

    @Test
    void statusSaysHowFarTheSealsAre() throws Exception {
        CommandRun status = CommandRun.of("seal", "status", "--data", data);
        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.out())
                .contains("key        " + SealKey.readPublic(publicKey()).id())
                .containsPattern("sealed     through record (\\d+) of \\1\\R");
    }

    @Test
    void verifyIsSoundAndSaysByWhichKey() {
        CommandRun believing = verify();
        assertThat(believing.exitCode()).as(believing.out() + believing.err()).isZero();
        assertThat(believing.out()).contains("by the seals' own word").endsWith("sound\n");
        CommandRun knowing = verify("--public-key", publicKey());
        assertThat(knowing.exitCode()).isZero();
        assertThat(knowing.out())
                .doesNotContain("own word")
                .contains("unsealed   0 records")
                .endsWith("sound\n");
    }

    @Test
    void verifyNamesWhatItFindsAndTheFirstBadRecord() throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(seals()));
        lines.remove(2);
        Files.write(seals(), lines);
        CommandRun verify = verify("--public-key", publicKey());
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.out())
                .contains("FOUND      missing seal, first bad record 6: entry 3 is missing before entry 4")
                .endsWith("NOT SOUND: first bad record 6\n");
    }

    @Test
    void verifyHoldsTheFolderAgainstTheCopy() throws Exception {
        Path copy = Files.createDirectory(place.resolve("copy"));
        Files.copy(seals(), copy.resolve(seals().getFileName().toString()));
        assertThat(verify("--seals", copy).exitCode()).isZero();
        List<String> lines = Files.readAllLines(seals());
        Files.write(seals(), lines.subList(0, 2));
        assertThat(verify().exitCode()).as("in itself it is sound").isZero();
        CommandRun verify = verify("--seals", copy, "--public-key", publicKey());
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.out()).contains("FOUND      rolled back, first bad record 6: ");
    }

    @Test
    void verifyNamesAKeyThatIsNotTheOneHandedOut() throws Exception {
        Path other = place.resolve("other_secret");
        SealKey.make(other);
        CommandRun verify = verify("--public-key", SealKey.publicFile(other));
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.out()).contains("FOUND      replaced key, first bad record 1: from entry 1 on");
    }

    @Test
    void withoutSealsItIsCode2AndSaysWhatMakesThem() throws Exception {
        Files.delete(seals());
        CommandRun verify = verify();
        assertThat(verify.exitCode()).isEqualTo(2);
        assertThat(verify.err())
                .startsWith("replay seal verify: there are no seals in ")
                .hasLineCount(1);
    }

    @Test
    void proofsAreCheckedWithNothingButThePublicKey() throws Exception {
        Path file = place.resolve("proof.jsonl");
        CommandRun proof = CommandRun.of("seal", "proof", "--data", data, "--order", "mine", "--out", file);
        assertThat(proof.exitCode()).as(proof.out() + proof.err()).isZero();
        assertThat(Files.readString(file)).doesNotContain("private");
        String said = check(file, publicKey());
        assertThat(said)
                .startsWith("0 ")
                .contains("SIGNAL", "ORDER_FILL", "mine")
                .doesNotContain("private");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("\"time_ns\":(\\d+)1,", "\"time_ns\":$12,")
                        .replaceFirst("\"cause\":0,", "\"cause\":1,"));
        assertThat(check(file, publicKey())).startsWith("1 ").contains("it is not what was sealed");
    }

    @Test
    void aProofOfSingleRecordsSaysWhatIsNotSealedYet() throws Exception {
        Path file = place.resolve("proof.jsonl");
        CommandRun proof = CommandRun.of("seal", "proof", "--data", data, 3, 999_999, "--out", file);
        assertThat(proof.exitCode()).isEqualTo(1);
        assertThat(proof.out()).contains("1 records proved").contains("not sealed yet, so not in it: [999999]");
        assertThat(check(file, publicKey())).startsWith("0 ").contains("record 3, ");
        CommandRun none = CommandRun.of("seal", "proof", "--data", data, "--order", "nobody", "--out", file);
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("no record names nobody");
    }

    @Test
    void withoutAFileTheProofGoesToTheOutput() throws Exception {
        Path file = place.resolve("proof.jsonl");
        assertThat(CommandRun.of("seal", "proof", "--data", data, 3, "--out", file)
                        .exitCode())
                .isZero();
        CommandRun printed = CommandRun.of("seal", "proof", "--data", data, 3);
        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out()).isEqualTo(Files.readString(file));
        assertThat(printed.err()).contains("1 records proved");
    }

    @Test
    void theAuditorsClassTakesTheExportOfAllRecords() throws Exception {
        Path out = place.resolve("export");
        CommandRun export =
                CommandRun.of("export", "--data", data, "--what", "records", "--format", "jsonl", "--out", out);
        assertThat(export.exitCode()).as(export.out() + export.err()).isZero();
        Path records = out.resolve("records.jsonl");
        assertThat(check(records, SealFolder.of(data), publicKey()))
                .startsWith("0 ")
                .containsPattern("(\\d+) records, \\1 of them proved, 0 behind the last seal");
        List<String> lines = new ArrayList<>(Files.readAllLines(records));
        lines.remove(6);
        Files.write(records, lines);
        assertThat(check(records, SealFolder.of(data), publicKey()))
                .startsWith("1 ")
                .contains("FOUND record 7: record 8 where record 7 should be");
    }
}
