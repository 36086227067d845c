package nexus.journal.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Renders MessagePack as JSON for people and tools. */
public final class JsonText {
    private static final BigDecimal LARGEST_PLAIN = new BigDecimal("1E+15");
    private static final BigDecimal SMALLEST_PLAIN = new BigDecimal("1E-7");

    private JsonText() {}

    /**
     * One line of JSON for a well-formed message, keys in their order; binary as base64 under {@code "$bin"},
     * extensions as {@code {"$ext":[type, base64]}}. For anything else {@code {"$malformed":reason,"$hex":…}}.
     */
    public static String of(byte[] buffer, int offset, int length) {
        StringBuilder json = new StringBuilder(2 * length);
        append(json, buffer, offset, length);
        return json.toString();
    }

    /** Appends what {@link #of} returns. */
    public static void append(StringBuilder json, byte[] buffer, int offset, int length) {
        MapReader message = new MapReader();
        String fault = message.wrap(buffer, offset, length);
        if (fault == null) {
            new Rendering(json, buffer, offset).value();
        } else {
            json.append("{\"$malformed\":");
            appendQuoted(json, fault);
            json.append(",\"$hex\":\"");
            json.append(HexFormat.of().formatHex(buffer, offset, offset + length));
            json.append("\"}");
        }
    }

    /**
     * Appends a JSON string, quotes included. Escaped are, besides what JSON demands, all characters that would move a
     * terminal's cursor, end a line or turn the direction of text.
     */
    public static void appendQuoted(StringBuilder json, CharSequence text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (isInvisible(c)) {
                        json.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    private static boolean isInvisible(char c) {
        return Character.isISOControl(c)
                || (c >= '\u200b' && c <= '\u200f')
                || (c >= '\u2028' && c <= '\u202e')
                || (c >= '\u2060' && c <= '\u206f')
                || c == '\ufeff';
    }

    /** One walk over a checked message. */
    private static final class Rendering {
        private final StringBuilder json;
        private final byte[] buffer;
        private int position;

        Rendering(StringBuilder json, byte[] buffer, int position) {
            this.json = json;
            this.buffer = buffer;
            this.position = position;
        }

        /** Recursion is bounded by {@link MapReader#MAX_DEPTH}. */
        void value() {
            int at = position;
            switch (ValueType.ofHead(buffer[at])) {
                case MAP -> map();
                case ARRAY -> array();
                case STRING -> text();
                case BINARY -> binary();
                case EXTENSION -> extension();
                case NIL -> scalar("null");
                case BOOLEAN -> scalar(buffer[at] == (byte) 0xc3 ? "true" : "false");
                case INTEGER -> scalar(Numeric.decimalValue(buffer, at).toString());
                case FLOAT -> scalar(floatText(at));
            }
        }

        private void map() {
            int left = enter();
            json.append('{');
            for (boolean first = true; left > 0; left--, first = false) {
                json.append(first ? "" : ",");
                text();
                json.append(':');
                value();
            }
            json.append('}');
        }

        private void array() {
            int left = enter();
            json.append('[');
            for (boolean first = true; left > 0; left--, first = false) {
                json.append(first ? "" : ",");
                value();
            }
            json.append(']');
        }

        private int enter() {
            int count = Format.count(buffer, position);
            position = Format.contentOffset(buffer, position);
            return count;
        }

        private void text() {
            int text = Format.contentOffset(buffer, position);
            position = Format.end(buffer, position);
            appendQuoted(json, new String(buffer, text, position - text, StandardCharsets.UTF_8));
        }

        private void binary() {
            int content = position + 1 + (1 << ((buffer[position] & 0xff) - 0xc4));
            position = Format.end(buffer, position);
            json.append("{\"$bin\":").append(base64(content)).append('}');
        }

        private void extension() {
            int head = buffer[position] & 0xff;
            int type = position + 1 + (head >= 0xd4 ? 0 : 1 << (head - 0xc7));
            position = Format.end(buffer, position);
            json.append("{\"$ext\":[").append(buffer[type]).append(',');
            json.append(base64(type + 1)).append("]}");
        }

        /** The bytes up to the position, in quotes. */
        private String base64(int from) {
            return '"' + Base64.getEncoder().encodeToString(Arrays.copyOfRange(buffer, from, position)) + '"';
        }

        private void scalar(String text) {
            json.append(text);
            position = Format.end(buffer, position);
        }

        /** Always with a point or an exponent, so that a float stays one. */
        private String floatText(int at) {
            if (Numeric.doubleValue(buffer, at) == 0) {
                return buffer[at + 1] < 0 ? "-0.0" : "0.0";
            }
            BigDecimal decimal = Numeric.decimalValue(buffer, at);
            BigDecimal magnitude = decimal.abs();
            if (magnitude.compareTo(SMALLEST_PLAIN) < 0 || magnitude.compareTo(LARGEST_PLAIN) >= 0) {
                return decimal.toString();
            }
            String plain = decimal.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
    }
}
