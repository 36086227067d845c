package nexus.journal.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A map key: its name, its UTF-8 bytes, and the bytes as MessagePack writes them. Immutable. */
public final class Key {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int MAX_LENGTH = 31;
    /** How many bytes of a name a {@link #word} holds; its last byte is the length. */
    private static final int WORD_BYTES = Long.BYTES - 1;

    private final String name;
    private final byte[] utf8;
    private final long word;
    /** Head and name, with zeros behind up to a multiple of eight. */
    private final byte[] encoded;

    private Key(String name) {
        this.name = name;
        this.utf8 = name.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MAX_LENGTH) {
            throw new IllegalArgumentException("key longer than " + MAX_LENGTH + " bytes: " + name);
        }
        this.word = word(utf8, 0, utf8.length);
        this.encoded = new byte[(utf8.length & -Long.BYTES) + Long.BYTES];
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
        return utf8.length + 1;
    }

    /** Copies the MessagePack form to {@code target} at {@code offset} and returns the offset behind it. */
    public int copyEncodedTo(byte[] target, int offset) {
        int end = offset + utf8.length + 1;
        if (offset + encoded.length <= target.length) {
            // A store or two: a copy of so few bytes costs several times as much. What is behind the key comes later.
            for (int i = 0; i < encoded.length; i += Long.BYTES) {
                LONG.set(target, offset + i, (long) LONG.get(encoded, i));
            }
        } else {
            System.arraycopy(encoded, 0, target, offset, utf8.length + 1);
        }
        return end;
    }

    /**
     * The first seven bytes of a name and its length in one number: names with different words are different, and with
     * the same word are the same if they have seven bytes at most.
     */
    public static long word(byte[] buffer, int offset, int length) {
        long bytes;
        if (offset + Long.BYTES <= buffer.length) {
            bytes = (long) LONG.get(buffer, offset);
        } else {
            bytes = 0;
            for (int i = 0; i < Math.min(length, WORD_BYTES); i++) {
                bytes |= (buffer[offset + i] & 0xffL) << (Byte.SIZE * (WORD_BYTES - i));
            }
        }
        long ofName = length < WORD_BYTES ? ~(-1L >>> (Byte.SIZE * length)) : -1L << Byte.SIZE;
        return (bytes & ofName) | Math.min(length, 0xff);
    }

    /**
     * Whether the bytes at {@code offset} are this name.
     *
     * @param itsWord what {@link #word} gives for them
     */
    public boolean matches(long itsWord, byte[] buffer, int offset) {
        return itsWord == word
                && (utf8.length <= WORD_BYTES
                        || Arrays.equals(
                                buffer, offset + WORD_BYTES, offset + utf8.length, utf8, WORD_BYTES, utf8.length));
    }

    @Override
    public String toString() {
        return name;
    }
}
