package nexus.gateway.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;

/**
 * What the gateway answered, as plain values: String, BigDecimal, Boolean, null, List, and Map in the order of the
 * message.
 *
 * @param fields the outermost map
 * @param json the same as one line of JSON
 */
record Answer(Map<String, Object> fields, String json) {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    /** @throws IllegalArgumentException if the bytes are not a well-formed message */
    static Answer decode(byte[] message) {
        String problem = new MapReader().wrap(message, 0, message.length);
        if (problem != null) {
            throw new IllegalArgumentException("the answer is malformed: " + problem);
        }
        ByteBuffer bytes = ByteBuffer.wrap(message);
        Map<String, Object> fields = new LinkedHashMap<>();
        int first = Byte.toUnsignedInt(bytes.get());
        readMap(bytes, first <= 0x8f ? first & 0x0f : length(bytes, 2 << (first - 0xde)), fields);
        return new Answer(fields, JsonText.of(message, 0, message.length));
    }

    /** Whether the gateway did what it was asked. */
    boolean isOk() {
        return Boolean.TRUE.equals(fields.get("ok"));
    }

    /** Why not. */
    String reason() {
        Object reason = fields.get("reason");
        return reason == null ? "no reason given" : reason.toString();
    }

    private static Object read(ByteBuffer bytes) {
        int head = Byte.toUnsignedInt(bytes.get());
        if (head <= 0x7f || head >= 0xe0) {
            return BigDecimal.valueOf((byte) head);
        } else if (head <= 0x8f) {
            return readMap(bytes, head & 0x0f, new LinkedHashMap<>());
        } else if (head <= 0x9f) {
            return readList(bytes, head & 0x0f);
        } else if (head <= 0xbf) {
            return readText(bytes, head & 0x1f);
        }
        return switch (head) {
            case 0xc2, 0xc3 -> head == 0xc3;
            case 0xc4, 0xc5, 0xc6 -> readBinary(bytes, length(bytes, 1 << (head - 0xc4)));
            case 0xc7, 0xc8, 0xc9 -> readBinary(bytes, 1 + length(bytes, 1 << (head - 0xc7)));
            case 0xca -> new BigDecimal(Float.toString(bytes.getFloat()));
            case 0xcb -> BigDecimal.valueOf(bytes.getDouble());
            case 0xcc, 0xcd, 0xce, 0xcf -> readUnsigned(bytes, 1 << (head - 0xcc));
            case 0xd0 -> BigDecimal.valueOf(bytes.get());
            case 0xd1 -> BigDecimal.valueOf(bytes.getShort());
            case 0xd2 -> BigDecimal.valueOf(bytes.getInt());
            case 0xd3 -> BigDecimal.valueOf(bytes.getLong());
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> readBinary(bytes, 1 + (1 << (head - 0xd4)));
            case 0xd9, 0xda, 0xdb -> readText(bytes, length(bytes, 1 << (head - 0xd9)));
            case 0xdc, 0xdd -> readList(bytes, length(bytes, 2 << (head - 0xdc)));
            case 0xde, 0xdf -> readMap(bytes, length(bytes, 2 << (head - 0xde)), new LinkedHashMap<>());
            default -> null;
        };
    }

    private static int length(ByteBuffer bytes, int width) {
        return readUnsigned(bytes, width).intValueExact();
    }

    private static BigDecimal readUnsigned(ByteBuffer bytes, int width) {
        return switch (width) {
            case 1 -> BigDecimal.valueOf(Byte.toUnsignedInt(bytes.get()));
            case 2 -> BigDecimal.valueOf(Short.toUnsignedInt(bytes.getShort()));
            case 4 -> BigDecimal.valueOf(Integer.toUnsignedLong(bytes.getInt()));
            default -> new BigDecimal(BigInteger.valueOf(bytes.getLong()).mod(TWO_TO_64));
        };
    }

    private static Map<String, Object> readMap(ByteBuffer bytes, int count, Map<String, Object> into) {
        for (int i = 0; i < count; i++) {
            into.put(String.valueOf(read(bytes)), read(bytes));
        }
        return into;
    }

    private static List<Object> readList(ByteBuffer bytes, int count) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(read(bytes));
        }
        return list;
    }

    private static String readText(ByteBuffer bytes, int length) {
        byte[] utf8 = new byte[length];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static String readBinary(ByteBuffer bytes, int length) {
        byte[] binary = new byte[length];
        bytes.get(binary);
        return Base64.getEncoder().encodeToString(binary);
    }
}
