package nexus.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import nexus.journal.Seeded;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor's class, as it lies in docs, against what the sealer makes: it must find what is planted. */
class SealCheckTest {
    private static final Path SOURCE = Path.of("../docs/SealCheck.java").toAbsolutePath();
    private static final int RANDOM_CHANGES = 150;

    @TempDir
    static Path classes;

    private static URLClassLoader loader;
    private static MethodHandle run;

    @TempDir
    Path place;

    private SealedData data;
    private Path records;
    private String said = "";

    @BeforeAll
    static void compile() throws ReflectiveOperationException, IOException {
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all",
                        "-Werror",
                        "-cp",
                        classes.toString(),
                        "-d",
                        classes.toString(),
                        SOURCE.toString());
        assertThat(result).isZero();
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
        Class<?> type = loader.loadClass("SealCheck");
        run = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                .unreflect(type.getDeclaredMethod("run", String[].class, PrintStream.class));
    }

    @AfterAll
    static void close() throws IOException {
        loader.close();
    }

    @BeforeEach
    void seal() throws IOException {
        data = new SealedData(Files.createDirectory(place.resolve("data")));
        data.writeRun("one", 1, 2, 50);
        data.writeRun("two", 102, 1, 50);
        data.seal(10);
        records = place.resolve("records.jsonl");
        export();
    }

    /** As {@code replay export --what records} does: with keys that are of no concern here, too. */
    private void export() throws IOException {
        List<String> lines = new ArrayList<>();
        JournalRecord r = new JournalRecord();
        try (JournalReader reader = JournalReader.open(data.folder)) {
            while (reader.next(r)) {
                lines.add("{\"seq\":" + r.sequence() + ",\"time_ns\":" + r.timeNanos()
                        + ",\"message\":{\"seq\":7,\"raw\":\"\\\"\"}"
                        + ",\"kind\":\"" + r.kind() + "\",\"kind_code\":"
                        + r.kind().id() + ",\"flags\":" + r.flags()
                        + ",\"source\":" + r.source() + ",\"cause\":" + r.cause() + ",\"raw\":\""
                        + Base64.getEncoder().encodeToString(r.copyPayload()) + "\"}");
            }
        }
        Files.write(records, lines, StandardCharsets.UTF_8);
    }

    private int check(Path... files) throws IOException {
        String[] arguments = new String[files.length];
        for (int i = 0; i < files.length; i++) {
            arguments[i] = files[i].toString();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            return (int) run.invoke(arguments, print);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        } finally {
            said = out.toString(StandardCharsets.UTF_8);
        }
    }

    private int checkAll() throws IOException {
        return check(records, data.seals(), publicKey());
    }

    private Path publicKey() {
        return SealKey.publicFile(data.folder.resolve(SealKey.FILE_NAME));
    }

    @Test
    void runsAsASourceFile() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        SOURCE.toString(),
                        records.toString(),
                        data.seals().toString(),
                        publicKey().toString())
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("out").toFile())
                .start();
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(place.resolve("out")))
                .contains("152 records, 152 of them proved, 0 behind the last seal")
                .endsWith("sound" + System.lineSeparator());
        assertThat(java.exitValue()).isZero();
    }

    @Test
    void isSoundWhereNothingWasDone() throws IOException {
        assertThat(checkAll()).as(said).isZero();
        assertThat(said).contains("public key " + data.key.publicKey().id()).contains("18 entries, 17 seals");
        data.writeRun("three", 153, 1, 5);
        export();
        assertThat(checkAll()).as(said).isZero();
        assertThat(said).contains("158 records, 152 of them proved, 6 behind the last seal");
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(records, StandardCharsets.UTF_8));
    }

    private void finds(List<String> lines, long firstBad, String text) throws IOException {
        Files.write(records, lines, StandardCharsets.UTF_8);
        assertThat(checkAll()).as(said).isEqualTo(1);
        assertThat(said.lines().filter(line -> line.startsWith("FOUND")).findFirst())
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("FOUND record " + firstBad + ": ")
                        .contains(text));
    }

    @Test
    void findsAChangedRecord() throws IOException {
        List<String> lines = lines();
        lines.set(
                32, lines.get(32).replace("\"source\":1,", "\"source\":2,").replace("\"source\":0,", "\"source\":1,"));
        finds(lines, 31, "the records from there to 40 do not give the root of entry 5");
    }

    @Test
    void findsARecordThatWasTakenOut() throws IOException {
        List<String> lines = lines();
        lines.remove(32);
        finds(lines, 33, "record 34 where record 33 should be");
    }

    @Test
    void findsARecordThatWasPutIn() throws IOException {
        List<String> lines = lines();
        lines.add(33, lines.get(32));
        finds(lines, 33, "record 33 where record 34 should be");
    }

    @Test
    void findsRecordsInAnotherOrder() throws IOException {
        List<String> lines = lines();
        lines.add(120, lines.remove(125));
        finds(lines, 121, "record 126 where record 121 should be");
    }

    @Test
    void findsAnEndThatWasCutOff() throws IOException {
        List<String> lines = lines();
        finds(lines.subList(0, 140), 141, "are not in the file");
    }

    @Test
    void findsABeginningThatWasCutOff() throws IOException {
        List<String> lines = lines();
        finds(lines.subList(60, lines.size()), 1, "are not in the file");
    }

    @Test
    void takesAPruneForWhatItIs() throws IOException {
        SealChain.open(data.seals(), data.key)
                .append(new SealEntry.Prune("00000000000000000001-one", 1, 101, "ann", "7 years"), 0);
        List<String> lines = lines();
        Files.write(records, lines.subList(101, lines.size()), StandardCharsets.UTF_8);
        assertThat(checkAll()).as(said).isZero();
        assertThat(said).contains("pruned on purpose: records 1 to 101 by ann: 7 years");
    }

    private void findsInSeals(List<String> lines, String text) throws IOException {
        Files.write(SealFolder.files(data.seals()).get(0), lines, StandardCharsets.UTF_8);
        assertThat(checkAll()).as(said).isNotZero();
        assertThat(said).contains(text);
    }

    private List<String> seals() throws IOException {
        return new ArrayList<>(Files.readAllLines(SealFolder.files(data.seals()).get(0), StandardCharsets.UTF_8));
    }

    @Test
    void findsAForgedSeal() throws IOException {
        List<String> seals = seals();
        seals.set(4, seals.get(4).replaceFirst("\"root\":\"[0-9a-f]{4}", "\"root\":\"beef"));
        findsInSeals(seals, "entry 5 has a bad signature");
        assertThat(said).contains("entry 6 does not name the line before it").contains("FOUND record 31: ");
    }

    @Test
    void findsAMissingSeal() throws IOException {
        List<String> seals = seals();
        seals.remove(4);
        findsInSeals(seals, "FOUND record 31: entry 6 where entry 5 should be");
    }

    @Test
    void findsAnotherKey() throws IOException {
        Path other = place.resolve("other_secret");
        SealKey.make(other);
        assertThat(check(records, data.seals(), SealKey.publicFile(other))).isEqualTo(1);
        assertThat(said)
                .contains("entry 1 is signed with key " + data.key.publicKey().id());
    }

    @Test
    void provesSingleRecordsAndNoOthers() throws IOException {
        Random random = Seeded.random();
        for (int i = 0; i < 20; i++) {
            long one = 1L + random.nextInt(152);
            long other = 1L + random.nextInt(152);
            String what = "seed " + Seeded.seed() + ", records " + one + " and " + other;
            InclusionProofs proofs = InclusionProofs.of(data.folder, data.seals(), List.of(one, other));
            assertThat(proofs.unsealed()).as(what).isEmpty();
            StringBuilder text = new StringBuilder();
            ProofText.write(data.folder, "a test", proofs, text);
            Path file = Files.writeString(place.resolve("proof.jsonl"), text);
            assertThat(check(file, publicKey())).as(what + said).isZero();
            assertThat(said).as(what).contains("record " + one + ",").contains("record " + other + ",");
            String changed = text.toString().replaceFirst("\"seq\":" + one + ",", "\"seq\":" + (one % 152 + 1) + ",");
            Files.writeString(file, changed);
            assertThat(check(file, publicKey())).as(what).isEqualTo(1);
        }
    }

    @Test
    void namesRecordsThatAreNotSealed() throws IOException {
        data.writeRun("three", 153, 1, 5);
        InclusionProofs proofs = InclusionProofs.of(data.folder, data.seals(), List.of(7L, 155L));
        assertThat(proofs.unsealed()).containsExactly(155L);
        assertThat(proofs.proof(7).index()).isEqualTo(6);
        assertThat(proofs.seals())
                .extracting(ChainEntry::number)
                .as("the first that covers it")
                .containsExactly(2L);
    }

    /** Whatever character is changed in the seals or in what is sealed of a record. */
    @Test
    void findsAnyChange() throws IOException {
        Random random = Seeded.random();
        List<String> good = lines();
        Path seals = SealFolder.files(data.seals()).get(0);
        byte[] goodSeals = Files.readAllBytes(seals);
        for (int i = 0; i < RANDOM_CHANGES; i++) {
            if (random.nextBoolean()) {
                byte[] bad = goodSeals.clone();
                int at = random.nextInt(bad.length);
                bad[at] ^= (byte) (1 << random.nextInt(7));
                Files.write(seals, bad);
                boolean endsOtherwise = at == bad.length - 1;
                assertThat(checkAll())
                        .as("seed " + Seeded.seed() + ", byte " + at + " of the seals: " + said)
                        .satisfies(
                                code -> assertThat(code != 0 || endsOtherwise).isTrue());
                Files.write(seals, goodSeals);
            } else {
                List<String> bad = new ArrayList<>(good);
                int row = random.nextInt(bad.size());
                String line = bad.get(row);
                int at = line.indexOf("\"raw\":\"", line.indexOf("\"cause\"")) + 7 + random.nextInt(6);
                char other = line.charAt(at) == 'A' ? 'B' : 'A';
                bad.set(row, line.substring(0, at) + other + line.substring(at + 1));
                Files.write(records, bad, StandardCharsets.UTF_8);
                assertThat(checkAll())
                        .as("seed " + Seeded.seed() + ", record " + (row + 1) + " character " + at + ": " + said)
                        .isNotZero();
                Files.write(records, good, StandardCharsets.UTF_8);
            }
        }
    }
}
