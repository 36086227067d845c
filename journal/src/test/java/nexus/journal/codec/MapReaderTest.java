package nexus.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import org.junit.jupiter.api.Test;

class MapReaderTest {
    private final MapReader reader = new MapReader();
    private final MapWriter writer = new MapWriter(64);

    @Test
    void namesThatBeginAndEndAlikeAreToldApart() {
        String[] names = {"", "s", "seq", "platfor", "platform", "platfort", "platform_qty", "platform_quy", "platXorm"
        };
        MapWriter writer = new MapWriter(64).reset().beginMap();
        for (int i = 0; i < names.length; i++) {
            writer.put(Key.of(names[i]), i);
        }
        byte[] message = writer.endMap().toBytes();

        assertThat(reader.wrap(message, 0, message.length)).isNull();

        for (int i = 0; i < names.length; i++) {
            assertThat(reader.find(Key.of(names[i]))).as(names[i]).isEqualTo(i);
            assertThat(reader.keyIs(i, Key.of(names[i]))).isTrue();
            assertThat(reader.keyIs(i, Key.of(names[i] + "x"))).isFalse();
        }
        assertThat(reader.find(Key.of("platforx"))).isEqualTo(MapReader.ABSENT);
    }

    @Test
    void readsATickInPlace() {
        byte[] tick = tick();

        assertThat(reader.wrap(tick, 0, tick.length)).isNull();

        assertThat(reader.size()).isEqualTo(3);
        assertThat(reader.textValue(reader.find(Keys.TYPE))).isEqualTo("MARKET_DATA");
        assertThat(reader.textEquals(1, "nt8".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(reader.find(Keys.SYMBOL)).isEqualTo(MapReader.ABSENT);
        MapReader data = new MapReader();
        data.wrapMap(reader, reader.find(Keys.DATA));
        assertThat(data.size()).isEqualTo(4);
        assertThat(data.textValue(data.find(Keys.SYMBOL))).isEqualTo("NQ 03-25");
        assertThat(data.doubleValue(data.find(Keys.PRICE))).isEqualTo(16250.5);
        assertThat(data.decimalValue(data.find(Keys.PRICE))).isEqualTo(new BigDecimal("16250.5"));
        assertThat(data.longValue(data.find(Keys.VOLUME))).isEqualTo(3);
        assertThat(data.offset()).isEqualTo(reader.valueOffset(2));
        assertThat(data.valueEnd(3)).isEqualTo(reader.valueEnd(2)).isEqualTo(tick.length);
    }

    @Test
    void aMapOfOnesOwnIsReadWithoutACheckAlsoBehindAnother() {
        byte[] tick = tick();
        byte[] shifted = new byte[tick.length + 7];
        System.arraycopy(tick, 0, shifted, 7, tick.length);
        reader.wrap(tick, 0, tick.length);

        reader.wrapMade(shifted, 7);

        assertThat(reader.size()).isEqualTo(3);
        assertThat(reader.textValue(reader.find(Keys.TYPE))).isEqualTo("MARKET_DATA");
        MapReader data = new MapReader();
        data.wrapMap(reader, reader.find(Keys.DATA));
        assertThat(data.textValue(data.find(Keys.SYMBOL))).isEqualTo("NQ 03-25");
        assertThat(data.valueEnd(3)).isEqualTo(shifted.length);
    }

    @Test
    void aReaderMayDescendIntoItsOwnField() {
        byte[] tick = tick();
        reader.wrap(tick, 0, tick.length);

        reader.wrapMap(reader, 2);

        assertThat(reader.keyName(0)).isEqualTo("symbol");
    }

    @Test
    void mapsInsideMapsAreReadToTheBottomWhateverTheReaderReadBefore() {
        // {a: {b: {c: {d: 1}}}, e: {f: {g: 2}}}
        byte[] message = HexFormat.of().parseHex("82a16181a16281a16381a16401a16581a16681a16702");
        MapReader inner = new MapReader();
        for (byte[] before : new byte[][] {tick(), message}) {
            assertThat(inner.wrap(before, 0, before.length)).isNull();
            assertThat(reader.wrap(message, 0, message.length)).isNull();

            inner.wrapMap(reader, 0);
            inner.wrapMap(inner, 0);
            assertThat(inner.keyName(0)).isEqualTo("c");
            MapReader innermost = new MapReader();
            innermost.wrapMap(inner, 0);
            assertThat(innermost.longValue(innermost.find(Key.of("d")))).isEqualTo(1);

            inner.wrapMap(reader, 1);
            innermost.wrapMap(inner, 0);
            assertThat(innermost.longValue(innermost.find(Key.of("g")))).isEqualTo(2);
        }
    }

    @Test
    void readsAtAnOffset() {
        byte[] tick = tick();
        byte[] larger = new byte[tick.length + 20];
        System.arraycopy(tick, 0, larger, 7, tick.length);

        assertThat(reader.wrap(larger, 7, tick.length)).isNull();

        assertThat(reader.offset()).isEqualTo(7);
        assertThat(reader.textOffset(1)).isGreaterThan(7);
        assertThat(new String(larger, reader.textOffset(1), reader.textLength(1), StandardCharsets.UTF_8))
                .isEqualTo("nt8");
    }

    @Test
    void aKeyInALongFormIsFound() {
        assertThat(wrap("81 d9 04 74797065 c0")).isNull();
        assertThat(reader.find(Keys.TYPE)).isZero();
        assertThat(wrap("81 db 00000004 74797065 c0")).isNull();
        assertThat(reader.find(Keys.TYPE)).isZero();
    }

    @Test
    void growsBeyondSixteenFieldsInsideAndOutside() {
        for (int size = 0; size <= 1000; size++) {
            writer.reset().beginMap().beginMap(Keys.DATA);
            putNumbered(size);
            writer.endMap();
            putNumbered(size);
            byte[] message = writer.endMap().toBytes();
            MapReader grown = new MapReader();
            MapReader data = new MapReader();

            assertThat(grown.wrap(message, 0, message.length)).isNull();
            data.wrapMap(grown, 0);

            assertThat(grown.size()).isEqualTo(size + 1);
            assertThat(data.size()).isEqualTo(size);
            if (size > 0) {
                Key last = Key.of("key" + (size - 1));
                assertThat(grown.longValue(grown.find(last))).isEqualTo(size - 1);
                assertThat(data.longValue(data.find(last))).isEqualTo(size - 1);
            }
        }
    }

    private void putNumbered(int count) {
        for (int i = 0; i < count; i++) {
            writer.put(Key.of("key" + i), i);
        }
    }

    @Test
    void integersBeyondLongSaturateAsLongButStayExactAsDecimal() {
        assertThat(wrap("81 a1 61 cf ffffffffffffffff")).isNull();

        assertThat(reader.longValue(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(reader.decimalValue(0)).isEqualTo(new BigDecimal("18446744073709551615"));
        assertThat(reader.doubleValue(0)).isEqualTo(0x1p64);
        assertThat(wrap("81 a1 61 cf 8000000000000401")).isNull();
        assertThat(reader.doubleValue(0)).as("rounded once").isEqualTo(0x1.0000000000001p63);
    }

    @Test
    void refusesWithWhatAndWhere() {
        assertThat(wrap("")).isEqualTo("empty message at byte 0");
        assertThat(wrap("90")).isEqualTo("not a map: array at byte 0");
        assertThat(wrap("c1")).isEqualTo("not a map: byte 0xc1 at byte 0");
        assertThat(wrap("81 01 02")).isEqualTo("key not a string: integer at byte 1");
        assertThat(wrap("81 c0 02")).isEqualTo("key not a string: nil at byte 1");
        assertThat(wrap("81 c4 01 61 02")).isEqualTo("key not a string: binary at byte 1");
        assertThat(wrap("82 a1 61 01 a1 61 02")).isEqualTo("doubled key \"a\" at byte 5");
        assertThat(wrap("82 a1 61 01 d9 01 61 02")).isEqualTo("doubled key \"a\" at byte 6");
        assertThat(wrap("81 a1 61 ca 7fc00000")).isEqualTo("float NaN at byte 3");
        assertThat(wrap("81 a1 61 ca ff800000")).isEqualTo("float -Infinity at byte 3");
        assertThat(wrap("81 a1 61 cb 7ff0000000000000")).isEqualTo("float Infinity at byte 3");
        assertThat(wrap("81 a1 61 cb fff8000000000001")).isEqualTo("float NaN at byte 3");
        assertThat(wrap("81 a1 61 01 00 00")).isEqualTo("2 trailing bytes at byte 4");
        assertThat(wrap("81 a1 61")).isEqualTo("truncated: value missing at byte 3");
        assertThat(wrap("83 a1 61 01")).isEqualTo("truncated map at byte 0");
        assertThat(wrap("81 a1 61 c1")).isEqualTo("byte 0xc1, which MessagePack never uses, at byte 3");
        assertThat(wrap("81 a1 61 a2 61 ff")).isEqualTo("invalid UTF-8 at byte 5");
        assertThat(wrap("df ffffffff a1 61 01")).isEqualTo("truncated map at byte 0");
    }

    @Test
    void aRefusedMessageLeavesNothingToRead() {
        byte[] tick = tick();
        assertThat(reader.wrap(tick, 0, tick.length)).isNull();
        assertThat(reader.wrap(tick, 0, tick.length - 1)).isNotNull();

        assertThat(reader.size()).isZero();
        assertThat(reader.find(Keys.TYPE)).isEqualTo(MapReader.ABSENT);
        assertThatThrownBy(() -> reader.type(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void readingAFieldAsAnotherTypeIsAnError() {
        byte[] tick = tick();
        reader.wrap(tick, 0, tick.length);

        assertThatThrownBy(() -> reader.longValue(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("field \"type\" is STRING, read as a number");
        assertThatThrownBy(() -> reader.textValue(2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new MapReader().wrapMap(reader, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void arraysGiveTheElementsOfOneType() {
        assertThat(wrap("81 a1 61 95 a1 62 01 91 a1 63 cb 4004000000000000 a1 64"))
                .isNull();

        assertThat(reader.textValues(0)).containsExactly("b", "d");
        assertThat(reader.decimalValues(0)).containsExactly(BigDecimal.ONE, new BigDecimal("2.5"));
    }

    private String wrap(String hex) {
        byte[] message = HexFormat.of().parseHex(hex.replace(" ", ""));
        return reader.wrap(message, 0, message.length);
    }

    private byte[] tick() {
        return writer.reset()
                .beginMap()
                .put(Keys.TYPE, "MARKET_DATA")
                .put(Keys.PLATFORM, "nt8")
                .beginMap(Keys.DATA)
                .put(Keys.SYMBOL, "NQ 03-25")
                .put(Keys.PRICE, 16250.5)
                .put(Keys.VOLUME, 3)
                .put(Keys.TIMESTAMP, 1.7e9)
                .endMap()
                .endMap()
                .toBytes();
    }
}
