package nexus.replay.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import nexus.replay.command.Times;
import nexus.replay.table.Column;
import nexus.replay.table.Row;
import nexus.replay.table.RowWriter;
import nexus.replay.table.Schema;
import nexus.replay.table.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How values stand in CSV and in JSON Lines. */
class RowTextTest {
    private static final Schema SCHEMA = new Schema(
            "test",
            1,
            List.of(
                    new Column("text", Type.TEXT),
                    new Column("decimal", Type.DECIMAL_TEXT),
                    new Column("whole", Type.INT64),
                    new Column("float", Type.FLOAT64),
                    new Column("at_ns", Type.TIME_NANOS),
                    new Column("flag", Type.BOOLEAN),
                    new Column("json", Type.JSON)));

    @TempDir
    private Path folder;

    private final Row row = new Row(SCHEMA);

    private String csv() throws IOException {
        Path file = folder.resolve("t.csv");
        try (RowWriter writer = CsvRows.open(file, SCHEMA)) {
            writer.write(row);
            writer.finish();
        }
        String text = Files.readString(file);
        assertThat(text)
                .startsWith("text,decimal,whole,float,at_iso,at_ns,flag,json\r\n")
                .endsWith("\r\n");
        return text.substring(text.indexOf('\n') + 1, text.length() - 2);
    }

    private String json() throws IOException {
        Path file = folder.resolve("t.jsonl");
        try (RowWriter writer = JsonLinesRows.open(file, SCHEMA)) {
            writer.write(row);
            writer.finish();
        }
        return Files.readString(file);
    }

    @Test
    void everyType() throws IOException {
        row.text(0, "a \"b\", c").decimal(1, new BigDecimal("-120.500")).whole(2, Long.MIN_VALUE);
        row.floating(3, 0.1).whole(4, 1_800_000_000_000_000_001L).flag(5, true).text(6, "{\"k\":[1,\"x\"]}");
        assertThat(csv())
                .isEqualTo("\"a \"\"b\"\", c\",-120.5,-9223372036854775808,0.1,2027-01-15T08:00:00.000000001Z,"
                        + "1800000000000000001,true,\"{\"\"k\"\":[1,\"\"x\"\"]}\"");
        assertThat(json())
                .isEqualTo("{\"text\":\"a \\\"b\\\", c\",\"decimal\":-120.5,\"whole\":-9223372036854775808,"
                        + "\"float\":0.1,\"at_ns\":1800000000000000001,\"flag\":true,\"json\":{\"k\":[1,\"x\"]}}\n");
    }

    @Test
    void unknownIsNotEmpty() throws IOException {
        assertThat(csv()).isEqualTo(",,,,,,,");
        assertThat(json()).isEqualTo("{}\n");
        row.text(0, "");
        assertThat(csv()).isEqualTo("\"\",,,,,,,");
        assertThat(json()).isEqualTo("{\"text\":\"\"}\n");
    }

    @Test
    void formulasAreMarkedAndNumbersAreNot() throws IOException {
        for (String text : List.of(
                "=1+1", "+1", "-1", "@SUM(A1)", " =1", "\u00a0=1", "\t=1", "\r=1", "\n=1", "'quoted", "\uff1d1")) {
            row.clear();
            row.text(0, text).decimal(1, new BigDecimal("-1"));
            assertThat(csv()).isEqualTo("\"'" + text + "\",-1,,,,,,");
        }
        for (String text : List.of("a=1", "1-2", "NQ 03-25", "2027-01-01")) {
            row.text(0, text);
            assertThat(csv()).startsWith(text + ",");
        }
    }

    /** Whatever the text: one rule brings it back from CSV, and JSON has it as it is. */
    @Test
    void anyTextComesBack() throws IOException {
        long seed = Long.getLong("test.seed", 20_261_123L);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String text = text(random);
            row.clear();
            row.text(0, text);
            String field = csv();
            field = field.substring(0, field.length() - 7);
            if (field.startsWith("\"")) {
                field = field.substring(1, field.length() - 1).replace("\"\"", "\"");
            }
            String back = field.startsWith("'") ? field.substring(1) : field;
            assertThat(back).as("seed " + seed).isEqualTo(text);
            assertThat(json()).as("seed " + seed).isEqualTo("{\"text\":\"" + escaped(text) + "\"}\n");
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        String signs = "=+-@'\"\\,;\r\n\t a1.é€\u2028";
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(20) == 0) {
                text.appendCodePoint(0x1f600 + random.nextInt(64));
            } else {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
        }
        return text.toString();
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isUnseen = c < ' ' || c == '\u2028';
            json.append(isUnseen ? String.format("\\u%04x", (int) c) : c == '"' || c == '\\' ? "\\" + c : "" + c);
        }
        return json.toString();
    }

    @Test
    void halfACharacterIsAQuestionMark() throws IOException {
        row.text(0, "a\ud83d");
        assertThat(csv()).startsWith("a?,");
    }

    @Test
    void textsLongerThanTheBuffer() throws IOException {
        String text = "é".repeat(70_000) + "x".repeat(140_000);
        row.text(0, text);
        assertThat(csv()).isEqualTo(text + ",,,,,,,");
        assertThat(json().getBytes(StandardCharsets.UTF_8))
                .hasSize(70_000 * 2 + 140_000 + "{\"text\":\"\"}\n".length());
    }

    @Test
    void timesAreThoseOfTheOtherCommands() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            long nanos = i == 0 ? -1 : i == 1 ? 0 : random.nextLong();
            row.whole(4, nanos);
            assertThat(csv()).contains("," + Times.iso(nanos) + "," + nanos + ",");
            Instant.parse(Times.iso(nanos));
        }
    }

    /** Every float comes back as the same bits. */
    @Test
    void floatsComeBack() {
        long seed = Long.getLong("test.seed", 20_261_123L);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double value = i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : random.nextInt(2_000_000) / Math.pow(10, random.nextInt(6));
            if (Double.isFinite(value)) {
                String text = FloatText.of(value);
                assertThat(Double.doubleToLongBits(Double.parseDouble(text)))
                        .as("seed %d, %s", seed, text)
                        .isEqualTo(Double.doubleToLongBits(value));
                assertThat(text).doesNotContain("E");
            }
        }
        assertThat(FloatText.of(-0.0)).isEqualTo("-0.0");
        assertThat(FloatText.of(16250)).isEqualTo("16250");
    }
}
