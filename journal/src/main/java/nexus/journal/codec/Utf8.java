package nexus.journal.codec;

/** Strict UTF-8, as the Unicode standard's table 3-7 has it: no overlong forms, surrogates or values over U+10FFFF. */
final class Utf8 {
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** The offset of the first sequence that is not UTF-8, or -1. */
    static int firstFault(byte[] buffer, int from, int to) {
        if (isAscii(buffer, from, to)) {
            return -1;
        }
        int position = from;
        while (position < to) {
            if (buffer[position] >= 0) {
                position++;
            } else {
                int length = sequenceLength(buffer, position, to);
                if (length == 0) {
                    return position;
                }
                position += length;
            }
        }
        return -1;
    }

    /** Eight bytes at a time. False may also mean a short text at the end of the buffer, where eight cannot be read. */
    private static boolean isAscii(byte[] buffer, int from, int to) {
        int length = to - from;
        if (length < Long.BYTES) {
            long ofText = ~(-1L >>> (Byte.SIZE * length));
            return from + Long.BYTES <= buffer.length && (Format.int64(buffer, from) & HIGH_BITS & ofText) == 0;
        }
        int last = to - Long.BYTES;
        for (int position = from; position < last; position += Long.BYTES) {
            if ((Format.int64(buffer, position) & HIGH_BITS) != 0) {
                return false;
            }
        }
        return (Format.int64(buffer, last) & HIGH_BITS) == 0;
    }

    /** Length of the sequence of 2–4 bytes at {@code at}, 0 if it is ill-formed or cut short. */
    private static int sequenceLength(byte[] buffer, int at, int to) {
        int lead = buffer[at] & 0xff;
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0 || to - at < length) {
            return 0;
        }
        int second = buffer[at + 1] & 0xff;
        int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((buffer[i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Writes a text, a question mark for each half surrogate pair, and returns the offset behind it. */
    static int encode(String value, byte[] target, int offset) {
        int at = offset;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                target[at++] = (byte) c;
            } else {
                int point = scalarValue(value, i);
                at = putMultibyte(target, at, point);
                i += point > 0xffff ? 1 : 0;
            }
        }
        return at;
    }

    /** Length of a text in UTF-8; half a surrogate pair counts as the question mark that {@link #encode} writes. */
    static int encodedLength(String value) {
        int length = value.length();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                int point = scalarValue(value, i);
                length += point < 0x80 ? 0 : point < 0x800 ? 1 : 2;
                i += point > 0xffff ? 1 : 0;
            }
        }
        return length;
    }

    /** The code point at {@code index}, a question mark for half a surrogate pair. */
    private static int scalarValue(String value, int index) {
        int point = value.codePointAt(index);
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '?' : point;
    }

    private static int putMultibyte(byte[] target, int at, int point) {
        int next = at;
        if (point < 0x80) {
            target[next++] = (byte) point;
        } else if (point < 0x800) {
            target[next++] = (byte) (0xc0 | (point >> 6));
            target[next++] = (byte) (0x80 | (point & 0x3f));
        } else {
            if (point < 0x10000) {
                target[next++] = (byte) (0xe0 | (point >> 12));
            } else {
                target[next++] = (byte) (0xf0 | (point >> 18));
                target[next++] = (byte) (0x80 | ((point >> 12) & 0x3f));
            }
            target[next++] = (byte) (0x80 | ((point >> 6) & 0x3f));
            target[next++] = (byte) (0x80 | (point & 0x3f));
        }
        return next;
    }
}
