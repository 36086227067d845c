package nexus.replay.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nexus.journal.store.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas, rows, and files that appear whole. */
class TableFilesTest {
    private static final Schema SCHEMA =
            new Schema("test", 1, List.of(new Column("small", Type.INT8), new Column("number", Type.DECIMAL_TEXT)));

    @TempDir
    private Path folder;

    @Test
    void aFileHasItsNameWhenItIsWhole() throws IOException {
        Path target = folder.resolve("deep/er/x.txt");
        byte[] bytes = "whole".getBytes(StandardCharsets.UTF_8);
        try (TargetFile file = TargetFile.of(target)) {
            file.stream().write(bytes);
            assertThat(target).doesNotExist();
            WrittenFile written = file.commit(3);
            assertThat(written).isEqualTo(new WrittenFile(target.toAbsolutePath(), 3, 5, Sha256.of(target)));
        }
        assertThat(target).hasBinaryContent(bytes);
        assertThat(file(target, TargetFile.TEMPORARY_SUFFIX)).doesNotExist();
    }

    @Test
    void whatIsNotCommittedIsGoneAndTheOldOneStays() throws IOException {
        Path target = Files.writeString(folder.resolve("x.txt"), "old");
        try (TargetFile file = TargetFile.of(target)) {
            file.stream().write(new byte[100_000]);
        }
        assertThat(target).hasContent("old");
        assertThat(file(target, TargetFile.TEMPORARY_SUFFIX)).doesNotExist();
    }

    @Test
    void aFileThatOthersWroteIsHashedToo() throws IOException {
        Path target = folder.resolve("x.bin");
        try (TargetFile file = TargetFile.of(target)) {
            Files.write(file.temporary(), new byte[] {1, 2, 3});
            assertThat(file.commit(1).sha256())
                    .isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
        }
    }

    private static Path file(Path target, String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        Row row = new Row(SCHEMA);
        assertThatThrownBy(() -> row.whole(0, 128)).hasMessageContaining("column small is INT8: 128");
        assertThatThrownBy(() -> row.text(1, "1")).hasMessageContaining("column number is DECIMAL_TEXT");
        assertThatThrownBy(() -> row.floating(0, 1)).hasMessageContaining("column small");
        assertThat(row.isNull(0)).isTrue();
        row.whole(0, -128).decimal(1, BigDecimal.ONE);
        assertThat(row.isNull(0)).isFalse();
        row.clear();
        assertThat(row.isNull(0) && row.isNull(1)).isTrue();
    }

    @Test
    void columnsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new Column("Größe", Type.INT64)).hasMessageContaining("a-z");
        assertThatThrownBy(() -> new Column("when", Type.TIME_NANOS)).hasMessageContaining("_ns");
        assertThatThrownBy(() -> new Column("x_ns", Type.INT64)).hasMessageContaining("_ns");
        Column column = new Column("x", Type.INT64);
        assertThatThrownBy(() -> new Schema("s", 1, List.of(column, column))).hasMessageContaining("two columns x");
        assertThatThrownBy(() -> SCHEMA.position("y")).hasMessageContaining("no column y");
    }

    /** Equal numbers are equal texts, and none is another number. */
    @Test
    void decimalsHaveOneText() {
        long seed = Long.getLong("test.seed", 20_261_123L);
        Random random = new Random(seed);
        Row row = new Row(SCHEMA);
        for (int i = 0; i < 5_000; i++) {
            BigDecimal value = new BigDecimal(new BigInteger(random.nextInt(90), random), random.nextInt(30) - 5);
            value = random.nextBoolean() ? value.negate() : value;
            String text = row.decimal(1, value).text(1);
            assertThat(new BigDecimal(text)).as("seed " + seed).isEqualByComparingTo(value);
            assertThat(row.decimal(1, value.setScale(value.scale() + 3)).text(1))
                    .as("seed " + seed)
                    .isEqualTo(text);
            assertThat(text).doesNotContain("E");
        }
    }

    @Test
    void aManifestKnowsItsQuestion() throws IOException {
        Manifest.Covered covered = new Manifest.Covered(1, 2, 3, 4, null);
        Manifest asked = new Manifest("export", Map.of("what", "all"), "ABC", covered, List.of(), List.of(), List.of());
        asked.write(folder);
        String text = Files.readString(folder.resolve(Manifest.NAME));
        assertThat(asked.answersWhat(text)).isTrue();
        assertThat(new Manifest("export", Map.of("what", "all"), "XYZ", covered, List.of(), List.of(), List.of())
                        .answersWhat(text))
                .isFalse();
        assertThat(new Manifest("export", Map.of("what", "fills"), "ABC", covered, List.of(), List.of(), List.of())
                        .answersWhat(text))
                .isFalse();
        assertThat(text).contains("\"complete\":true").endsWith("}\n");
    }
}
