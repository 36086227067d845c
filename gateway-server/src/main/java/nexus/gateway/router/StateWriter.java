package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.Arrays;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/**
 * Writes router state in canonical form: the same fields in the same order give the same bytes. Ends with {@link
 * #toBytes}.
 */
final class StateWriter {
    /** Off the heap: growing takes three times the state, which is some 60 MB where 100,000 orders are remembered. */
    private final Bytes<Void> bytes = Bytes.allocateElasticDirect(64 * 1024);

    private final Wire wire = WireType.BINARY_LIGHT.apply(bytes);

    private final boolean extended;

    /** @param extended whether orders and positions are written with what the plain layout lacks */
    StateWriter(boolean extended) {
        this.extended = extended;
    }

    /** Whether fields follow that the plain layout lacks. */
    boolean isExtended() {
        return extended;
    }

    StateWriter put(String name, long value) {
        wire.write(name).int64(value);
        return this;
    }

    StateWriter put(String name, boolean value) {
        wire.write(name).int64(value ? 1 : 0);
        return this;
    }

    /** A text; null is kept. */
    StateWriter put(String name, String value) {
        wire.write(name).text(value);
        return this;
    }

    /** A decimal; null is kept. */
    StateWriter put(String name, BigDecimal value) {
        return put(name, value == null ? null : value.toString());
    }

    StateWriter put(String name, byte[] value, int offset, int length) {
        wire.write(name).bytes(Arrays.copyOfRange(value, offset, offset + length));
        return this;
    }

    /** Everything written. To be called once, at the end: it gives the memory back. */
    byte[] toBytes() {
        try {
            return bytes.toByteArray();
        } finally {
            bytes.releaseLast();
        }
    }
}
