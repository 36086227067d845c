package nexus.journal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import nexus.journal.Seeded;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

class MapWriterTest {
    private static final Key KEY = Key.of("k");

    private final MapWriter writer = new MapWriter(8);

    @Test
    void anyMessageIsByteForByteWhatMsgpackCoreWrites() throws IOException {
        Random random = Seeded.random();
        RandomMessage source = new RandomMessage(random);
        for (int i = 0; i < 2_000; i++) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            writer.reset(random.nextInt(50));
            try (MessagePacker packer = MessagePack.newDefaultPacker(expected)) {
                writer.beginMap();
                writeFields(random, source, packer, 1);
                writer.endMap();
            }
            assertThat(writer.toBytes()).isEqualTo(expected.toByteArray());
            assertThat(new MapReader().wrap(writer.buffer(), writer.offset(), writer.length()))
                    .isNull();
        }
    }

    private void writeFields(Random random, RandomMessage source, MessagePacker packer, int depth) throws IOException {
        int fields = random.nextInt(20) == 0 ? random.nextInt(300) : random.nextInt(5);
        packer.packMapHeader(fields);
        for (int i = 0; i < fields; i++) {
            Key key = Key.of("key" + i);
            packer.packString(key.name());
            if (depth < 5 && random.nextInt(4) == 0) {
                writer.beginMap(key);
                writeFields(random, source, packer, depth + 1);
                writer.endMap();
            } else {
                writeValue(random, source, packer, key);
            }
        }
    }

    private void writeValue(Random random, RandomMessage source, MessagePacker packer, Key key) throws IOException {
        String text = source.text();
        long integer = random.nextLong() >> random.nextInt(64);
        double number = source.finiteDouble();
        switch (random.nextInt(9)) {
            case 0 -> {
                writer.put(key, text);
                packer.packString(text);
            }
            case 1 -> {
                writer.putUtf8(key, text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length);
                packer.packString(text);
            }
            case 2 -> {
                writer.put(key, integer);
                packer.packLong(integer);
            }
            case 3 -> {
                writer.put(key, number);
                packer.packDouble(number);
            }
            case 4 -> {
                writer.put(key, number > 0);
                packer.packBoolean(number > 0);
            }
            case 5 -> {
                writer.putNil(key);
                packer.packNil();
            }
            case 6 -> {
                byte[] content = text.getBytes(UTF_8);
                writer.putBinary(key, content);
                packer.packBinaryHeader(content.length);
                packer.addPayload(content);
            }
            case 7 -> {
                int count = random.nextInt(40);
                writer.beginArray(key, count);
                packer.packArrayHeader(count);
                for (int i = 0; i < count; i++) {
                    writer.add("e" + i);
                    packer.packString("e" + i);
                }
            }
            default -> {
                writer.put(key, new BigDecimal(BigInteger.valueOf(integer), 0));
                packer.packLong(integer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 16, 17, 65_535, 65_536, 70_000})
    void aMapOfAnySizeHasTheSmallestHead(int fields) throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (MessagePacker packer = MessagePack.newDefaultPacker(expected)) {
            packer.packMapHeader(1).packString("k").packMapHeader(fields);
            writer.reset().beginMap().beginMap(KEY);
            for (int i = 0; i < fields; i++) {
                packer.packString("key" + i).packInt(i);
                writer.put(Key.of("key" + i), i);
            }
        }

        assertThat(writer.endMap().endMap().toBytes()).isEqualTo(expected.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 65_535, 65_536})
    void anArrayEndsWithItsLastElement(int count) {
        writer.reset().beginMap().beginArray(KEY, count);
        for (int i = 0; i < count; i++) {
            writer.add(BigDecimal.valueOf(i));
        }
        byte[] message = writer.put(Keys.OK, true).endMap().toBytes();

        MapReader reader = new MapReader();
        assertThat(reader.wrap(message, 0, message.length)).isNull();
        assertThat(reader.decimalValues(0)).hasSize(count);
        assertThat(reader.booleanValue(1)).isTrue();
    }

    @Test
    void mapsMayBeElements() {
        writer.reset().beginMap().beginArray(KEY, 3);
        writer.add("first").beginMap().put(Keys.CODE, 1).endMap().beginMap().endMap();
        byte[] message = writer.endMap().toBytes();

        assertThat(JsonText.of(message, 0, message.length)).isEqualTo("{\"k\":[\"first\",{\"code\":1},{}]}");
    }

    @Test
    void nilAndEncodedValuesMayBeElements() {
        writer.reset()
                .beginMap()
                .beginArray(KEY, 4)
                .addNil()
                .addEncoded(new byte[] {1, 2}, 2)
                .add("last");
        byte[] message = writer.endMap().toBytes();

        assertThat(JsonText.of(message, 0, message.length)).isEqualTo("{\"k\":[null,1,2,\"last\"]}");
    }

    @Test
    void headroomStaysFree() {
        byte[] plain = writer.reset().beginMap().put(KEY, "value").endMap().toBytes();

        writer.reset(100).beginMap().put(KEY, "value").endMap();

        assertThat(writer.offset()).isEqualTo(100);
        assertThat(writer.length()).isEqualTo(plain.length);
        assertThat(writer.toBytes()).isEqualTo(plain);
        assertThat(Arrays.copyOfRange(writer.buffer(), 100, 100 + plain.length)).isEqualTo(plain);
    }

    @Test
    void aDecimalIsAnIntegerWhereItCanBe() {
        assertThat(decimal("5")).isEqualTo("INTEGER 5");
        assertThat(decimal("5.00")).isEqualTo("INTEGER 5");
        assertThat(decimal("5E+3")).isEqualTo("INTEGER 5000");
        assertThat(decimal("-9223372036854775808")).isEqualTo("INTEGER -9223372036854775808");
        assertThat(decimal("18446744073709551615")).isEqualTo("INTEGER 18446744073709551615");
        assertThat(decimal("18446744073709551615.5")).isEqualTo("FLOAT 1.8446744073709552E+19");
        assertThat(decimal("18446744073709551616")).isEqualTo("FLOAT 1.8446744073709552E+19");
        assertThat(decimal("-9223372036854775809")).isEqualTo("FLOAT -9.223372036854776E+18");
        assertThat(decimal("16250.25")).isEqualTo("FLOAT 16250.25");
        assertThat(decimal("0.1")).isEqualTo("FLOAT 0.1");
        assertThat(decimal("1E-999999999")).isEqualTo("FLOAT 0.0");
        assertThatThrownBy(() -> decimal("1E+999999999")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyDecimalIsAnIntegerOrTheNearestFloat() {
        Random random = Seeded.random();
        for (int i = 0; i < 50_000; i++) {
            BigInteger digits = new BigInteger(random.nextInt(66), random);
            BigDecimal value = new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(50) - 12);
            BigDecimal bare = value.stripTrailingZeros();
            boolean isWhole = bare.scale() <= 0 && value.toBigInteger().bitLength() < Long.SIZE;
            byte[] message = writer.reset()
                    .beginMap()
                    .beginArray(KEY, 1)
                    .add(value)
                    .put(Keys.PRICE, value)
                    .endMap()
                    .toBytes();
            MapReader reader = new MapReader();
            assertThat(reader.wrap(message, 0, message.length)).isNull();
            assertThat(reader.decimalValues(0)).containsExactly(reader.decimalValue(1));
            if (isWhole) {
                assertThat(reader.type(1)).as("%s", value).isEqualTo(ValueType.INTEGER);
                assertThat(reader.longValue(1)).isEqualTo(value.longValueExact());
            } else {
                assertThat(reader.doubleValue(1)).as("%s", value).isEqualTo(value.doubleValue());
            }
        }
    }

    private String decimal(String value) {
        byte[] message = writer.reset()
                .beginMap()
                .put(KEY, new BigDecimal(value))
                .endMap()
                .toBytes();
        MapReader reader = new MapReader();
        reader.wrap(message, 0, message.length);
        return reader.type(0) + " " + reader.decimalValue(0);
    }

    @Test
    void halfASurrogatePairBecomesAQuestionMark() {
        String[] texts = {"\ud83d", "\ude00", "a\ud83d", "\ud83da", "\ude00\ud83d", "\ud83d\ud83d\ude00", "é\ud83dé"};
        for (String text : texts) {
            byte[] message = writer.reset().beginMap().put(KEY, text).endMap().toBytes();

            MapReader reader = new MapReader();
            assertThat(reader.wrap(message, 0, message.length)).isNull();
            assertThat(reader.textValue(0)).isEqualTo(new String(text.getBytes(UTF_8), UTF_8));
        }
    }

    @Test
    void whatNoPeerMayGetIsRefused() {
        writer.reset().beginMap();
        assertThatThrownBy(() -> writer.put(KEY, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.put(KEY, Double.NEGATIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.putUtf8(KEY, new byte[] {'a', (byte) 0xff}, 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k: invalid UTF-8 at byte 1");
    }

    @Test
    void writingOutOfOrderIsAnError() {
        assertIllegal(() -> writer.reset().put(KEY, 1));
        assertIllegal(() -> writer.reset().endMap());
        assertIllegal(() -> writer.reset().add("element"));
        assertIllegal(() -> writer.reset().length());
        assertIllegal(() -> writer.reset().beginMap().length());
        assertIllegal(() -> writer.reset().beginMap().toBytes());
        assertIllegal(() -> writer.reset().beginMap().add("element"));
        assertIllegal(() -> writer.reset().beginMap().beginMap());
        assertIllegal(() -> writer.reset().beginMap().endMap().endMap());
        assertIllegal(() -> writer.reset().beginMap().endMap().beginMap());
        assertIllegal(() -> writer.reset().beginMap().beginArray(KEY, 1).endMap());
        assertIllegal(() -> writer.reset().beginMap().beginArray(KEY, 1).put(KEY, 1));
        assertIllegal(
                () -> writer.reset().beginMap().beginArray(KEY, 1).add("1").add("2"));
        assertIllegal(() -> writer.reset().beginMap().beginArray(KEY, 0).add("1"));
        assertIllegal(() -> {
            writer.reset().beginMap();
            for (int depth = 2; depth <= MapReader.MAX_DEPTH + 1; depth++) {
                writer.beginMap(KEY);
            }
        });
    }

    private static void assertIllegal(Runnable write) {
        assertThatThrownBy(write::run).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void forwardingWithOneFieldReplacedKeepsEverythingElseByteForByte() {
        RandomMessage messages = new RandomMessage(Seeded.random());
        MapReader from = new MapReader();
        MapReader to = new MapReader();
        for (int i = 0; i < 5_000; i++) {
            byte[] original = messages.next();
            from.wrap(original, 0, original.length);
            if (from.size() == 0) {
                continue;
            }
            int replaced = i % from.size();
            writer.reset().beginMap();
            for (int field = 0; field < from.size(); field++) {
                if (field == replaced) {
                    writer.put(Key.of("replacement"), "NQ");
                } else {
                    writer.copyField(from, field);
                }
            }
            writer.endMap();

            assertThat(to.wrap(writer.buffer(), writer.offset(), writer.length()))
                    .isNull();
            assertThat(to.size()).isEqualTo(from.size());
            for (int field = 0; field < from.size(); field++) {
                if (field == replaced) {
                    assertThat(to.textValue(field)).isEqualTo("NQ");
                } else {
                    assertThat(bytesOf(to, field)).isEqualTo(bytesOf(from, field));
                }
            }
        }
    }

    @Test
    void anEncodedValueIsTakenAsItIs() {
        byte[] nested = writer.reset().beginMap().put(KEY, 1.5).endMap().toBytes();

        byte[] message = writer.reset()
                .beginMap()
                .putEncoded(Keys.DATA, nested, 0, nested.length)
                .endMap()
                .toBytes();

        assertThat(JsonText.of(message, 0, message.length)).isEqualTo("{\"data\":{\"k\":1.5}}");
    }

    private static byte[] bytesOf(MapReader reader, int field) {
        return Arrays.copyOfRange(reader.buffer(), reader.fieldOffset(field), reader.valueEnd(field));
    }
}
