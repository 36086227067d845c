package nexus.replay.step;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordText;

/** What can be searched for. */
final class Goals {
    private static final Set<String> TYPES = Set.of(
            Types.REGISTER,
            Types.MARKET_DATA,
            Types.ORDER_FILL,
            Types.ORDER_ACK,
            Types.ORDER_REJECT,
            Types.ORDER_CANCELED,
            Types.ORDER_STATUS,
            Types.POSITION,
            Types.HEARTBEAT,
            Types.ORDER,
            Types.ORDER_CANCEL,
            Types.ORDER_STATUS_REQUEST,
            Types.REGISTERED,
            Types.SUPERSEDED,
            Types.ERROR,
            Types.SIGNAL,
            Types.CANCEL,
            Types.HELLO,
            Types.SIGNAL_ACK,
            Types.REJECT,
            Types.PLATFORM_STATUS,
            Types.RESUMED,
            Types.STATUS,
            Types.ORDERS,
            Types.POSITIONS,
            Types.HALT,
            Types.RESUME_TRADING,
            Types.RELOAD,
            Types.RESOLVE,
            Types.STOP,
            Types.ANSWER,
            Types.CLOCK,
            Types.CLOCK_STEP,
            Types.PEER_UP,
            Types.PEER_DOWN,
            Types.NEXUS_SETTLED,
            Types.NEXUS_REFUSED,
            Types.NEXUS_WRITABLE,
            Types.SEND_REFUSED,
            Types.CONTINUE,
            Types.RECOVERY,
            Types.SYSTEM_HALT);

    private final MapReader reader = new MapReader();
    private final RecordText text = new RecordText();

    /** An input that makes an ORDER. */
    Machine.Goal order() {
        return (record, ear, diverges) -> ear.madeOrder();
    }

    /** Something that is refused: by the router, by a platform, by a socket. */
    Machine.Goal reject() {
        byte[] type = ascii(Types.ORDER_REJECT);
        return (record, ear, diverges) ->
                ear.refused() || (record.kind() == RecordKind.PLATFORM_IN && hasType(record, type));
    }

    /** An execution, or an operator's word for one. */
    Machine.Goal fill() {
        byte[] type = ascii(Types.ORDER_FILL);
        return (record, ear, diverges) -> record.kind() == RecordKind.PLATFORM_IN && hasType(record, type);
    }

    /** Where the recorded outputs and those that the router makes now differ. */
    Machine.Goal divergence() {
        return (record, ear, diverges) -> diverges;
    }

    /** A kind of record, a type of message, or else any text in a message; a number also where it is no text there. */
    Machine.Goal find(String what) {
        for (RecordKind kind : RecordKind.values()) {
            if (kind.name().equals(what)) {
                return (record, ear, diverges) -> record.kind() == kind;
            }
        }
        if (TYPES.contains(what)) {
            byte[] type = ascii(what);
            return (record, ear, diverges) -> hasType(record, type);
        }
        if (what.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return (record, ear, diverges) -> text.message(record).contains(what);
        }
        byte[] bytes = what.getBytes(StandardCharsets.UTF_8);
        return (record, ear, diverges) -> holds(record, bytes);
    }

    private boolean hasType(JournalRecord record, byte[] type) {
        if (record.flags() != 0
                || reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) != null) {
            return false;
        }
        int field = reader.find(Keys.TYPE);
        return field != MapReader.ABSENT && reader.textEquals(field, type);
    }

    private static boolean holds(JournalRecord record, byte[] text) {
        int end = record.payloadOffset() + record.payloadLength() - text.length;
        for (int at = record.payloadOffset(); at <= end; at++) {
            if (record.payload()[at] == text[0]
                    && Arrays.equals(record.payload(), at, at + text.length, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
