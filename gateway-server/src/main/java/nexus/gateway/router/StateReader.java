package nexus.gateway.router;

import java.math.BigDecimal;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.ValueIn;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/** Reads what {@link StateWriter} wrote, field by field in the same order. */
final class StateReader {
    private final Wire wire;
    private final StringBuilder name = new StringBuilder();
    private boolean extended;

    StateReader(byte[] state) {
        wire = WireType.BINARY_LIGHT.apply(Bytes.wrapForRead(state));
    }

    /** Whether fields are there that the plain layout lacks. */
    boolean isExtended() {
        return extended;
    }

    void setExtended(boolean extended) {
        this.extended = extended;
    }

    long integer(String expected) {
        return next(expected).int64();
    }

    int small(String expected) {
        return Math.toIntExact(integer(expected));
    }

    boolean flag(String expected) {
        return integer(expected) != 0;
    }

    String text(String expected) {
        return next(expected).text();
    }

    BigDecimal decimal(String expected) {
        String text = text(expected);
        return text == null ? null : new BigDecimal(text);
    }

    byte[] bytes(String expected) {
        return next(expected).bytes();
    }

    private ValueIn next(String expected) {
        var value = wire.read(name);
        if (!expected.contentEquals(name)) {
            throw new IllegalArgumentException("router state: found '" + name + "', expected '" + expected + "'");
        }
        return value;
    }
}
