package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.Arrays;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/** Writes router state in canonical form: the same fields in the same order give the same bytes. */
final class StateWriter {
    private final Bytes<byte[]> bytes = Bytes.allocateElasticOnHeap(64 * 1024);
    private final Wire wire = WireType.BINARY_LIGHT.apply(bytes);

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

    /** Everything written so far. */
    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
