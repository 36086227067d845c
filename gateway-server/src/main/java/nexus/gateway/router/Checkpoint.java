package nexus.gateway.router;

import java.util.Optional;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;

/**
 * What a CHECKPOINT record says of all outputs so far.
 *
 * @param lastInput sequence of the last input that was routed
 * @param crc the rolling CRC-32C of {@link OutputDigest}
 * @param count how many outputs there were
 * @param bytes length of all messages together
 */
public record Checkpoint(long lastInput, int crc, long count, long bytes) {
    /** What a router would write now. */
    public static Checkpoint of(Router router) {
        OutputDigest digest = router.digest();
        return new Checkpoint(router.lastInput(), digest.crc(), digest.count(), digest.bytes());
    }

    /** Reads a record; empty if it is no checkpoint, or none that can be read. */
    public static Optional<Checkpoint> read(JournalRecord record) {
        MapReader reader = new MapReader();
        if (record.kind() != RecordKind.CHECKPOINT
                || reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) != null) {
            return Optional.empty();
        }
        return Optional.of(new Checkpoint(
                reader.longValue(reader.find(Keys.LAST_SEQUENCE)),
                (int) reader.longValue(reader.find(Keys.CRC)),
                reader.longValue(reader.find(Keys.COUNT)),
                reader.longValue(reader.find(Keys.BYTES))));
    }

    @Override
    public String toString() {
        return "last input " + lastInput + ", " + count + " outputs, " + bytes + " bytes, crc "
                + Integer.toHexString(crc);
    }
}
