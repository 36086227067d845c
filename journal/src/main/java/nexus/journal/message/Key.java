package nexus.journal.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A map key: its name, its UTF-8 bytes, and the bytes as MessagePack writes them. Immutable. */
public final class Key {
    private final String name;
    private final byte[] utf8;
    private final byte[] encoded;

    private Key(String name) {
        this.name = name;
        this.utf8 = name.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > 31) {
            throw new IllegalArgumentException("key longer than 31 bytes: " + name);
        }
        this.encoded = new byte[utf8.length + 1];
        encoded[0] = (byte) (0xa0 | utf8.length);
        System.arraycopy(utf8, 0, encoded, 1, utf8.length);
    }

    /** A key of at most 31 bytes. */
    public static Key of(String name) {
        return new Key(name);
    }

    public String name() {
        return name;
    }

    /** Length of the name in UTF-8, 0–31. */
    public int utf8Length() {
        return utf8.length;
    }

    /** Length of the MessagePack form: the name and one byte. */
    public int encodedLength() {
        return encoded.length;
    }

    /** Copies the MessagePack form to {@code target} at {@code offset} and returns the offset behind it. */
    public int copyEncodedTo(byte[] target, int offset) {
        System.arraycopy(encoded, 0, target, offset, encoded.length);
        return offset + encoded.length;
    }

    /** Whether the bytes at {@code offset} are this name. */
    public boolean matches(byte[] buffer, int offset, int length) {
        return length == utf8.length
                && (length == 0 || buffer[offset] == utf8[0])
                && Arrays.equals(buffer, offset, offset + length, utf8, 0, length);
    }

    @Override
    public String toString() {
        return name;
    }
}
