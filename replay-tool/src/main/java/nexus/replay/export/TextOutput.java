package nexus.replay.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;

/** Writes texts and numbers as UTF-8, without an object for each. */
final class TextOutput {
    private static final int BUFFER_BYTES = 1 << 16;
    /** No number and no time needs more. */
    private static final int ROOM = 32;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int LAST_ASCII = 0x7f;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int length;
    private long day = Long.MIN_VALUE;
    private String dayText;

    TextOutput(OutputStream out) {
        this.out = out;
    }

    TextOutput ascii(char c) throws IOException {
        room(1);
        buffer[length++] = (byte) c;
        return this;
    }

    /** A text of ASCII characters alone, without looking at them. */
    TextOutput ascii(String text) throws IOException {
        int at = 0;
        while (at < text.length()) {
            room(1);
            int end = Math.min(text.length(), at + buffer.length - length);
            while (at < end) {
                buffer[length++] = (byte) text.charAt(at++);
            }
        }
        return this;
    }

    /** Bytes that are UTF-8 already; fewer than 1,000. */
    TextOutput raw(byte[] bytes) throws IOException {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /** The character at {@code index} of a text; returns the index of the next one. */
    int character(String text, int index) throws IOException {
        room(4);
        char c = text.charAt(index);
        if (c <= LAST_ASCII) {
            buffer[length++] = (byte) c;
            return index + 1;
        }
        int point = text.codePointAt(index);
        if (point < 0x800) {
            buffer[length++] = (byte) (0xc0 | point >> 6);
        } else {
            if (point < 0x10000) {
                // A surrogate without its other half is no character: what UTF-8 has for that is a question mark.
                point = Character.isSurrogate(c) ? '?' : point;
            }
            if (point <= LAST_ASCII) {
                buffer[length++] = (byte) point;
                return index + 1;
            }
            if (point < 0x10000) {
                buffer[length++] = (byte) (0xe0 | point >> 12);
            } else {
                buffer[length++] = (byte) (0xf0 | point >> 18);
                buffer[length++] = (byte) (0x80 | (point >> 12 & 0x3f));
            }
            buffer[length++] = (byte) (0x80 | (point >> 6 & 0x3f));
        }
        buffer[length++] = (byte) (0x80 | (point & 0x3f));
        return index + Character.charCount(point);
    }

    /** The characters from {@code index} on that need no escape in JSON and no second byte; returns where they end. */
    int plain(String text, int index) throws IOException {
        int at = index;
        while (at < text.length()) {
            room(1);
            int end = Math.min(text.length(), at + buffer.length - length);
            while (at < end) {
                char c = text.charAt(at);
                if (c < ' ' || c >= LAST_ASCII || c == '"' || c == '\\') {
                    return at;
                }
                buffer[length++] = (byte) c;
                at++;
            }
        }
        return at;
    }

    TextOutput text(String text) throws IOException {
        for (int i = 0; i < text.length(); ) {
            i = character(text, i);
        }
        return this;
    }

    TextOutput number(long value) throws IOException {
        room(ROOM);
        if (value < 0) {
            if (value == Long.MIN_VALUE) {
                return ascii(Long.toString(value));
            }
            buffer[length++] = '-';
        }
        long rest = Math.abs(value);
        int digits = 1;
        for (long r = rest; r >= 10; r /= 10) {
            digits++;
        }
        digits(rest, digits);
        return this;
    }

    /** So many digits, with zeros in front. */
    private void digits(long value, int count) {
        long rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    /** ISO 8601 in UTC with nine digits. */
    TextOutput iso(long epochNanos) throws IOException {
        long seconds = Math.floorDiv(epochNanos, NANOS_PER_SECOND);
        long thatDay = Math.floorDiv(seconds, SECONDS_PER_DAY);
        if (thatDay != day) {
            day = thatDay;
            dayText = LocalDate.ofEpochDay(thatDay).toString();
        }
        ascii(dayText);
        room(ROOM);
        int ofDay = (int) Math.floorMod(seconds, SECONDS_PER_DAY);
        buffer[length++] = 'T';
        digits(ofDay / 3600, 2);
        buffer[length++] = ':';
        digits(ofDay / 60 % 60, 2);
        buffer[length++] = ':';
        digits(ofDay % 60, 2);
        buffer[length++] = '.';
        digits(Math.floorMod(epochNanos, NANOS_PER_SECOND), 9);
        buffer[length++] = 'Z';
        return this;
    }

    private void room(int bytes) throws IOException {
        if (buffer.length - length < bytes) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }
}
