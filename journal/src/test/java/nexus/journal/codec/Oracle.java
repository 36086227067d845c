package nexus.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nexus.journal.message.Key;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageFormatException;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageSizeException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.NumberValue;
import org.msgpack.value.Value;
import org.msgpack.value.ValueType;

/** What msgpack-core makes of a message: an opinion that shares no code with ours. */
final class Oracle {
    private Oracle() {}

    /** Whether the rules of docs/protocol.md accept the message. */
    static boolean accepts(byte[] message) {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(message)) {
            return unpacker.hasNext()
                    && unpacker.getNextFormat().getValueType() == ValueType.MAP
                    && acceptsValue(unpacker, message.length, 0)
                    && !unpacker.hasNext();
        } catch (MessageInsufficientBufferException
                | MessageFormatException
                | MessageSizeException
                | CharacterCodingException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean acceptsValue(MessageUnpacker unpacker, int length, int depth) throws IOException {
        MessageFormat format = unpacker.getNextFormat();
        switch (format.getValueType()) {
            case MAP -> {
                return depth < MapReader.MAX_DEPTH && acceptsMap(unpacker, length, depth + 1);
            }
            case ARRAY -> {
                return depth < MapReader.MAX_DEPTH && acceptsArray(unpacker, length, depth + 1);
            }
            case STRING -> {
                text(unpacker, length);
                return true;
            }
            case FLOAT -> {
                return Double.isFinite(unpacker.unpackDouble());
            }
            default -> {
                return format != MessageFormat.NEVER_USED && skipScalar(unpacker, length);
            }
        }
    }

    private static boolean skipScalar(MessageUnpacker unpacker, int length) throws IOException {
        switch (unpacker.getNextFormat().getValueType()) {
            case BINARY -> payload(unpacker, unpacker.unpackBinaryHeader(), length);
            case EXTENSION ->
                payload(unpacker, unpacker.unpackExtensionTypeHeader().getLength(), length);
            default -> unpacker.skipValue();
        }
        return true;
    }

    private static boolean acceptsMap(MessageUnpacker unpacker, int length, int depth) throws IOException {
        int size = unpacker.unpackMapHeader();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < size; i++) {
            if (unpacker.getNextFormat().getValueType() != ValueType.STRING
                    || !keys.add(text(unpacker, length))
                    || !acceptsValue(unpacker, length, depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean acceptsArray(MessageUnpacker unpacker, int length, int depth) throws IOException {
        int size = unpacker.unpackArrayHeader();
        for (int i = 0; i < size; i++) {
            if (!acceptsValue(unpacker, length, depth)) {
                return false;
            }
        }
        return true;
    }

    private static String text(MessageUnpacker unpacker, int length) throws IOException {
        byte[] utf8 = payload(unpacker, unpacker.unpackRawStringHeader(), length);
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    private static byte[] payload(MessageUnpacker unpacker, int size, int messageLength) throws IOException {
        if (size > messageLength - unpacker.getTotalReadBytes()) {
            throw new MessageInsufficientBufferException();
        }
        return unpacker.readPayload(size);
    }

    /** The range as msgpack-core reads it; it must be one value exactly. */
    static Value value(byte[] buffer, int from, int to) {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(buffer, from, to - from)) {
            Value value = unpacker.unpackValue();
            assertThat(unpacker.hasNext()).isFalse();
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether {@link #value} can read a message: msgpack-core looks into timestamps, which for us are opaque. */
    static boolean understandsExtensions(byte[] message) {
        try {
            return value(message, 0, message.length).isMapValue();
        } catch (MessageFormatException e) {
            return false;
        }
    }

    /** Compares everything that the reader says with what msgpack-core says. */
    static void assertSame(MapReader reader, Value expected) {
        List<Map.Entry<Value, Value>> entries =
                new ArrayList<>(expected.asMapValue().map().entrySet());
        assertThat(reader.size()).isEqualTo(entries.size());
        int fieldOffset = reader.size() == 0 ? 0 : reader.fieldOffset(0);
        for (int field = 0; field < reader.size(); field++) {
            String key = entries.get(field).getKey().asStringValue().asString();
            assertThat(reader.keyName(field)).isEqualTo(key);
            if (key.getBytes(StandardCharsets.UTF_8).length <= 31) {
                assertThat(reader.find(Key.of(key))).isEqualTo(field);
            }
            assertThat(reader.fieldOffset(field)).isEqualTo(fieldOffset);
            assertSameValue(reader, field, entries.get(field).getValue());
            fieldOffset = reader.valueEnd(field);
        }
    }

    private static void assertSameValue(MapReader reader, int field, Value expected) {
        assertThat(reader.type(field).name()).isEqualTo(expected.getValueType().name());
        assertThat(reader.isNumber(field)).isEqualTo(expected.isNumberValue());
        assertThat(value(reader.buffer(), reader.valueOffset(field), reader.valueEnd(field)))
                .isEqualTo(expected);
        switch (expected.getValueType()) {
            case BOOLEAN ->
                assertThat(reader.booleanValue(field))
                        .isEqualTo(expected.asBooleanValue().getBoolean());
            case INTEGER, FLOAT -> assertSameNumber(reader, field, expected.asNumberValue());
            case STRING ->
                assertSameText(reader, field, expected.asStringValue().asString());
            case ARRAY -> assertSameArray(reader, field, expected);
            case MAP -> {
                MapReader nested = new MapReader();
                nested.wrapMap(reader, field);
                assertSame(nested, expected);
            }
            default -> {
                // The comparison of the ranges has said it all.
            }
        }
    }

    private static void assertSameNumber(MapReader reader, int field, NumberValue expected) {
        assertThat(reader.doubleValue(field)).isEqualTo(expected.toDouble());
        assertThat(decimalReadsBack(reader.decimalValue(field), expected)).isTrue();
        if (expected.isIntegerValue() && !expected.asIntegerValue().isInLongRange()) {
            assertThat(reader.longValue(field)).isEqualTo(Long.MAX_VALUE);
        } else {
            assertThat(reader.longValue(field))
                    .isEqualTo(expected.isIntegerValue() ? expected.toLong() : (long) expected.toDouble());
        }
    }

    /** Whether a decimal is the integer, or reads back as the float, of the width that holds it exactly. */
    private static boolean decimalReadsBack(BigDecimal decimal, NumberValue expected) {
        return expected.isIntegerValue()
                ? decimal.compareTo(new BigDecimal(expected.toBigInteger())) == 0
                : decimal.doubleValue() == expected.toDouble() || decimal.floatValue() == expected.toDouble();
    }

    private static void assertSameText(MapReader reader, int field, String expected) {
        byte[] utf8 = expected.getBytes(StandardCharsets.UTF_8);
        assertThat(reader.textValue(field)).isEqualTo(expected);
        assertThat(reader.textLength(field)).isEqualTo(utf8.length);
        assertThat(reader.textEquals(field, utf8)).isTrue();
        assertThat(reader.textEquals(field, (expected + "x").getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    private static void assertSameArray(MapReader reader, int field, Value expected) {
        List<String> texts = new ArrayList<>();
        List<NumberValue> numbers = new ArrayList<>();
        for (Value element : expected.asArrayValue()) {
            if (element.isStringValue()) {
                texts.add(element.asStringValue().asString());
            } else if (element.isNumberValue()) {
                numbers.add(element.asNumberValue());
            }
        }
        assertThat(reader.textValues(field)).isEqualTo(texts);
        List<BigDecimal> decimals = reader.decimalValues(field);
        assertThat(decimals).hasSameSizeAs(numbers);
        for (int i = 0; i < decimals.size(); i++) {
            assertThat(decimalReadsBack(decimals.get(i), numbers.get(i))).isTrue();
        }
    }
}
