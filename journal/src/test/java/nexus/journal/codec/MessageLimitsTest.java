package nexus.journal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer could try on purpose: depth, size, doubled keys, text that is none. */
class MessageLimitsTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final MapReader reader = new MapReader();

    @Test
    void mapsNestSixteenDeep() {
        assertThat(wrap(nestedMaps(16))).isNull();
        assertThat(wrap(nestedMaps(17))).isEqualTo("nesting deeper than 16 at byte 32");
        assertThat(wrap(nestedMaps(100_000))).isEqualTo("nesting deeper than 16 at byte 32");
    }

    @Test
    void arraysNestSixteenDeepWithTheMapAroundThem() {
        assertThat(wrap(nestedArrays(15))).isNull();
        assertThat(wrap(nestedArrays(16))).isEqualTo("nesting deeper than 16 at byte 17");
        assertThat(wrap(nestedArrays(100_000))).isEqualTo("nesting deeper than 16 at byte 17");
    }

    @Test
    void manyContainersSideBySideAreNotDeep() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(hex("81 a1 6b dc 4e20"));
        for (int i = 0; i < 10_000; i++) {
            bytes.writeBytes(hex("90 80"));
        }

        assertThat(wrap(bytes.toByteArray())).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 15, 16, 17, 40, 5_000, 20_000})
    void aDoubledKeyIsFoundWhereverItStands(int fields) {
        Random random = new Random(fields);
        for (int round = 0; round < 20; round++) {
            String[] keys = new String[fields];
            Arrays.setAll(keys, i -> "key" + i);
            assertThat(wrap(mapOf(keys))).isNull();
            int first = random.nextInt(fields - 1);
            int second = first + 1 + random.nextInt(fields - 1 - first);
            keys[second] = keys[first];
            byte[] message = mapOf(keys);
            assertThat(wrap(message)).startsWith("doubled key \"" + keys[first] + "\" at byte ");
            assertThat(reader.size()).isZero();
            assertThat(wrap(inside(message))).startsWith("doubled key \"" + keys[first] + "\" at byte ");
        }
    }

    @Test
    void theSameKeyInDifferentMapsIsNotDoubled() {
        assertThat(wrap(hex("82 a1 61 81 a1 61 81 a1 61 01 a1 62 92 81 a1 61 01 81 a1 61 01")))
                .isNull();
    }

    @Test
    void aDoubledKeyBehindANestedMapIsFound() {
        assertThat(wrap(hex("82 a1 61 82 a1 62 01 a1 63 02 a1 61 02"))).isEqualTo("doubled key \"a\" at byte 11");
    }

    @Test
    void keysChosenToCollideCostNoMore() {
        String[] keys = new String[20_000];
        for (int i = 0; i < keys.length; i++) {
            StringBuilder key = new StringBuilder("x".repeat(40));
            for (int bit = 0; bit < 15; bit++) {
                key.append((i >> bit & 1) == 0 ? "AaAa" : "BBBB");
            }
            keys[i] = key.append('x').toString();
        }
        assertThat(keys[0].hashCode()).isEqualTo(keys[16_383].hashCode());

        Assertions.assertTimeout(AT_ONCE, () -> assertThat(wrap(mapOf(keys))).isNull());
    }

    @Test
    void aHugeCountInAShortMessageIsRefusedBeforeAnythingIsAllocated() {
        assertThat(wrap(hex("df ffffffff a1610102"))).isEqualTo("truncated map at byte 0");
        assertThat(wrap(hex("81 a1 6b dd ffffffff 01"))).isEqualTo("truncated array at byte 3");
        assertThat(wrap(hex("81 a1 6b dd 7fffffff 01"))).isEqualTo("truncated array at byte 3");
        assertThat(wrap(hex("81 a1 6b db ffffffff 01"))).isEqualTo("truncated string at byte 3");
        assertThat(wrap(hex("81 a1 6b c6 ffffffff 01"))).isEqualTo("truncated binary at byte 3");
        assertThat(wrap(hex("81 a1 6b c9 ffffffff 01"))).isEqualTo("truncated extension at byte 3");
        assertThat(wrap(hex("df 80000001 a1610102"))).isEqualTo("truncated map at byte 0");
    }

    @Test
    void aReasonQuotesOnlyPrintableAsciiAndNotMuch() {
        String key = "\u001b[2J\"\\é\u202e" + "k".repeat(200);

        assertThat(wrap(mapOf(key, key))).isEqualTo("doubled key \"?[2J????" + "k".repeat(32) + "...\" at byte 219");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c080",
                "c1bf",
                "c2",
                "c220",
                "c2c2",
                "e08080",
                "e09fbf",
                "e0a0",
                "e0a020",
                "e28228",
                "eda080",
                "edbfbf",
                "eda080edb080",
                "f0808080",
                "f08fbfbf",
                "f0908080ff",
                "f09f98",
                "f4908080",
                "f5808080",
                "f8888080",
                "fc8480808080",
                "fe",
                "ff",
                "c328",
                "efbf",
                "f09f9880c0",
                "41c0af41"
            })
    void textThatIsNotUtf8IsRefusedAtAnyPlace(String wrong) {
        byte[] bad = hex(wrong);
        for (int lead = 0; lead < 20; lead++) {
            byte[] text = new byte[lead + bad.length];
            Arrays.fill(text, (byte) 'a');
            System.arraycopy(bad, 0, text, lead, bad.length);
            assertThat(wrap(join(hex("81 a1 6b"), text(text)))).startsWith("invalid UTF-8 at byte ");
            assertThat(wrap(join(hex("81"), text(text), hex("01")))).startsWith("invalid UTF-8 at byte ");
            assertThat(wrap(join(hex("81 a1 6b 91 81"), text(text), hex("01")))).startsWith("invalid UTF-8 at byte ");
            byte[] split = join(hex("82 a1 6b"), text(Arrays.copyOf(text, text.length - 1)), hex("a1 6c 01"));
            assertThat(wrap(split) == null).isEqualTo(isUtf8(Arrays.copyOf(text, text.length - 1)));
        }
    }

    @Test
    void theEdgesOfUtf8AreAccepted() {
        String[] edges = {"00", "7f", "c280", "dfbf", "e0a080", "ed9fbf", "ee8080", "efbfbf", "f0908080", "f48fbfbf"};
        for (String edge : edges) {
            assertThat(wrap(join(hex("81 a1 6b"), text(hex(edge))))).isNull();
        }
    }

    @Test
    void allPairsOfLeadAndSecondByteAreJudgedAsTheJdkDoes() {
        for (int lead = 0x80; lead < 0x100; lead++) {
            for (int second = 0; second < 0x100; second++) {
                byte[] text = {(byte) lead, (byte) second, (byte) 0x80, (byte) 0x80};
                for (int length = 1; length <= 4; length++) {
                    byte[] cut = Arrays.copyOf(text, length);
                    assertThat(wrap(join(hex("81 a1 6b"), text(cut))) == null).isEqualTo(isUtf8(cut));
                }
            }
        }
    }

    private String wrap(byte[] message) {
        return reader.wrap(message, 0, message.length);
    }

    private static boolean isUtf8(byte[] text) {
        return Arrays.equals(new String(text, UTF_8).getBytes(UTF_8), text);
    }

    private static byte[] nestedMaps(int depth) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 1; i < depth; i++) {
            bytes.writeBytes(hex("81 a0"));
        }
        bytes.write(0x80);
        return bytes.toByteArray();
    }

    private static byte[] nestedArrays(int depth) {
        byte[] message = new byte[2 + depth];
        Arrays.fill(message, (byte) 0x91);
        System.arraycopy(hex("81 a0"), 0, message, 0, 2);
        message[message.length - 1] = (byte) 0x90;
        return message;
    }

    private static byte[] mapOf(String... keys) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0xde);
        bytes.write(keys.length >> 8);
        bytes.write(keys.length);
        for (String key : keys) {
            bytes.writeBytes(text(key.getBytes(UTF_8)));
            bytes.write(1);
        }
        return bytes.toByteArray();
    }

    private static byte[] inside(byte[] message) {
        return join(hex("82 a1 6b 92 01"), message, hex("a1 6c 80"));
    }

    private static byte[] text(byte[] utf8) {
        return join(new byte[] {(byte) 0xd9, (byte) utf8.length}, utf8);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
