package nexus.replay.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * Writes one JSON value after another as they come. Decimals are written in full, in plain notation, so a reader that
 * wants them exact can have them; {@code <} is escaped, so that the text may stand inside of an HTML page's script.
 *
 * <p>That objects and arrays are ended, and that no name comes twice, is left to the caller. Errors of the output are
 * {@link UncheckedIOException}.
 */
public final class JsonWriter {
    private final Appendable out;
    private boolean isFirst = true;

    public JsonWriter(Appendable out) {
        this.out = out;
    }

    /** Begins an object as an array's element, or the outermost one. */
    public JsonWriter beginObject() {
        separate();
        return open('{');
    }

    public JsonWriter beginObject(String name) {
        name(name);
        return open('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    /** Begins an array as an array's element, or the outermost one. */
    public JsonWriter beginArray() {
        separate();
        return open('[');
    }

    public JsonWriter beginArray(String name) {
        name(name);
        return open('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    /** A text; null becomes {@code null}. */
    public JsonWriter put(String name, String value) {
        name(name);
        return text(value);
    }

    public JsonWriter put(String name, long value) {
        name(name);
        return raw(Long.toString(value));
    }

    public JsonWriter put(String name, boolean value) {
        name(name);
        return raw(Boolean.toString(value));
    }

    /** A decimal in full; null becomes {@code null}. */
    public JsonWriter put(String name, BigDecimal value) {
        name(name);
        return decimal(value);
    }

    /** The shortest decimal that is this float; NaN and infinity become {@code null}. */
    public JsonWriter put(String name, double value) {
        name(name);
        return floating(value);
    }

    /** A value that is JSON already, which is not checked; null becomes {@code null}. */
    public JsonWriter putJson(String name, String value) {
        name(name);
        return raw(value == null ? "null" : value);
    }

    public JsonWriter putNull(String name) {
        name(name);
        return raw("null");
    }

    /** An array's element. */
    public JsonWriter add(String value) {
        separate();
        return text(value);
    }

    /** An array's element. */
    public JsonWriter add(long value) {
        separate();
        return raw(Long.toString(value));
    }

    /** An array's element. */
    public JsonWriter add(BigDecimal value) {
        separate();
        return decimal(value);
    }

    /** An array's element. */
    public JsonWriter add(double value) {
        separate();
        return floating(value);
    }

    /** Ends the line, behind the outermost value. */
    public void endLine() {
        raw("\n");
        isFirst = true;
    }

    private JsonWriter decimal(BigDecimal value) {
        return raw(value == null ? "null" : value.toPlainString());
    }

    private JsonWriter floating(double value) {
        return Double.isFinite(value)
                ? decimal(new BigDecimal(Double.toString(value)).stripTrailingZeros())
                : raw("null");
    }

    private void name(String name) {
        separate();
        quote(name);
        raw(":");
    }

    private JsonWriter text(String value) {
        if (value == null) {
            return raw("null");
        }
        quote(value);
        return this;
    }

    private void quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == '<') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        raw(quoted.append('"').toString());
    }

    private void separate() {
        if (!isFirst) {
            raw(",");
        }
        isFirst = false;
    }

    private JsonWriter open(char bracket) {
        raw(String.valueOf(bracket));
        isFirst = true;
        return this;
    }

    private JsonWriter end(char bracket) {
        raw(String.valueOf(bracket));
        isFirst = false;
        return this;
    }

    private JsonWriter raw(String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException("the output cannot be written: " + e.getMessage(), e);
        }
        return this;
    }
}
