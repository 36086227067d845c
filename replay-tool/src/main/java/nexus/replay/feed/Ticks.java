package nexus.replay.feed;

import java.util.Locale;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Which market data is fed. */
enum Ticks {
    /** What NEXUS was sent. */
    SENT,
    /** Also what no NEXUS was there for, or what its connection did not take. */
    ALL;

    private static final String NEXUS = "nexus";

    /** Whether a NEXUS connected, spoke or was spoken to in these records; the cursor is moved. */
    static boolean isNexusIn(JournalReader journal, long from, long to) {
        JournalRecord record = new JournalRecord();
        MapReader control = new MapReader();
        if (!journal.seek(from)) {
            return false;
        }
        while (journal.nextSequence() <= to && journal.next(record)) {
            RecordKind kind = record.kind();
            boolean concernsNexus = kind == RecordKind.NEXUS_IN
                    || kind == RecordKind.NEXUS_OUT
                    || (kind == RecordKind.CONTROL && isNexusUp(control, record));
            if (concernsNexus) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNexusUp(MapReader control, JournalRecord record) {
        return control.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) == null
                && Types.PEER_UP.equals(control.textValue(control.find(Keys.TYPE)))
                && NEXUS.equals(control.textValue(control.find(Keys.ENDPOINT)));
    }

    /** Reads what the command line says. */
    static final class Converter implements ITypeConverter<Ticks> {
        @Override
        public Ticks convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "sent" -> SENT;
                case "all" -> ALL;
                default -> throw new TypeConversionException("'" + text + "' is neither sent nor all");
            };
        }
    }
}
