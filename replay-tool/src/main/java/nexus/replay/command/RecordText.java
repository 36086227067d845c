package nexus.replay.command;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalRecord;

/** One record as one line. */
public final class RecordText {
    private final MapReader reader = new MapReader();

    /** The payload's {@code type}, or an empty string if it has none that is readable. */
    public String type(JournalRecord record) {
        if (isOpaque(record) || reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) != null) {
            return "";
        }
        int field = reader.find(Keys.TYPE);
        return field == MapReader.ABSENT || reader.type(field) != ValueType.STRING ? "" : reader.textValue(field);
    }

    /** For people: sequence, time, kind, source, cause, payload as JSON. */
    public String line(JournalRecord record) {
        StringBuilder line = new StringBuilder(256);
        line.append(String.format(Locale.ROOT, "%10d ", record.sequence()))
                .append(Times.iso(record.timeNanos()))
                .append(String.format(Locale.ROOT, " %-12s", record.kind()))
                .append(" source ")
                .append(record.source());
        if (record.cause() != 0) {
            line.append(" cause ").append(record.cause());
        }
        if (record.flags() != 0) {
            line.append(' ').append(flags(record));
        }
        return line.append(' ').append(message(record)).toString();
    }

    /** For programs: a JSON object with {@code message} as JSON and {@code raw} as base64 of the bytes as journaled. */
    public String json(JournalRecord record) {
        ByteBuffer payload = ByteBuffer.wrap(record.copyPayload());
        StringBuilder json = new StringBuilder(512);
        json.append("{\"sequence\":").append(record.sequence());
        json.append(",\"time\":\"").append(Times.iso(record.timeNanos()));
        json.append("\",\"time_ns\":").append(record.timeNanos());
        json.append(",\"kind\":\"").append(record.kind());
        json.append("\",\"source\":").append(record.source());
        json.append(",\"cause\":").append(record.cause());
        json.append(",\"flags\":\"").append(flags(record));
        json.append("\",\"message\":").append(message(record));
        json.append(",\"raw\":\"")
                .append(StandardCharsets.US_ASCII.decode(Base64.getEncoder().encode(payload)));
        return json.append("\"}").toString();
    }

    /** The payload as JSON; only its length where it is no message but what the journal keeps of one. */
    public String message(JournalRecord record) {
        return isOpaque(record)
                ? "{\"$bytes\":" + record.payloadLength() + "}"
                : JsonText.of(record.payload(), record.payloadOffset(), record.payloadLength());
    }

    /** Whether the payload is no message but what the journal keeps of one that is refused. */
    private static boolean isOpaque(JournalRecord record) {
        return record.flags() != 0;
    }

    private static String flags(JournalRecord record) {
        StringBuilder flags = new StringBuilder();
        if ((record.flags() & JournalRecord.FLAG_OVERSIZE) != 0) {
            flags.append("OVERSIZE ");
        }
        if ((record.flags() & JournalRecord.FLAG_MULTIPART) != 0) {
            flags.append("MULTIPART ");
        }
        return flags.toString().trim();
    }
}
