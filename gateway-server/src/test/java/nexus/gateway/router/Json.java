package nexus.gateway.router;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import nexus.journal.codec.JsonText;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * JSON as the scripts write it, to and from messages. Its MessagePack writer is its own: the codec is not tested
 * against itself.
 */
final class Json {
    private Json() {}

    /** Maps, lists, texts, numbers, booleans and null; JSON is YAML 1.2. */
    static Object parse(String json) {
        return new Load(LoadSettings.builder().setCodePointLimit(1 << 24).build()).loadFromString(json);
    }

    /** A message that the router made, as {@link #parse} gives it. */
    static Map<?, ?> parseMessage(byte[] message) {
        return (Map<?, ?>) parse(JsonText.of(message, 0, message.length));
    }

    static byte[] toMessagePack(String json) {
        return toMessagePack(parse(json));
    }

    static byte[] toMessagePack(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(new DataOutputStream(bytes), value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        if (value == null) {
            out.writeByte(0xc0);
        } else if (value instanceof Boolean truth) {
            out.writeByte(truth ? 0xc3 : 0xc2);
        } else if (value instanceof Double number) {
            out.writeByte(0xcb);
            out.writeDouble(number);
        } else if (value instanceof BigInteger number) {
            out.writeByte(0xcf);
            out.writeLong(number.longValue());
        } else if (value instanceof Number number) {
            writeInteger(out, number.longValue());
        } else if (value instanceof String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            writeHead(out, utf8.length, 32, 0xa0, 0xda);
            out.write(utf8);
        } else if (value instanceof List<?> list) {
            writeHead(out, list.size(), 16, 0x90, 0xdc);
            for (Object element : list) {
                write(out, element);
            }
        } else {
            Map<?, ?> map = (Map<?, ?>) value;
            writeHead(out, map.size(), 16, 0x80, 0xde);
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                write(out, entry.getKey());
                write(out, entry.getValue());
            }
        }
    }

    private static void writeInteger(DataOutputStream out, long number) throws IOException {
        if (number >= -32 && number < 128) {
            out.writeByte((int) number);
        } else if (number >= 0 && number < 1L << 32) {
            out.writeByte(0xce);
            out.writeInt((int) number);
        } else {
            out.writeByte(0xd3);
            out.writeLong(number);
        }
    }

    private static void writeHead(DataOutputStream out, int count, int shortLimit, int shortHead, int head16)
            throws IOException {
        if (count < shortLimit) {
            out.writeByte(shortHead | count);
        } else {
            out.writeByte(head16);
            out.writeShort(count);
        }
    }

    /**
     * Whether a value is what a script expects: equal, maps without regard to the order of keys, an integer never equal
     * to a float. An expected text that begins and ends with {@code *} stands for any text or number that has the parts
     * between, in order.
     */
    static boolean matches(Object expected, Object actual) {
        if (expected instanceof String text && text.startsWith("*") && text.endsWith("*")) {
            String found = actual instanceof String || actual instanceof Number ? actual.toString() : "";
            return !found.isEmpty() && holdsInOrder(found, text.split("\\*", -1));
        }
        if (expected instanceof Map<?, ?> map) {
            return actual instanceof Map<?, ?> found
                    && map.keySet().equals(found.keySet())
                    && map.keySet().stream().allMatch(key -> matches(map.get(key), found.get(key)));
        }
        if (expected instanceof List<?> list) {
            return actual instanceof List<?> found && list.size() == found.size() && allMatch(list, found);
        }
        if (expected instanceof Number number && !(expected instanceof Double)) {
            return actual instanceof Number found
                    && !(actual instanceof Double)
                    && found.toString().equals(number.toString());
        }
        return expected == null ? actual == null : expected.equals(actual);
    }

    private static boolean holdsInOrder(String text, String[] parts) {
        int from = 0;
        for (String part : parts) {
            int at = text.indexOf(part, from);
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }

    private static boolean allMatch(List<?> expected, List<?> actual) {
        Iterator<?> found = actual.iterator();
        return expected.stream().allMatch(element -> matches(element, found.next()));
    }
}
