package nexus.replay.diff;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nexus.gateway.router.Changes;
import nexus.gateway.router.ControlRecords;
import nexus.gateway.router.OrderView;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordFields;

/**
 * Makes the other router's input of a recorded one, which the recorded router has taken already.
 *
 * <ul>
 *   <li>CONFIG holds the other configuration, each time.
 *   <li>What a platform or an operator says of an order goes to the order that the same signal made on that platform:
 *       under its {@code ref}, {@code order_id} and symbol. If that has another quantity, executions are scaled: see
 *       {@link OrderPair#share}; commission in proportion to them.
 *   <li>If there is no such order, it is withheld; so is an execution that came again, which counts nowhere, and one of
 *       which nothing is left by the lot step. From a platform something meaningless comes in its place, for it was
 *       heard from.
 *   <li>References to sequences and refs in the gateway's own records are translated. Refs of orders that are not there
 *       are left out.
 *   <li>All else is the same.
 * </ul>
 */
final class Translation {
    /** Heard, refused as unknown, and without any effect. */
    private static final String WITHHELD = "WITHHELD";

    private final String configuration;
    private final Scale scale;
    private final OrderPairs pairs;
    private final RecordFields fields = new RecordFields();
    private final MapWriter writer = new MapWriter(1_024);
    private final ControlRecords controls = new ControlRecords();
    private final JournalRecord result = new JournalRecord();
    private long withheld;

    /** @param configuration the other one, in normal form */
    Translation(String configuration, Scale scale, OrderPairs pairs) {
        this.configuration = configuration;
        this.scale = scale;
        this.pairs = pairs;
    }

    /**
     * The other router's input, or null if it gets none. Borrowed until the next call.
     *
     * @param changes what the recorded router did
     */
    JournalRecord of(JournalRecord record, Changes changes) {
        return switch (record.kind()) {
            case CONFIG -> configuration(record, scale.sequence(record.sequence()));
            case PLATFORM_IN, OPERATOR_IN ->
                changes.named().map(order -> ofOrder(record, changes, order)).orElseGet(() -> same(record));
            case NEXUS_IN -> ofNexus(record);
            case CONTROL -> ofControl(record);
            default -> same(record);
        };
    }

    /** A CONFIG record with the other configuration, under this sequence. */
    JournalRecord configuration(JournalRecord at, long sequence) {
        MapWriter config = controls.config(configuration, "");
        return result.set(
                sequence,
                at.timeNanos(),
                RecordKind.CONFIG,
                0,
                0,
                0,
                config.buffer(),
                config.offset(),
                config.length());
    }

    private JournalRecord same(JournalRecord record) {
        return with(record, record.payload(), record.payloadOffset(), record.payloadLength(), record.flags());
    }

    private JournalRecord written(JournalRecord record) {
        return with(record, writer.buffer(), writer.offset(), writer.length(), 0);
    }

    private JournalRecord with(JournalRecord record, byte[] payload, int offset, int length, int flags) {
        return result.set(
                scale.sequence(record.sequence()),
                record.timeNanos(),
                record.kind(),
                flags,
                record.source(),
                0,
                payload,
                offset,
                length);
    }

    private JournalRecord withhold(JournalRecord record) {
        withheld++;
        if (record.kind() != RecordKind.PLATFORM_IN) {
            return null;
        }
        writer.reset().beginMap().put(Keys.TYPE, WITHHELD).endMap();
        return written(record);
    }

    /** How many inputs were withheld. */
    long withheld() {
        return withheld;
    }

    private JournalRecord ofOrder(JournalRecord record, Changes changes, OrderView named) {
        OrderPair pair = pairs.ofThen(named.ref());
        if (pair == null) {
            // From before the beginning both know it as it is; a forgotten one may be another's namesake by now.
            return scale.isBefore(named.signalSequence()) || pairs.areAlike() ? same(record) : withhold(record);
        }
        fields.of(record);
        boolean isFill = Types.ORDER_FILL.equals(fields.type());
        if (!pair.isBoth() || (isFill && changes.execution().isEmpty())) {
            return withhold(record);
        }
        if (pair.isSameToPlatform()) {
            return same(record);
        }
        BigDecimal executed = isFill ? fields.decimal(Keys.FILLED_QTY) : null;
        BigDecimal share = executed == null ? null : pair.share(executed);
        if (share != null && share.signum() <= 0) {
            return withhold(record);
        }
        write(pair, executed, share);
        return written(record);
    }

    private void write(OrderPair pair, BigDecimal executed, BigDecimal share) {
        MapReader message = fields.message();
        writer.reset().beginMap();
        for (int field = 0; field < message.size(); field++) {
            if (message.keyIs(field, Keys.ORDER_ID)) {
                putId(Keys.ORDER_ID, message, field, pair);
            } else if (message.keyIs(field, Keys.REF)) {
                putId(Keys.REF, message, field, pair);
            } else if (message.keyIs(field, Keys.SYMBOL)
                    && pair.then().platformSymbol().equals(fields.text(Keys.SYMBOL))) {
                writer.put(Keys.SYMBOL, pair.now().platformSymbol());
            } else if (message.keyIs(field, Keys.FILLED_QTY) && share != null) {
                writer.put(Keys.FILLED_QTY, share);
            } else if (message.keyIs(field, Keys.COMMISSION) && share != null && message.isNumber(field)) {
                writer.put(
                        Keys.COMMISSION,
                        message.decimalValue(field).multiply(share).divide(executed, MathContext.DECIMAL64));
            } else if (message.keyIs(field, Keys.CUM_QTY) && message.isNumber(field)) {
                writer.put(Keys.CUM_QTY, pair.scaled(message.decimalValue(field)));
            } else if (message.keyIs(field, Keys.FILLED) && message.type(field) == ValueType.ARRAY) {
                putResolved(message.decimalValues(field), pair);
            } else {
                writer.copyField(message, field);
            }
        }
        writer.endMap();
    }

    /** An id keeps its meaning: the ref for the ref, else what the ORDER said in {@code order_id}. */
    private void putId(Key key, MapReader message, int field, OrderPair pair) {
        boolean isText = message.type(field) == ValueType.STRING;
        String id = isText ? message.textValue(field) : "";
        if (id.equals(pair.then().ref())) {
            writer.put(key, pair.now().ref());
        } else if (id.equals(pair.then().wireId())
                || (!isText && !pair.now().wireId().equals(pair.then().wireId()))) {
            writer.put(key, pair.now().wireId());
        } else {
            writer.copyField(message, field);
        }
    }

    /** What an operator found: quantity in platform units, price. */
    private void putResolved(List<BigDecimal> filled, OrderPair pair) {
        writer.beginArray(Keys.FILLED, filled.size());
        for (int i = 0; i < filled.size(); i++) {
            writer.add(i == 0 ? pair.scaled(filled.get(0)) : filled.get(i));
        }
    }

    private JournalRecord ofNexus(JournalRecord record) {
        fields.of(record);
        BigDecimal from = Types.HELLO.equals(fields.type()) ? fields.decimal(Keys.RESUME_FROM) : null;
        if (from == null || from.signum() < 0 || from.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return same(record);
        }
        copyBut(Keys.RESUME_FROM);
        writer.put(Keys.RESUME_FROM, scale.seq(from.longValue())).endMap();
        return written(record);
    }

    private JournalRecord ofControl(JournalRecord record) {
        return switch (fields.of(record).type()) {
            case Types.NEXUS_REFUSED -> {
                copyBut(Keys.FROM_SEQ);
                writer.put(Keys.FROM_SEQ, scale.seq(fields.integer(Keys.FROM_SEQ)))
                        .endMap();
                yield written(record);
            }
            case Types.SEND_REFUSED -> sendRefused(record);
            case Types.RECOVERY -> {
                copyBut(Keys.ABANDONED, Keys.UNCANCELED, Keys.NEXUS_FROM_SEQ);
                putRefs(Keys.ABANDONED);
                putRefs(Keys.UNCANCELED);
                writer.put(Keys.NEXUS_FROM_SEQ, scale.seq(fields.integer(Keys.NEXUS_FROM_SEQ)))
                        .endMap();
                yield written(record);
            }
            default -> same(record);
        };
    }

    private JournalRecord sendRefused(JournalRecord record) {
        Optional<String> ref = ref(fields.text(Keys.REF));
        if (ref.isEmpty()) {
            return withhold(record);
        }
        copyBut(Keys.REF);
        writer.put(Keys.REF, ref.get()).endMap();
        return written(record);
    }

    private void putRefs(Key key) {
        List<String> refs = new ArrayList<>();
        fields.message()
                .textValues(fields.message().find(key))
                .forEach(then -> ref(then).ifPresent(refs::add));
        writer.beginArray(key, refs.size());
        refs.forEach(writer::add);
    }

    /** The other order's ref; empty if there is none. */
    private Optional<String> ref(String then) {
        OrderPair pair = pairs.ofThen(then);
        if (pair == null) {
            return Optional.ofNullable(then);
        }
        return Optional.ofNullable(pair.now()).map(OrderView::ref);
    }

    /** Begins a message with all fields of the one at hand but these. */
    private void copyBut(Key... keys) {
        MapReader message = fields.message();
        writer.reset().beginMap();
        for (int field = 0; field < message.size(); field++) {
            boolean isLeftOut = false;
            for (Key key : keys) {
                isLeftOut |= message.keyIs(field, key);
            }
            if (!isLeftOut) {
                writer.copyField(message, field);
            }
        }
    }
}
