package nexus.journal.codec;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The one pass over a message from outside: checks every byte of it and notes the fields of the outermost map. Uses no
 * recursion, believes no declared length or count, and takes time in proportion to the message (times log n for a map
 * of n keys).
 */
final class MessageScan {
    /** What the steps return instead of an offset when {@link #fault} is set. */
    private static final int FAULT = -1;

    /** Longest piece of a key that a reason quotes, in characters. */
    private static final int QUOTED_CHARS = 40;

    private final FieldTable fields;
    private final FieldTable innerFields;
    private final KeyStack keys = new KeyStack();

    /** Of the containers that the scan is inside of, by depth from 1: is it a map, its entries, and those to come. */
    private final boolean[] isMap = new boolean[MapReader.MAX_DEPTH + 1];

    private final int[] counts = new int[MapReader.MAX_DEPTH + 1];
    private final int[] pending = new int[MapReader.MAX_DEPTH + 1];
    private int depth;

    private byte[] buffer = new byte[0];
    private int start;
    private int end;
    private String fault;
    private int innerField;
    private boolean insideInner;

    /**
     * @param fields is filled with the fields of each message that is well formed
     * @param innerFields with those of the first map among them, so that nobody has to go over it again
     */
    MessageScan(FieldTable fields, FieldTable innerFields) {
        this.fields = fields;
        this.innerFields = innerFields;
    }

    /** The first field that is a map, or {@link MapReader#ABSENT}. */
    int innerField() {
        return innerField;
    }

    /** Returns null if the range is one well-formed message, else what is wrong; then the field table is empty. */
    String scan(byte[] source, int offset, int length) {
        buffer = source;
        start = offset;
        end = offset + length;
        fault = null;
        depth = 0;
        keys.reset(source);
        fields.clear();
        innerFields.clear();
        innerField = MapReader.ABSENT;
        insideInner = false;
        int position = entries(outermost(offset));
        if (position != FAULT && position != end) {
            position = fail((end - position) + " trailing bytes", position);
        }
        if (position == FAULT) {
            fields.clear();
            innerField = MapReader.ABSENT;
        } else {
            fields.close(position);
        }
        return fault;
    }

    private int outermost(int at) {
        if (at == end) {
            return fail("empty message", at);
        }
        ValueType type = ValueType.ofHead(buffer[at]);
        return type == ValueType.MAP ? value(at) : fail("not a map: " + name(type), at);
    }

    private int entries(int from) {
        int position = from;
        while (position != FAULT && depth > 0) {
            int level = depth;
            if (pending[level] == 0) {
                position = leave(position);
                continue;
            }
            pending[level]--;
            if (isMap[level]) {
                position = key(position);
            }
            if (position != FAULT) {
                position = value(position);
            }
        }
        return position;
    }

    private int leave(int at) {
        long doubled = isMap[depth] ? keys.endMap(depth) : KeyStack.NONE;
        if (doubled != KeyStack.NONE) {
            return doubledKey(KeyStack.offset(doubled), KeyStack.length(doubled));
        }
        depth--;
        if (insideInner && depth == 1) {
            insideInner = false;
            innerFields.close(at);
        }
        return at;
    }

    private int key(int at) {
        if (at == end) {
            return fail("truncated map: key missing", at);
        }
        ValueType type = ValueType.ofHead(buffer[at]);
        if (type != ValueType.STRING) {
            return fail("key not a string: " + name(type), at);
        }
        int next = value(at);
        if (next == FAULT) {
            return FAULT;
        }
        int text = (buffer[at] & 0xe0) == 0xa0 ? at + 1 : Format.contentOffset(buffer, at);
        if (keys.add(depth, counts[depth], text, next - text)) {
            return doubledKey(text, next - text);
        }
        if (depth == 1) {
            fields.add(buffer, at, text, next);
        } else if (insideInner && depth == 2) {
            innerFields.add(buffer, at, text, next);
        }
        return next;
    }

    private int value(int at) {
        if (at == end) {
            return fail("truncated: value missing", at);
        }
        int head = buffer[at] & 0xff;
        if (head < 0x80 || head >= 0xe0) {
            return at + 1;
        }
        if (head < 0xc0) {
            return head >= 0xa0 ? text(at, at + 1, head & 0x1f) : enter(at, head < 0x90, at + 1, head & 0x0f);
        }
        return head == 0xcb ? float64(at) : rarer(at, head);
    }

    /** The forms that are not in every message: apart, so that the compiler inlines those that are. */
    private int rarer(int at, int head) {
        return switch (head) {
            case 0xc0, 0xc2, 0xc3 -> at + 1;
            case 0xc4, 0xc5, 0xc6 -> sized(at, 1 << (head - 0xc4), 0);
            case 0xc7, 0xc8, 0xc9 -> sized(at, 1 << (head - 0xc7), 1);
            case 0xca -> float32(at);
            case 0xcc, 0xcd, 0xce, 0xcf -> fixed(at, 1 << (head - 0xcc));
            case 0xd0, 0xd1, 0xd2, 0xd3 -> fixed(at, 1 << (head - 0xd0));
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> fixed(at, 1 + (1 << (head - 0xd4)));
            case 0xd9, 0xda, 0xdb -> sizedText(at, 1 << (head - 0xd9));
            case 0xdc, 0xdd -> sizedContainer(at, false, 2 << (head - 0xdc));
            case 0xde, 0xdf -> sizedContainer(at, true, 2 << (head - 0xde));
            default -> fail("byte 0xc1, which MessagePack never uses,", at);
        };
    }

    /** A value whose head says its length. */
    private int fixed(int at, int length) {
        return end - at - 1 < length ? truncated(at) : at + 1 + length;
    }

    /** A value whose length stands behind its head; {@code extra} bytes are not counted in it. */
    private int sized(int at, int width, int extra) {
        if (end - at - 1 < width) {
            return truncated(at);
        }
        long length = Format.unsigned(buffer, at + 1, width) + extra;
        int content = at + 1 + width;
        return end - content < length ? truncated(at) : content + (int) length;
    }

    private int sizedText(int at, int width) {
        if (end - at - 1 < width) {
            return truncated(at);
        }
        return text(at, at + 1 + width, Format.unsigned(buffer, at + 1, width));
    }

    private int text(int at, int from, long length) {
        if (end - from < length) {
            return truncated(at);
        }
        int to = from + (int) length;
        int wrong = Utf8.firstFault(buffer, from, to);
        return wrong < 0 ? to : fail("invalid UTF-8", wrong);
    }

    private int float32(int at) {
        return end - at < 5 || Float.isFinite(Float.intBitsToFloat(Format.int32(buffer, at + 1)))
                ? fixed(at, Float.BYTES)
                : fail("float " + Float.intBitsToFloat(Format.int32(buffer, at + 1)), at);
    }

    private int float64(int at) {
        return end - at < 9 || Double.isFinite(Double.longBitsToDouble(Format.int64(buffer, at + 1)))
                ? fixed(at, Double.BYTES)
                : fail("float " + Double.longBitsToDouble(Format.int64(buffer, at + 1)), at);
    }

    private int sizedContainer(int at, boolean map, int width) {
        if (end - at - 1 < width) {
            return truncated(at);
        }
        return enter(at, map, at + 1 + width, Format.unsigned(buffer, at + 1, width));
    }

    private int enter(int at, boolean map, int content, long count) {
        if (depth == MapReader.MAX_DEPTH) {
            return fail("nesting deeper than " + MapReader.MAX_DEPTH, at);
        }
        if (count * (map ? 2 : 1) > end - content) {
            return truncated(at);
        }
        depth++;
        isMap[depth] = map;
        counts[depth] = (int) count;
        pending[depth] = (int) count;
        if (map) {
            keys.beginMap(depth);
            if (depth == 2 && innerField == MapReader.ABSENT) {
                innerField = fields.size() - 1;
                insideInner = true;
            }
        }
        return content;
    }

    private int doubledKey(int offset, int length) {
        return fail("doubled key " + quoted(offset, length), offset);
    }

    private int truncated(int at) {
        return fail("truncated " + name(ValueType.ofHead(buffer[at])), at);
    }

    private int fail(String what, int at) {
        fault = what + " at byte " + (at - start);
        return FAULT;
    }

    private static String name(ValueType type) {
        return type == null ? "byte 0xc1" : type.name().toLowerCase(Locale.ROOT);
    }

    /** A key in quotes, shortened, with a question mark for whatever is not printable ASCII. */
    private String quoted(int offset, int length) {
        String key = new String(buffer, offset, length, StandardCharsets.UTF_8);
        String shown = key.length() > QUOTED_CHARS ? key.substring(0, QUOTED_CHARS) + "..." : key;
        return '"' + shown.replaceAll("[^ -~]|[\"\\\\]", "?") + '"';
    }
}
