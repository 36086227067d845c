package nexus.adapters.sierra.dtc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import nexus.adapters.sierra.dtc.Fields.RealField;
import nexus.adapters.sierra.dtc.Fields.TextField;
import nexus.adapters.sierra.dtc.Fields.WholeField;

/**
 * One message in binary encoding, read and written by its fields.
 *
 * <pre>
 *   offset  length
 *        0       2  length of the whole message
 *        2       2  number of its type
 *        4          the fields; what lies between them is zero
 * </pre>
 *
 * Servers of other revisions send fewer fields or more: one that does not lie within the message reads as not set (0,
 * empty, null), and what follows the last is not looked at.
 */
public final class Message {
    static final int HEAD_LENGTH = 4;

    private static final VarHandle I16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int start;
    private int length;

    private Message(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
    }

    /** An empty message to be written, of the length that we know. */
    public static Message of(MessageType type) {
        return of(type, type.length());
    }

    /** The same, of the length of another revision. */
    public static Message of(MessageType type, int length) {
        Message message = new Message(new byte[length], 0, length);
        I16.set(message.bytes, 0, (short) length);
        I16.set(message.bytes, 2, (short) type.number());
        return message;
    }

    /** A message that was received: all of the array. */
    public static Message read(byte[] bytes) {
        return new Message(bytes, 0, bytes.length);
    }

    /** To be {@link #wrap wrapped} around what is received. */
    static Message view() {
        return new Message(new byte[0], 0, 0);
    }

    void wrap(byte[] buffer, int offset, int count) {
        bytes = buffer;
        start = offset;
        length = count;
    }

    /** The number in the head, also of types that are not spoken here. */
    public int typeNumber() {
        return (short) I16.get(bytes, start + 2) & 0xffff;
    }

    /** Null if it is none that is spoken here. */
    public MessageType type() {
        return MessageType.of(typeNumber());
    }

    /** In bytes, with the head. */
    public int length() {
        return length;
    }

    /** A copy of its bytes. */
    public byte[] toBytes() {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, start, copy, 0, length);
        return copy;
    }

    /** Its bytes where they are, to be read at once. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, start, length);
    }

    private boolean has(int offset, int count) {
        return offset + count <= length;
    }

    /** A whole number; 0 if the message is too short for it. */
    public long whole(WholeField field) {
        if (!has(field.offset(), field.length())) {
            return 0;
        }
        int at = start + field.offset();
        return switch (field.form()) {
            case U8 -> bytes[at] & 0xffL;
            case I8 -> bytes[at];
            case U16 -> (short) I16.get(bytes, at) & 0xffffL;
            case U32 -> (int) I32.get(bytes, at) & 0xffff_ffffL;
            case I32 -> (int) I32.get(bytes, at);
            case I64 -> (long) I64.get(bytes, at);
        };
    }

    /** The same, of a field that fits. */
    public int number(WholeField field) {
        return (int) whole(field);
    }

    public boolean flag(WholeField field) {
        return whole(field) != 0;
    }

    /** A number with a fraction; null if it is not set, infinite or not a number, or the message too short for it. */
    public BigDecimal decimal(RealField field) {
        if (!has(field.offset(), field.length())) {
            return null;
        }
        int at = start + field.offset();
        if (field.length() == Float.BYTES) {
            float value = Float.intBitsToFloat((int) I32.get(bytes, at));
            return Float.isFinite(value) && value != Float.MAX_VALUE ? plain(Float.toString(value)) : null;
        }
        double value = real(field);
        return Double.isFinite(value) && value != Double.MAX_VALUE ? plain(Double.toString(value)) : null;
    }

    private static BigDecimal plain(String text) {
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    /** A number as it stands there, for date-times with a fraction; 0 if the message is too short for it. */
    public double real(RealField field) {
        if (!has(field.offset(), field.length())) {
            return 0;
        }
        int at = start + field.offset();
        return field.length() == Float.BYTES
                ? Float.intBitsToFloat((int) I32.get(bytes, at))
                : Double.longBitsToDouble((long) I64.get(bytes, at));
    }

    /** A text up to its NUL; empty if it is not set or the message too short for it. */
    public String text(TextField field) {
        if (!has(field.offset(), field.length())) {
            return "";
        }
        int from = start + field.offset();
        int to = from;
        while (to < from + field.length() && bytes[to] != 0) {
            to++;
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    public Message put(WholeField field, long value) {
        int at = start + field.offset();
        switch (field.length()) {
            case 1 -> bytes[at] = (byte) value;
            case 2 -> I16.set(bytes, at, (short) value);
            case 4 -> I32.set(bytes, at, (int) value);
            default -> I64.set(bytes, at, value);
        }
        return this;
    }

    public Message put(RealField field, double value) {
        int at = start + field.offset();
        if (field.length() == Float.BYTES) {
            I32.set(bytes, at, Float.floatToRawIntBits((float) value));
        } else {
            I64.set(bytes, at, Double.doubleToRawLongBits(value));
        }
        return this;
    }

    /**
     * Writes a text; characters that the form lacks become question marks.
     *
     * @throws IllegalArgumentException if it does not fit, with its NUL
     */
    public Message put(TextField field, String value) {
        byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
        if (text.length >= field.length()) {
            throw new IllegalArgumentException(
                    "\"" + value + "\" is too long: want at most " + (field.length() - 1) + " characters");
        }
        System.arraycopy(text, 0, bytes, start + field.offset(), text.length);
        return this;
    }

    @Override
    public String toString() {
        MessageType type = type();
        return (type == null ? "type " + typeNumber() : type.name()) + " of " + length + " bytes";
    }
}
