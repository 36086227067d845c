package nexus.adapters.metatrader;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The EA's JSON, which is no JSON: it is put together from texts that are not escaped, so a name or a comment may hold
 * quotes and backslashes; a key may come twice, when a ticket is an order and a position; and numbers may be {@code nan}.
 * A text ends at the quote behind which the object goes on or ends.
 */
final class DwxText {
    private static final int MAX_DEPTH = 8;

    private final String text;
    private int at;

    /** An object: its values by key in their order, each a text or an object again. */
    record DwxObject(List<Map.Entry<String, Object>> entries) {
        /** The text or number of that key, or an empty text. */
        String text(String key) {
            return find(key) instanceof String value ? value : "";
        }

        /** The object of that key, or null. */
        DwxObject object(String key) {
            return find(key) instanceof DwxObject value ? value : null;
        }

        /** The number of that key, or null if it is none. */
        BigDecimal decimal(String key) {
            String value = text(key);
            try {
                return value.isEmpty() || value.length() > 40 ? null : new BigDecimal(value);
            } catch (NumberFormatException e) {
                return null;
            }
        }

        private Object find(String key) {
            for (Map.Entry<String, Object> entry : entries) {
                if (entry.getKey().equals(key)) {
                    return entry.getValue();
                }
            }
            return null;
        }
    }

    /** What stops the reading. */
    private static final class NotAllThere extends Exception {
        private static final long serialVersionUID = 1;

        private NotAllThere() {
            super(null, null, false, false);
        }
    }

    private DwxText(String text) {
        this.text = text;
    }

    /** The object, or null if it is not all there: the file is being written. */
    static DwxObject parse(String text) {
        DwxText reader = new DwxText(text);
        try {
            DwxObject object = reader.object(0);
            reader.skipSpace();
            return reader.at == text.length() ? object : null;
        } catch (NotAllThere e) {
            return null;
        }
    }

    private DwxObject object(int depth) throws NotAllThere {
        expect('{');
        List<Map.Entry<String, Object>> entries = new ArrayList<>();
        if (depth > MAX_DEPTH) {
            throw new NotAllThere();
        }
        while (peek() != '}') {
            if (!entries.isEmpty()) {
                expect(',');
            }
            String key = key();
            entries.add(Map.entry(key, value(depth)));
        }
        expect('}');
        return new DwxObject(entries);
    }

    private String key() throws NotAllThere {
        expect('"');
        int end = text.indexOf("\":", at);
        if (end < 0) {
            throw new NotAllThere();
        }
        String key = text.substring(at, end);
        at = end + 2;
        return key;
    }

    private Object value(int depth) throws NotAllThere {
        char first = peek();
        if (first == '{') {
            return object(depth + 1);
        }
        return first == '"' ? quoted() : number();
    }

    private String quoted() throws NotAllThere {
        expect('"');
        for (int end = text.indexOf('"', at); end >= 0; end = text.indexOf('"', end + 1)) {
            if (isEnd(end)) {
                String value = text.substring(at, end);
                at = end + 1;
                return value;
            }
        }
        throw new NotAllThere();
    }

    /** Whether the quote there ends a value: the next key follows, or the object's end and what may be behind one. */
    private boolean isEnd(int quote) {
        int next = spaceEnd(quote + 1);
        if (startsKey(next)) {
            return true;
        }
        if (next >= text.length() || text.charAt(next) != '}') {
            return false;
        }
        int behind = spaceEnd(next + 1);
        return behind >= text.length() || text.charAt(behind) == '}' || startsKey(behind);
    }

    /** Whether a comma and a key are there. */
    private boolean startsKey(int comma) {
        if (comma >= text.length() || text.charAt(comma) != ',') {
            return false;
        }
        int quote = spaceEnd(comma + 1);
        if (quote >= text.length() || text.charAt(quote) != '"') {
            return false;
        }
        int end = text.indexOf('"', quote + 1);
        return end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == ':';
    }

    private String number() throws NotAllThere {
        int start = at;
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '}') {
            at++;
        }
        if (at == text.length()) {
            throw new NotAllThere();
        }
        return text.substring(start, at).trim();
    }

    private char peek() throws NotAllThere {
        skipSpace();
        if (at >= text.length()) {
            throw new NotAllThere();
        }
        return text.charAt(at);
    }

    private void expect(char c) throws NotAllThere {
        if (peek() != c) {
            throw new NotAllThere();
        }
        at++;
    }

    private void skipSpace() {
        at = spaceEnd(at);
    }

    private int spaceEnd(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) <= ' ') {
            end++;
        }
        return end;
    }
}
