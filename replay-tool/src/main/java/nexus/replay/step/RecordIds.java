package nexus.replay.step;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalRecord;

/** The ids of orders that a record names. */
final class RecordIds {
    private static final List<Key> KEYS = List.of(Keys.REF, Keys.ORDER_ID);

    private final MapReader reader = new MapReader();

    /** As texts, {@code ref} first; a whole number as its digits. The caller's own. */
    Set<String> of(JournalRecord record) {
        Set<String> ids = new LinkedHashSet<>();
        boolean isMap = record.flags() == 0
                && reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) == null;
        for (Key key : KEYS) {
            int field = isMap ? reader.find(key) : MapReader.ABSENT;
            if (field != MapReader.ABSENT && reader.isNumber(field)) {
                ids.add(reader.decimalValue(field).stripTrailingZeros().toPlainString());
            } else if (field != MapReader.ABSENT && reader.type(field) == ValueType.STRING) {
                ids.add(reader.textValue(field));
            }
        }
        return ids;
    }
}
