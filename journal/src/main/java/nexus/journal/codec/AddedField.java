package nexus.journal.codec;

import java.util.Arrays;
import nexus.journal.message.Key;

/**
 * A field that is put into finished maps, which are copied otherwise byte for byte: behind the others, or in the place of
 * the one with the same name. Immutable.
 */
public final class AddedField {
    private static final int MAX_SMALL_COUNT = 0x0f;
    private static final int MAX_MEDIUM_COUNT = 0xffff;
    /** How much longer a map's head may become. */
    private static final int HEAD_GROWTH = 4;

    /** The name with its MessagePack head. */
    private final byte[] name;

    private final byte[] field;

    /** {@code key: value}. */
    public AddedField(Key key, boolean value) {
        MapWriter writer = new MapWriter(64).reset().beginMap().put(key, value).endMap();
        byte[] map = writer.toBytes();
        field = Arrays.copyOfRange(map, 1, map.length);
        name = Arrays.copyOf(field, key.encodedLength());
    }

    /** How much longer a map may become, in bytes. */
    public int maxGrowth() {
        return field.length + HEAD_GROWTH;
    }

    /**
     * Copies a map with this field in it.
     *
     * @param map holds one well-formed map, which is not checked
     * @param into has room for {@code length} + {@link #maxGrowth} bytes from {@code at} on, and is not {@code map}
     * @return the length of what was written
     */
    public int copy(byte[] map, int offset, int length, byte[] into, int at) {
        int count = Format.count(map, offset);
        int end = offset + length;
        int position = Format.contentOffset(map, offset);
        for (int left = count; left > 0; left--) {
            int value = Format.end(map, position);
            int next = Format.end(map, value);
            if (isNamed(map, position, value)) {
                System.arraycopy(map, offset, into, at, position - offset);
                int written = at + position - offset;
                System.arraycopy(field, 0, into, written, field.length);
                written += field.length;
                System.arraycopy(map, next, into, written, end - next);
                return written + end - next - at;
            }
            position = next;
        }
        return append(map, offset, length, into, at);
    }

    /** As {@link #copy}, for a map that has no field of this name, which is not checked. */
    public int append(byte[] map, int offset, int length, byte[] into, int at) {
        int first = Format.contentOffset(map, offset);
        int end = offset + length;
        int written = putHead(into, at, Format.count(map, offset) + 1);
        System.arraycopy(map, first, into, written, end - first);
        written += end - first;
        System.arraycopy(field, 0, into, written, field.length);
        return written + field.length - at;
    }

    /** The key's head may be of another size than ours: any is valid. */
    private boolean isNamed(byte[] map, int key, int keyEnd) {
        return Arrays.equals(map, Format.contentOffset(map, key), keyEnd, name, 1, name.length);
    }

    private static int putHead(byte[] into, int at, int count) {
        if (count <= MAX_SMALL_COUNT) {
            into[at] = (byte) (0x80 | count);
            return at + 1;
        }
        if (count <= MAX_MEDIUM_COUNT) {
            into[at] = (byte) 0xde;
            Format.putInt16(into, at + 1, count);
            return at + 3;
        }
        into[at] = (byte) 0xdf;
        Format.putInt32(into, at + 1, count);
        return at + 5;
    }
}
