package nexus.replay.events;

import java.io.IOException;
import java.math.BigDecimal;
import nexus.gateway.router.Changes;
import nexus.gateway.router.CountedExecution;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.replay.command.RecordFields;

/** The row of a position that an operator has set: all that is held, and what it was before. */
final class CorrectedPosition {
    private CorrectedPosition() {}

    static void put(RowBuilder row, RecordFields command, Changes changes) throws IOException {
        CountedExecution moved = changes.execution().orElseThrow();
        row.execution(moved);
        // Nothing was traded.
        row.decimal(EventColumns.LAST_QUANTITY, null).decimal(EventColumns.LAST_PRICE, null);
        row.decimal(EventColumns.AVG_PRICE, moved.price());
        row.decimal(EventColumns.QUANTITY, command.decimal(Keys.QUANTITY));
        row.decimal(EventColumns.PREVIOUS_QUANTITY, previous(changes));
        row.text(EventColumns.PLATFORM_SYMBOL, null);
        row.text(EventColumns.WHO, command.text(Keys.WHO)).text(EventColumns.REASON, command.text(Keys.REASON));
        row.end();
    }

    private static BigDecimal previous(Changes changes) {
        MapReader message = new MapReader();
        for (Changes.Told told : changes.told()) {
            message.wrapMade(told.buffer(), told.offset());
            int type = message.find(Keys.TYPE);
            int previous = message.find(Keys.PREVIOUS);
            if (previous != MapReader.ABSENT && Types.POSITION.equals(message.textValue(type))) {
                return message.decimalValue(previous);
            }
        }
        return null;
    }
}
