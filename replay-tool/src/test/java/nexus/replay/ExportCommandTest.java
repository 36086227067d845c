package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.seal.JournalSealer;
import nexus.journal.seal.SealFolder;
import nexus.journal.seal.SealKey;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as its users meet it: files, manifest, what it refuses, and what is left when it fails. */
class ExportCommandTest {
    private static final Pattern FILE = Pattern.compile("\"path\":\"([^\"]+)\",[^}]*\"rows\":(\\d+),[^}]*\"first_seq\":"
            + "(\\d+),\"last_seq\":(\\d+),\"bytes\":(\\d+),\"sha256\":\"([0-9a-f]{64})\"");

    @TempDir
    private Path temp;

    private Path data;
    private Path out;

    @BeforeEach
    void folders() {
        // Blanks and letters beyond ASCII, as users have them.
        data = temp.resolve("my däta");
        out = temp.resolve("my öut");
    }

    private void day() throws Exception {
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
            day.tick("nt8", "NQ 03-25", 16250.25).tick("nt8", "ES 03-25", 5000).tick("mt5", "NAS100", 16251);
            day.signal("a", "NQ", "BUY", "2").ack("nt8", "a").fill("nt8", "a", "NQ 03-25", "2", "16250.5");
            day.signal("b", "ES", "SELL", "1").fill("nt8", "b", "ES 03-25", "1", "5000");
            day.checkpoint();
        }
    }

    @Test
    void sameJournalSameBytesInEveryFormat() throws Exception {
        day();
        for (String format : List.of("jsonl", "csv", "parquet")) {
            Path first = temp.resolve("first " + format);
            Path second = temp.resolve("second " + format);
            assertThat(export("all", format, first).exitCode()).isZero();
            assertThat(export("all", format, second).exitCode()).isZero();
            Map<String, String> hashes = hashes(first);
            assertThat(hashes)
                    .containsOnlyKeys(
                            "_manifest.json", "events." + format, "market-data." + format, "records." + format)
                    .isEqualTo(hashes(second));
            // Again into the same folder: it is the same export.
            assertThat(export("all", format, first).exitCode()).isZero();
            assertThat(hashes(first)).isEqualTo(hashes);
        }
    }

    @Test
    void theManifestSaysWhatIsThere() throws Exception {
        day();
        assertThat(export("all", "csv", out).exitCode()).isZero();
        String manifest = read("_manifest.json");
        assertThat(manifest).contains("\"journal_id\":\"ABCDEFGH\"", "\"complete\":true", "\"what\":\"all\"");
        Matcher file = FILE.matcher(manifest);
        int files = 0;
        for (; file.find(); files++) {
            Path path = out.resolve(file.group(1));
            assertThat(Files.size(path)).isEqualTo(Long.parseLong(file.group(5)));
            assertThat(sha256(path)).isEqualTo(file.group(6));
            List<List<String>> rows = Csv.read(Files.readString(path));
            assertThat(rows.size() - 1).isEqualTo(Integer.parseInt(file.group(2)));
            int seq = rows.get(0).indexOf("seq");
            assertThat(rows.get(1).get(seq)).isEqualTo(file.group(3));
            assertThat(rows.get(rows.size() - 1).get(seq)).isEqualTo(file.group(4));
        }
        assertThat(files).isEqualTo(3);
        long last = lastSequence();
        assertThat(manifest).contains("\"first_seq\":1,\"last_seq\":" + last + ",\"first_time_ns\":");
    }

    /** From the records alone the journal's payloads come back byte for byte, also those that are no messages. */
    @Test
    void recordsAreLossless() throws Exception {
        long seed = Long.getLong("test.seed", 20_261_123L);
        Random random = new Random(seed);
        try (JournalScript script = new JournalScript(data).run("one", Router.VERSION)) {
            script.connect().tick(16250).signal("a");
            for (int i = 0; i < 200; i++) {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                script.raw(i % 2 == 0 ? RecordKind.PLATFORM_IN : RecordKind.NEXUS_IN, 1 + i % 2, bytes);
            }
            script.fill("a").checkpoint();
        }
        for (String format : List.of("jsonl", "csv")) {
            Path folder = temp.resolve(format);
            assertThat(export("records", format, folder).exitCode()).isZero();
            List<String> rebuilt = "jsonl".equals(format)
                    ? rebuiltOfJsonLines(folder.resolve("records.jsonl"))
                    : rebuiltOfCsv(folder.resolve("records.csv"));
            assertThat(rebuilt).as("seed " + seed + ", " + format).isEqualTo(journal());
        }
    }

    private List<String> journal() {
        List<String> records = new ArrayList<>();
        try (JournalReader journal = JournalReader.open(data)) {
            JournalRecord record = new JournalRecord();
            while (journal.next(record)) {
                records.add(line(
                        record.sequence(),
                        record.timeNanos(),
                        record.kind().id(),
                        record.flags(),
                        record.source(),
                        record.cause(),
                        record.copyPayload()));
            }
        }
        return records;
    }

    private static String line(long seq, long time, long kind, long flags, long source, long cause, byte[] payload) {
        return seq + " " + time + " " + kind + " " + flags + " " + source + " " + cause + " "
                + HexFormat.of().formatHex(payload);
    }

    private static List<String> rebuiltOfJsonLines(Path file) throws IOException {
        List<String> records = new ArrayList<>();
        for (String json : Files.readAllLines(file)) {
            records.add(line(
                    number(json, "seq"),
                    number(json, "time_ns"),
                    number(json, "kind_code"),
                    number(json, "flags"),
                    number(json, "source"),
                    number(json, "cause"),
                    Base64.getDecoder().decode(json.replaceAll("^.*?\"raw\":\"([^\"]*)\".*$", "$1"))));
        }
        return records;
    }

    private static long number(String json, String key) {
        return Long.parseLong(json.replaceAll("^.*?\"" + key + "\":(-?\\d+)[,}].*$", "$1"));
    }

    private static List<String> rebuiltOfCsv(Path file) throws IOException {
        List<List<String>> rows = Csv.read(Files.readString(file));
        List<String> header = rows.get(0);
        List<String> records = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            long[] numbers = Stream.of("seq", "time_ns", "kind_code", "flags", "source", "cause")
                    .mapToLong(name -> Long.parseLong(row.get(header.indexOf(name))))
                    .toArray();
            byte[] payload = Base64.getDecoder().decode(Csv.unmarked(row.get(header.indexOf("raw"))));
            records.add(line(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], payload));
        }
        return records;
    }

    @Test
    void symbolsAndPlatformsAreLeftOutWhereTheyAreNamed() throws Exception {
        day();
        assertThat(export("events", "jsonl", out, "--symbols", "ES", "--platforms", "nt8")
                        .exitCode())
                .isZero();
        assertThat(read("events.jsonl").lines().toList())
                .isNotEmpty()
                .allMatch(line -> line.contains("\"symbol\":\"ES\""))
                .anyMatch(line -> line.contains("\"event\":\"SIGNAL\""))
                .noneMatch(line -> line.contains("\"platform\":\"mt5\""));
        CommandRun records = export("records", "jsonl", temp.resolve("other"), "--symbols", "ES");
        assertThat(records.exitCode()).isEqualTo(2);
        assertThat(records.err()).contains("records, which are never left out");
    }

    @Test
    void aRangeHoldsItsRecordsAlone() throws Exception {
        day();
        long last = lastSequence();
        assertThat(export("records", "jsonl", out, "--from", 5, "--to", last - 2)
                        .exitCode())
                .isZero();
        List<String> lines = read("records.jsonl").lines().toList();
        assertThat(number(lines.get(0), "seq")).isEqualTo(5);
        assertThat(number(lines.get(lines.size() - 1), "seq")).isEqualTo(last - 2);
        assertThat(read("_manifest.json"))
                .contains("\"from\":\"5\",\"to\":\"" + (last - 2) + "\"", "\"first_seq\":5,\"last_seq\":" + (last - 2));
    }

    @Test
    void anotherExportsFolderIsRefused() throws Exception {
        day();
        assertThat(export("events", "csv", out).exitCode()).isZero();
        Map<String, String> before = hashes(out);
        CommandRun other = export("events", "csv", out, "--symbols", "NQ");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("holds another export", "name a new folder");
        CommandRun format = export("events", "jsonl", out);
        assertThat(format.exitCode()).isEqualTo(2);
        assertThat(format.err()).contains("holds events.csv, which this export does not make");
        assertThat(hashes(out)).isEqualTo(before);
        Files.delete(out.resolve("_manifest.json"));
        assertThat(export("events", "csv", out).err()).contains("without a _manifest.json");
    }

    @Test
    void theDataFolderIsOnlyRead() throws Exception {
        day();
        CommandRun run = export("events", "csv", data.resolve("journal").resolve("x"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("lies in the data folder");
        assertThat(data.resolve("journal").resolve("x")).doesNotExist();
        assertThat(export("events", "csv", data.resolve("exports").resolve("x")).exitCode())
                .isZero();
    }

    @Test
    void aDeadProcessesRestIsReplaced() throws Exception {
        day();
        Files.createDirectories(out);
        Files.writeString(out.resolve("events.csv.part"), "half");
        assertThat(export("events", "csv", out).exitCode()).isZero();
        assertThat(hashes(out)).containsOnlyKeys("events.csv", "_manifest.json");
    }

    @Test
    void aFaultLeavesNothingUnderAFinalName() throws Exception {
        day();
        Files.createDirectories(out);
        // The last of the three cannot have its name: something that cannot be replaced has it.
        Files.createDirectories(out.resolve("records.csv.part").resolve("x"));
        CommandRun run = export("all", "csv", out);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("cannot write to --out");
        assertThat(names(out)).containsExactly("records.csv.part");
    }

    @Test
    void upToDamageAndTheManifestSaysSo() throws Exception {
        long sequence;
        try (JournalScript script = new JournalScript(data).run("one", Router.VERSION)) {
            script.connect().signal("a");
            sequence = script.lastSequence();
            script.fill("broken").tick(16251).fill("a");
        }
        long damaged = sequence + 1;
        DamagedFile.of(data, "one").get(0).flipIn("broken");
        CommandRun run = export("all", "jsonl", out);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("record " + damaged);
        assertThat(read("_manifest.json"))
                .contains("\"complete\":false", "\"last_seq\":" + sequence + ",\"first_time", "record " + damaged);
        assertThat(read("records.jsonl").lines()).hasSize((int) sequence);
        assertThat(export("records", "jsonl", temp.resolve("rest"), "--from", damaged + 1)
                        .exitCode())
                .isZero();
    }

    @Test
    void nothingToExportIsSaid() throws Exception {
        day();
        CommandRun run = export("events", "csv", out, "--from", lastSequence() + 1);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(out).doesNotExist();
        assertThat(export("nothing", "csv", out).err()).contains("'nothing' is none of events, orders, fills");
    }

    @Test
    void marketDataAsItCame() throws Exception {
        day();
        assertThat(export("market-data", "csv", out).exitCode()).isZero();
        List<List<String>> rows = Csv.read(read("market-data.csv"));
        List<String> header = rows.get(0);
        assertThat(header).doesNotHaveDuplicates().contains("received_iso", "received_ns");
        assertThat(rows.subList(1, rows.size()))
                .extracting(row -> row.get(header.indexOf("platform")) + " " + row.get(header.indexOf("symbol")) + " "
                        + row.get(header.indexOf("platform_symbol")) + " " + row.get(header.indexOf("price")))
                .containsExactly("nt8 NQ NQ 03-25 16250.25", "nt8 ES ES 03-25 5000", "mt5 NQ NAS100 16251");
    }

    /** What outsiders choose cannot become a formula, and a reader gets it back. */
    @Test
    void textsOfOutsidersAreSafeInASpreadsheet() throws Exception {
        String evil = "=HYPERLINK(\"http://x\",\"y\")";
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1);
            day.signal("a", "NQ", "BUY", "1");
            day.platform(
                    "nt8",
                    map -> map.put(Keys.TYPE, "ORDER_REJECT")
                            .put(Keys.ORDER_ID, "a")
                            .put(Keys.REASON, evil));
        }
        assertThat(export("orders", "csv", out).exitCode()).isZero();
        List<List<String>> rows = Csv.read(read("orders.csv"));
        List<String> last = rows.get(rows.size() - 1);
        String reason = last.get(rows.get(0).indexOf("reason"));
        assertThat(reason).isEqualTo("'" + evil);
        assertThat(Csv.unmarked(reason)).isEqualTo(evil);
    }

    private void seal(int every) throws IOException {
        SealKey key = SealKey.readOrMake(data.resolve(SealKey.FILE_NAME), SealFolder.of(data));
        try (JournalSealer sealer = JournalSealer.open(data, key, every, () -> TradingDay.START_NANOS)) {
            while (sealer.read(1_000) > 0) {
                assertThat(sealer.fault()).isEmpty();
            }
            sealer.seal();
        }
    }

    @Test
    void theManifestNamesTheSealsOverTheRange() throws Exception {
        day();
        long last = lastSequence();
        assertThat(export("records", "csv", temp.resolve("before")).exitCode()).isZero();
        assertThat(Files.readString(temp.resolve("before").resolve("_manifest.json")))
                .contains("\"seals\":[]");
        seal(10);
        assertThat(export("records", "csv", out, "--to", 15).exitCode()).isZero();
        Matcher seal = Pattern.compile("\"seals\":\\[\\{\"name\":\"seals-\\d+\\.jsonl#\\d+\",\"first_seq\":1,"
                        + "\"last_seq\":(\\d+),\"root\":\"[0-9a-f]{64}\"}],")
                .matcher(read("_manifest.json"));
        assertThat(seal.find()).isTrue();
        // The first of the tree's seals that reaches to the end; not the last, which changes while the gateway runs.
        assertThat(Long.parseLong(seal.group(1))).isBetween(15L, 30L).isLessThan(last);
        Map<String, String> before = hashes(out);
        assertThat(export("records", "csv", out, "--to", 15).exitCode()).isZero();
        assertThat(hashes(out)).isEqualTo(before);
    }

    @Test
    void oneOrderWithItsProof() throws Exception {
        day();
        seal(1_000);
        CommandRun run = CommandRun.of("export", "--order", "a", "--proof", "--data", data, "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("records proved");
        assertThat(out).isNotEmptyFile();
        assertThat(CommandRun.of("export", "--order", "a", "--data", data, "--out", out)
                        .err())
                .contains("--proof");
        assertThat(CommandRun.of("export", "--order", "a", "--proof", "--what", "all", "--data", data, "--out", out)
                        .exitCode())
                .isEqualTo(2);
    }

    private CommandRun export(String what, String format, Path folder, Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("export", "--what", what, "--format", format, "--data", data, "--out", folder));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray());
    }

    private String read(String file) throws IOException {
        return Files.readString(out.resolve(file), StandardCharsets.UTF_8);
    }

    private long lastSequence() {
        try (JournalReader journal = JournalReader.open(data)) {
            return journal.lastSequence();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Map<String, String> hashes(Path folder) throws Exception {
        Map<String, String> hashes = new TreeMap<>();
        for (String name : names(folder)) {
            hashes.put(name, sha256(folder.resolve(name)));
        }
        return hashes;
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
