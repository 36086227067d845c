package nexus.gateway.duty;

import java.nio.charset.StandardCharsets;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/**
 * Tells what a frame from a platform is, by its type alone. Asked only where the disk is short or durability is {@code
 * power}; otherwise the router is the first to look into a message.
 */
final class FrameTriage {
    private static final byte[] MARKET_DATA = Types.MARKET_DATA.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEARTBEAT = Types.HEARTBEAT.getBytes(StandardCharsets.US_ASCII);

    private final MapReader reader = new MapReader();

    /** Whether it is a tick. What cannot be read is none. */
    boolean isMarketData(byte[] buffer, int offset, int length) {
        return isType(MARKET_DATA, buffer, offset, length);
    }

    /** Whether it may be lost with the machine without harm: a tick or a heartbeat. */
    boolean isRoutine(byte[] buffer, int offset, int length) {
        return isType(MARKET_DATA, buffer, offset, length) || isType(HEARTBEAT, buffer, offset, length);
    }

    private boolean isType(byte[] type, byte[] buffer, int offset, int length) {
        if (reader.wrap(buffer, offset, length) != null) {
            return false;
        }
        int field = reader.find(Keys.TYPE);
        return field != MapReader.ABSENT && reader.type(field) == ValueType.STRING && reader.textEquals(field, type);
    }
}
