package nexus.journal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import nexus.journal.Seeded;
import nexus.journal.message.Key;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static final Key KEY = Key.of("k");

    private final MapWriter writer = new MapWriter(64);

    @Test
    void keepsTheOrderOfKeys() {
        assertThat(json("83 a1 7a 01 a1 61 93 c0 c2 c3 a1 6d 80"))
                .isEqualTo("{\"z\":1,\"a\":[null,false,true],\"m\":{}}");
    }

    @Test
    void numbersReadBackTheSame() {
        assertThat(number(16250.5)).isEqualTo("16250.5");
        assertThat(number(0.1)).isEqualTo("0.1");
        assertThat(number(5)).isEqualTo("5.0");
        assertThat(number(-0.0)).isEqualTo("-0.0");
        assertThat(number(0.0)).isEqualTo("0.0");
        assertThat(number(1.7e9)).isEqualTo("1700000000.0");
        assertThat(number(1700000000.123456)).isEqualTo("1700000000.123456");
        assertThat(number(1e300)).isEqualTo("1.0E+300");
        assertThat(number(4.9e-324)).isEqualTo("4.9E-324");
        assertThat(json("81 a1 6b cf ffffffffffffffff")).isEqualTo("{\"k\":18446744073709551615}");
        assertThat(json("81 a1 6b d3 8000000000000000")).isEqualTo("{\"k\":-9223372036854775808}");
        assertThat(json("81 a1 6b ca 3dcccccd")).isEqualTo("{\"k\":0.1}");
        assertThat(json("81 a1 6b ca 80000000")).isEqualTo("{\"k\":-0.0}");
    }

    @Test
    void textCannotBreakOutOfItsLine() {
        assertThat(text("a\"b\\c\n\r\t")).isEqualTo("a\\\"b\\\\c\\n\\r\\t");
        assertThat(text("\u0000\u001b[2J\u007f\u009b")).isEqualTo("\\u0000\\u001b[2J\\u007f\\u009b");
        assertThat(text("\u2028\u2029\u202e\u2066\u200b\ufeff"))
                .isEqualTo("\\u2028\\u2029\\u202e\\u2066\\u200b\\ufeff");
        assertThat(text("Grüße 😀 日本")).isEqualTo("Grüße 😀 日本");
    }

    @Test
    void binaryAndExtensionsAreBase64() {
        assertThat(json("81 a1 6b c4 03 010203")).isEqualTo("{\"k\":{\"$bin\":\"AQID\"}}");
        assertThat(json("81 a1 6b c5 0003 010203")).isEqualTo("{\"k\":{\"$bin\":\"AQID\"}}");
        assertThat(json("81 a1 6b c6 00000003 010203")).isEqualTo("{\"k\":{\"$bin\":\"AQID\"}}");
        assertThat(json("81 a1 6b d4 ff 01")).isEqualTo("{\"k\":{\"$ext\":[-1,\"AQ==\"]}}");
        assertThat(json("81 a1 6b d5 07 0102")).isEqualTo("{\"k\":{\"$ext\":[7,\"AQI=\"]}}");
        assertThat(json("81 a1 6b c7 03 07 010203")).isEqualTo("{\"k\":{\"$ext\":[7,\"AQID\"]}}");
        assertThat(json("81 a1 6b c8 0003 07 010203")).isEqualTo("{\"k\":{\"$ext\":[7,\"AQID\"]}}");
        assertThat(json("81 a1 6b c9 00000003 07 010203")).isEqualTo("{\"k\":{\"$ext\":[7,\"AQID\"]}}");
    }

    @Test
    void aMalformedMessageIsShownWithItsBytes() {
        assertThat(json("93 01 02 03"))
                .isEqualTo("{\"$malformed\":\"not a map: array at byte 0\",\"$hex\":\"93010203\"}");
        assertThat(json("")).isEqualTo("{\"$malformed\":\"empty message at byte 0\",\"$hex\":\"\"}");
        assertThat(json("82 a1 22 01 a1 22 01"))
                .isEqualTo("{\"$malformed\":\"doubled key \\\"?\\\" at byte 5\",\"$hex\":\"82a12201a12201\"}");
    }

    @Test
    void anyMessageIsOneLineThatNamesEveryKey() {
        RandomMessage messages = new RandomMessage(Seeded.random());
        MapReader reader = new MapReader();
        for (int i = 0; i < 2_000; i++) {
            byte[] message = messages.next();
            String json = JsonText.of(message, 0, message.length);
            assertThat(json).startsWith("{").endsWith("}").doesNotContain("\n", "\r", "$malformed");
            assertThat(reader.wrap(message, 0, message.length)).isNull();
            for (int field = 0; field < reader.size(); field++) {
                StringBuilder key = new StringBuilder();
                JsonText.appendQuoted(key, reader.keyName(field));
                assertThat(json).contains(key.append(':'));
            }
        }
    }

    private String number(double value) {
        byte[] message = writer.reset().beginMap().put(KEY, value).endMap().toBytes();
        String json = JsonText.of(message, 0, message.length);
        String number = json.substring("{\"k\":".length(), json.length() - 1);
        assertThat(Double.parseDouble(number)).isEqualTo(value);
        return number;
    }

    private String text(String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        byte[] message = writer.reset()
                .beginMap()
                .putUtf8(KEY, utf8, 0, utf8.length)
                .endMap()
                .toBytes();
        String json = JsonText.of(message, 0, message.length);
        return json.substring("{\"k\":\"".length(), json.length() - 2);
    }

    private static String json(String hex) {
        byte[] message = HexFormat.of().parseHex(hex.replace(" ", ""));
        return JsonText.of(message, 0, message.length);
    }
}
