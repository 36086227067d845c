package nexus.adapters.sierra.dtc;

/** Where a value stands in a message, and in which form. All are little-endian; offsets count the 4 bytes of the head. */
public final class Fields {
    private Fields() {}

    /** The forms of whole numbers. */
    enum Whole {
        U8(1),
        I8(1),
        U16(2),
        U32(4),
        I32(4),
        I64(8);

        private final int length;

        Whole(int length) {
            this.length = length;
        }
    }

    /** A whole number. */
    public record WholeField(int offset, Whole form) {
        int length() {
            return form.length;
        }
    }

    /**
     * A price or a quantity, of 4 or 8 bytes; the greatest that the form can hold means "not set".
     *
     * @param length in bytes
     */
    public record RealField(int offset, int length) {}

    /**
     * A text of 8-bit characters, with at least one NUL behind it.
     *
     * @param length in bytes, with the NUL
     */
    public record TextField(int offset, int length) {}

    static WholeField u8(int offset) {
        return new WholeField(offset, Whole.U8);
    }

    static WholeField i8(int offset) {
        return new WholeField(offset, Whole.I8);
    }

    static WholeField u16(int offset) {
        return new WholeField(offset, Whole.U16);
    }

    static WholeField u32(int offset) {
        return new WholeField(offset, Whole.U32);
    }

    static WholeField i32(int offset) {
        return new WholeField(offset, Whole.I32);
    }

    static WholeField i64(int offset) {
        return new WholeField(offset, Whole.I64);
    }

    static RealField f32(int offset) {
        return new RealField(offset, 4);
    }

    static RealField f64(int offset) {
        return new RealField(offset, 8);
    }

    static TextField text(int offset, int length) {
        return new TextField(offset, length);
    }
}
