package nexus.journal.seal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A JSON object of one line whose values are texts and whole numbers: all that a seal needs. Reads only what it would
 * write: no blanks, no other escapes, no key twice.
 */
final class FlatJson {
    private final StringBuilder text = new StringBuilder("{");

    FlatJson put(String key, String value) {
        key(key);
        quote(value);
        return this;
    }

    FlatJson put(String key, long value) {
        key(key);
        text.append(value);
        return this;
    }

    /** What there is so far, without the brace at the end. */
    String open() {
        return text.toString();
    }

    /** The whole object. */
    String close() {
        return text + "}";
    }

    private void key(String key) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(key);
        text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /**
     * The object's values in their order, numbers as their digits.
     *
     * @throws IllegalArgumentException if it is not such an object; it says what is wrong
     */
    static Map<String, String> read(String line) {
        return new Reading(line).object();
    }

    /** One pass over a line. */
    private static final class Reading {
        private final String line;
        private int at;

        Reading(String line) {
            this.line = line;
        }

        Map<String, String> object() {
            Map<String, String> values = new LinkedHashMap<>();
            expect('{');
            do {
                String key = quoted();
                expect(':');
                String value = peek() == '"' ? quoted() : number();
                if (values.put(key, value) != null) {
                    throw fault("the key " + key + " twice");
                }
            } while (skip(','));
            expect('}');
            if (at != line.length()) {
                throw fault("something behind the end");
            }
            return values;
        }

        private String quoted() {
            expect('"');
            StringBuilder value = new StringBuilder();
            while (peek() != '"') {
                char c = line.charAt(at++);
                if (c < ' ') {
                    throw fault("a control character");
                }
                value.append(c == '\\' ? escaped() : c);
            }
            at++;
            return value.toString();
        }

        private char escaped() {
            char c = peek();
            at++;
            if (c == '"' || c == '\\') {
                return c;
            }
            if (c != 'u' || at + 4 > line.length()) {
                throw fault("an unknown escape");
            }
            at += 4;
            return (char) Integer.parseInt(line.substring(at - 4, at), 16);
        }

        private String number() {
            int start = at;
            while (peek() == '-' || Character.isDigit(peek())) {
                at++;
            }
            return Long.toString(Long.parseLong(line.substring(start, at)));
        }

        private void expect(char wanted) {
            if (peek() != wanted) {
                throw fault("no " + wanted);
            }
            at++;
        }

        private boolean skip(char wanted) {
            boolean there = peek() == wanted;
            at += there ? 1 : 0;
            return there;
        }

        private char peek() {
            if (at >= line.length()) {
                throw fault("no end");
            }
            return line.charAt(at);
        }

        private IllegalArgumentException fault(String what) {
            return new IllegalArgumentException(what + " at character " + at);
        }
    }
}
