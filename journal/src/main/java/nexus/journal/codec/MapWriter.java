package nexus.journal.codec;

import java.math.BigDecimal;
import nexus.journal.message.Key;

/**
 * Builds one MessagePack message in a growing array. Reused: {@link #reset} begins the next message. Maps need no
 * count in advance: {@link #endMap} fills it in.
 */
public final class MapWriter {
    /** @param initialCapacity in bytes; grows as needed */
    public MapWriter(int initialCapacity) {}

    /** Forgets what was written and begins at {@code headroom} bytes, which are left free for a header. */
    public MapWriter reset(int headroom) {
        throw new IllegalStateException("skeleton");
    }

    /** {@code reset(0)}. */
    public MapWriter reset() {
        return reset(0);
    }

    /** Begins the outermost map, or a map as an array's element. */
    public MapWriter beginMap() {
        throw new IllegalStateException("skeleton");
    }

    /** Begins a map as the value of {@code key}. */
    public MapWriter beginMap(Key key) {
        throw new IllegalStateException("skeleton");
    }

    /** Ends the innermost map and fills in how many fields it has. */
    public MapWriter endMap() {
        throw new IllegalStateException("skeleton");
    }

    /** Begins an array of exactly {@code count} elements as the value of {@code key}. */
    public MapWriter beginArray(Key key, int count) {
        throw new IllegalStateException("skeleton");
    }

    /** An array's element. */
    public MapWriter add(String element) {
        throw new IllegalStateException("skeleton");
    }

    /** An array's element. */
    public MapWriter add(BigDecimal element) {
        throw new IllegalStateException("skeleton");
    }

    public MapWriter put(Key key, String value) {
        throw new IllegalStateException("skeleton");
    }

    /** A string given as UTF-8 bytes. */
    public MapWriter putUtf8(Key key, byte[] utf8, int offset, int length) {
        throw new IllegalStateException("skeleton");
    }

    public MapWriter put(Key key, long value) {
        throw new IllegalStateException("skeleton");
    }

    /** A float of 64 bits. */
    public MapWriter put(Key key, double value) {
        throw new IllegalStateException("skeleton");
    }

    public MapWriter put(Key key, boolean value) {
        throw new IllegalStateException("skeleton");
    }

    /** An integer where the value is whole and fits 64 bits, else the nearest float of 64 bits. */
    public MapWriter put(Key key, BigDecimal value) {
        throw new IllegalStateException("skeleton");
    }

    public MapWriter putNil(Key key) {
        throw new IllegalStateException("skeleton");
    }

    public MapWriter putBinary(Key key, byte[] value) {
        throw new IllegalStateException("skeleton");
    }

    /** A value that is MessagePack already. */
    public MapWriter putEncoded(Key key, byte[] encoded, int offset, int length) {
        throw new IllegalStateException("skeleton");
    }

    /** Copies a field, key and value, byte for byte. */
    public MapWriter copyField(MapReader from, int field) {
        throw new IllegalStateException("skeleton");
    }

    /** The array that holds the message; borrowed until the next {@link #reset}. */
    public byte[] buffer() {
        throw new IllegalStateException("skeleton");
    }

    /** Where the message begins: the headroom. */
    public int offset() {
        throw new IllegalStateException("skeleton");
    }

    /** Length of the message in bytes, without the headroom. */
    public int length() {
        throw new IllegalStateException("skeleton");
    }

    /** A copy of the message, the caller's own. */
    public byte[] toBytes() {
        throw new IllegalStateException("skeleton");
    }
}
