package nexus.replay.events;

import java.io.IOException;
import java.util.Map;
import nexus.gateway.router.Changes;
import nexus.gateway.router.OrderView;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordFields;

/** The rows of a signal: itself, whether it was refused, and what came of it on each platform. */
final class SignalRows {
    private final RowBuilder rows;
    private final RunContext run;
    private final OrderMemory orders;
    private final SignalAnswer answer = new SignalAnswer();

    SignalRows(RowBuilder rows, RunContext run, OrderMemory orders) {
        this.rows = rows;
        this.run = run;
        this.orders = orders;
    }

    void signal(JournalRecord record, RecordFields fields, Changes changes) throws IOException {
        answer.read(changes.told());
        SignalFacts facts = SignalFacts.of(record, fields, run.client(record.source(), record.sequence()));
        Changes.Refused refused = changes.refusals().stream()
                .filter(one -> one.platform() == null)
                .findFirst()
                .orElse(null);
        begin(EventKind.SIGNAL, record, fields, facts)
                .text(EventColumns.STATUS, refused == null ? "ACCEPTED" : "REFUSED")
                .text(EventColumns.CHECKS, answer.ofSignal())
                .decimal(EventColumns.CONFIDENCE, fields.decimal(Keys.CONFIDENCE))
                .text(EventColumns.METADATA, metadata(fields.message(), fields))
                .end();
        if (refused != null) {
            begin(EventKind.SIGNAL_REFUSED, record, fields, facts)
                    .text(EventColumns.STATUS, "REFUSED")
                    .text(EventColumns.CODE, refused.code().name())
                    .text(EventColumns.REASON, refused.reason())
                    .text(EventColumns.CHECKS, answer.ofSignal())
                    .end();
        }
        for (OrderView order : changes.orders()) {
            if (order.signalSequence() == record.sequence()) {
                orders.made(order, facts, answer.ofPlatform(order.platform()));
                rows.begin(EventKind.ORDER_NEW).order(order).end();
            }
        }
        for (Map.Entry<String, Code> skipped : changes.skipped().entrySet()) {
            begin(EventKind.ORDER_REFUSED, record, fields, facts)
                    .text(EventColumns.PLATFORM, skipped.getKey())
                    .text(EventColumns.STATUS, "REFUSED")
                    .text(EventColumns.CODE, skipped.getValue().name())
                    .text(EventColumns.CHECKS, answer.ofPlatform(skipped.getKey()))
                    .end();
        }
    }

    private RowBuilder begin(EventKind kind, JournalRecord record, RecordFields fields, SignalFacts facts) {
        return rows.begin(kind)
                .signal(facts)
                .text(EventColumns.ORDER_ID, fields.id(Keys.ORDER_ID))
                .whole(EventColumns.SIGNAL_SEQ, record.sequence())
                .text(EventColumns.SYMBOL, fields.text(Keys.SYMBOL))
                .text(EventColumns.CONTRACT, fields.text(Keys.CONTRACT))
                .text(EventColumns.SIDE, fields.text(Keys.SIDE))
                .decimal(EventColumns.QUANTITY, facts.quantity());
    }

    /** The signal's {@code metadata}, if it is a map. */
    private static String metadata(MapReader message, RecordFields fields) {
        int field = fields.isReadable() ? message.find(Keys.METADATA) : MapReader.ABSENT;
        if (field == MapReader.ABSENT || message.type(field) != ValueType.MAP) {
            return null;
        }
        int start = message.valueOffset(field);
        return JsonText.of(message.buffer(), start, message.valueEnd(field) - start);
    }
}
