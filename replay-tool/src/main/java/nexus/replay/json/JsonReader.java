package nexus.replay.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON value of RFC 8259 as plain values: Map in the order of the text, List, String, BigDecimal, Boolean, null.
 * For small texts, such as manifests: all of it is held at once.
 */
public final class JsonReader {
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * The value.
     *
     * @throws IllegalArgumentException if the text is no JSON; it says where
     */
    public static Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        if (reader.peek() != 0 || reader.at < text.length()) {
            throw reader.fault("something behind the end");
        }
        return value;
    }

    private Object value() {
        char c = peek();
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        enter();
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!take('}')) {
            do {
                if (peek() != '"') {
                    throw fault("a name expected");
                }
                String name = string();
                expect(':');
                if (fields.containsKey(name)) {
                    throw fault("the name " + name + " twice");
                }
                fields.put(name, value());
            } while (take(','));
            expect('}');
        }
        depth--;
        return fields;
    }

    private List<Object> array() {
        enter();
        List<Object> elements = new ArrayList<>();
        if (!take(']')) {
            do {
                elements.add(value());
            } while (take(','));
            expect(']');
        }
        depth--;
        return elements;
    }

    private void enter() {
        at++;
        if (++depth > MAX_DEPTH) {
            throw fault("too deep");
        }
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw fault("no value");
        }
        at += word.length();
        return value;
    }

    private BigDecimal number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return new BigDecimal(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw fault("no value");
        }
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        while (true) {
            char c = next();
            if (c == '"') {
                return string.toString();
            } else if (c < ' ') {
                throw fault("a control character in a text");
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw fault("an unknown escape");
        };
    }

    private char unicode() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw fault("four hexadecimal digits expected");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private char next() {
        if (at >= text.length()) {
            throw fault("the text ends too early");
        }
        return text.charAt(at++);
    }

    /** The next character that is no blank, without taking it; 0 at the end. */
    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw fault("'" + wanted + "' expected");
        }
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException("no JSON: " + what + " at character " + at);
    }
}
