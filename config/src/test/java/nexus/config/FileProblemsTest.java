package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no configuration at all, and files that are one though they look odd. */
class FileProblemsTest {
    /** One as long as the JVM lives: a test that is run again because it failed fails again. */
    private static final long SEED = Long.getLong("test.seed", 20_261_123L);

    @TempDir
    private Path folder;

    @Test
    void missing() {
        assertThat(ConfigText.in(folder).problems()).containsExactly(" no such file");
    }

    @Test
    void aFolder() {
        assertThat(new ConfigText(folder).problems()).containsExactly(" a folder, not a file");
    }

    @Test
    void unreadable() throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), ConfigText.REQUIRED);
        assumeThat(file.toFile().setReadable(false)).isTrue();
        assumeThat(Files.isReadable(file)).as("readable to root").isFalse();
        assertThat(new ConfigText(file).problems()).containsExactly(" cannot be read: permission denied");
    }

    @Test
    void tooLarge() throws IOException {
        assertThat(ConfigText.in(folder).problems("#".repeat(Settings.MAX_FILE_BYTES + 1)))
                .containsExactly(" larger than 2 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# only a comment\n", "---\n"})
    void empty(String text) throws IOException {
        assertThat(ConfigText.in(folder).problems(text)).containsExactly(" empty: platforms and symbols are required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: 1\\n\\tb: 2            | 2: a tab where YAML wants spaces",
                "a: {\\n\\tb: 2}\\nc:\\n\\td: 1 | 4: a tab where YAML wants spaces",
                "a: 1\\nb\\nc: 2           | 2: not valid YAML: while scanning a simple key, could not find expected ':'",
                "a: 1\\nb: \"x\\nc: 2\\n   | 2: not valid YAML: while scanning a quoted scalar, found unexpected end of stream",
                "a:\\n  b: 1\\n   c: 2     | 3: not valid YAML: mapping values are not allowed here",
                "a: {b: 1\\nc: 2           | 2: not valid YAML: while parsing a flow mapping, expected ',' or '}', but got : (begun in line 1)",
                "a: @b                     | 1: not valid YAML: while scanning for the next token, found character '@' that cannot start any token. (Do not use @ for indentation)",
                "a: &x 1\\nb: *x           | 2: an alias (*name): write the value out",
                "a: 1\\nb: !!int 1         | 2: a tag (tag:yaml.org,2002:int): write the plain value",
                "a: 1\\nb: !x {}           | 2: a tag (!x): write the plain value",
                "a: 1\\n---\\nb: 2         | 2: not valid YAML: expected a single document in the stream, but found another document (begun in line 1)",
                "a: 1\\n%\\n           | 2: not valid YAML: while scanning a directive, expected alphabetic or numeric character, but found \\u000a(10)",
                "- platforms               | 1: must be a group of keys, such as platforms: and symbols:",
                "platforms                 | 1: must be a group of keys, such as platforms: and symbols:",
                "a: 1\\r\\nb: \\0      | 2: the character U+0000 cannot stand in a text file",
            })
    void noYaml(String text, String problem) throws IOException {
        assertThat(ConfigText.in(folder).problems(text.translateEscapes())).containsExactly(problem);
    }

    @Test
    void nestedWithoutEnd() throws IOException {
        assertThat(ConfigText.in(folder).problems("a:\n" + " [\n".repeat(100_000)))
                .containsExactly("17: nested deeper than 16");
    }

    @Test
    void notUtf8() throws IOException {
        ConfigText config = ConfigText.in(folder);
        Files.write(config.file(), "# one\r\n# two\r\n# für\r\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(config.problems()).containsExactly("3: not UTF-8 (byte 0xfc): save the file as UTF-8");
        Files.write(config.file(), "a: 1".getBytes(StandardCharsets.UTF_16));
        assertThat(config.problems()).containsExactly("1: not UTF-8 (byte 0xfe): save the file as UTF-8");
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsAreFine() throws IOException, ConfigException {
        String windows = "\ufeff" + ConfigText.REQUIRED.replace("\n", "\r\n");
        assertThat(ConfigText.in(folder).load(windows))
                .isEqualTo(ConfigText.in(folder).load(ConfigText.REQUIRED));
        assertThat(ConfigText.in(folder).problems(windows + "x: 1\r\ny: 2\r\n"))
                .containsExactly("3: x — unknown key", "4: y — unknown key");
    }

    @Test
    void pathsWithSpacesAndLettersOfAnyLanguage() throws IOException, ConfigException {
        Path odd = Files.createDirectory(folder.resolve("Meine Börse 東京"));
        ConfigText config = new ConfigText(odd.resolve("gate way é.yaml"));
        assertThat(config.load(ConfigText.REQUIRED).router().platforms()).hasSize(2);
        assertThat(config.problems("x: 1\n" + ConfigText.REQUIRED)).containsExactly("1: x — unknown key");
    }

    /** Whatever lies there: it loads, or every problem is one line that begins with the file. */
    @Test
    void damagedFilesGiveProblemsAndNothingElse() throws IOException {
        Random random = new Random(SEED);
        byte[] shipped = Files.readAllBytes(Path.of("gateway.yaml"));
        ConfigText config = ConfigText.in(folder);
        for (int round = 0; round < 1_000; round++) {
            byte[] damaged = damage(shipped, random);
            Files.write(config.file(), damaged);
            String name = "seed %d, round %d".formatted(SEED, round);
            try {
                ConfigLoader.load(config.file());
            } catch (ConfigException e) {
                assertThat(e.problems())
                        .as(name)
                        .isNotEmpty()
                        .allMatch(problem -> problem.startsWith(config.file() + ":")
                                && problem.lines().count() == 1);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(name + ": " + new String(damaged, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    private static byte[] damage(byte[] original, Random random) {
        byte[] damaged = Arrays.copyOf(original, original.length - random.nextInt(100));
        String strange = "\0\t\n\r \"'#%&*-:,<>?@[]`{|}!~9aZ\u00e9";
        for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
            damaged[random.nextInt(damaged.length)] = (byte) strange.charAt(random.nextInt(strange.length()));
        }
        int length = random.nextInt(200);
        System.arraycopy(
                damaged,
                random.nextInt(damaged.length - length),
                damaged,
                random.nextInt(damaged.length - length),
                length);
        return damaged;
    }
}
