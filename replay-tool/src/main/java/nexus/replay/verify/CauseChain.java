package nexus.replay.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nexus.gateway.router.StateView;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordText;

/** From a record back to what set it off: its input, the order that this is about, the signal, the last tick before. */
final class CauseChain {
    /** An order lies so close behind its signal. */
    private static final int ORDER_RECORDS = 10_000;
    /** A tick is looked for so far back. */
    private static final int TICK_RECORDS = 200_000;

    private final JournalReader journal;
    private final StateView state;
    private final RecordText text = new RecordText();
    private final JournalRecord record = new JournalRecord();
    private final MapReader message = new MapReader();
    private final MapReader data = new MapReader();
    private final List<Link> links = new ArrayList<>();

    /**
     * One step back.
     *
     * @param label what it is to the one before: {@code record}, {@code cause}, {@code order}, {@code signal}, {@code tick}
     * @param line the record, or why it cannot be shown
     */
    record Link(String label, String line) {}

    private CauseChain(JournalReader journal, StateView state) {
        this.journal = journal;
        this.state = state;
    }

    /**
     * Finds the chain. Moves the journal's cursor.
     *
     * @param state of a router that has seen the cause
     * @param cause the input behind the record; 0 if there is none
     */
    static List<Link> of(JournalReader journal, StateView state, long sequence, long cause) {
        CauseChain chain = new CauseChain(journal, state);
        chain.follow(sequence, cause);
        return chain.links;
    }

    private void follow(long sequence, long cause) {
        long about = 0;
        String ref = null;
        if (read("record", sequence)) {
            about = signal();
            ref = field(Keys.REF);
        }
        if (cause != 0 && cause != sequence && read("cause", cause)) {
            long signal = isSignal() ? cause : signal();
            about = signal != 0 ? signal : about;
            ref = field(Keys.REF) != null ? field(Keys.REF) : ref;
        }
        if (about == 0) {
            return;
        }
        order(about, Math.max(sequence, cause), sequence, ref);
        boolean isShown = about == cause || about == sequence;
        if (isShown ? seek(about) : read("signal", about)) {
            String symbol = field(Keys.SYMBOL);
            if (symbol != null) {
                tick(about, symbol);
            }
        }
    }

    private boolean read(String label, long sequence) {
        boolean found = seek(sequence);
        links.add(new Link(label, found ? text.line(record).strip() : sequence + " cannot be read"));
        return found;
    }

    private boolean seek(long sequence) {
        try {
            boolean found = sequence > 0 && journal.seek(sequence) && journal.next(record);
            return found && wrap();
        } catch (JournalDamageException e) {
            return false;
        }
    }

    /** The record's message, if it is one; else one without fields. */
    private boolean wrap() {
        message.wrap(record.payload(), record.payloadOffset(), record.payloadLength());
        return true;
    }

    private boolean isSignal() {
        return record.kind() == RecordKind.NEXUS_IN && Types.SIGNAL.equals(field(Keys.TYPE));
    }

    private long signal() {
        String orderId = field(Keys.ORDER_ID);
        String ref = field(Keys.REF);
        return orderId == null && ref == null ? 0 : state.signalBehind(orderId, ref, field(Keys.SYMBOL));
    }

    /** A field of the message as text; null if it is absent or neither text nor a number. */
    private String field(Key key) {
        return field(message, key);
    }

    private static String field(MapReader map, Key key) {
        int field = map.find(key);
        if (field == MapReader.ABSENT) {
            return null;
        }
        if (map.isNumber(field)) {
            return map.decimalValue(field).toPlainString();
        }
        return map.type(field) == ValueType.STRING ? map.textValue(field) : null;
    }

    /** The ORDER of a signal, the one of this ref if there are several and it is known. */
    private void order(long signal, long before, long shown, String ref) {
        long last = Math.min(before, signal + ORDER_RECORDS);
        long found = 0;
        for (long sequence = signal + 1; sequence <= last && seek(sequence); sequence++) {
            if (record.kind() == RecordKind.PLATFORM_OUT
                    && record.cause() == signal
                    && Types.ORDER.equals(field(Keys.TYPE))) {
                boolean isIt = ref != null && ref.equals(field(Keys.REF));
                found = found == 0 || isIt ? sequence : found;
            }
        }
        if (found != 0 && found != shown) {
            read("order", found);
        }
    }

    private void tick(long before, String symbol) {
        try {
            if (!journal.seek(before)) {
                return;
            }
            for (int i = 0; i < TICK_RECORDS && journal.previous(record); i++) {
                if (record.kind() == RecordKind.PLATFORM_IN && wrap() && isTickOf(symbol)) {
                    links.add(new Link("tick", text.line(record).strip()));
                    return;
                }
            }
            links.add(new Link(
                    "tick", String.format(Locale.ROOT, "none of %s in the %,d records before", symbol, TICK_RECORDS)));
        } catch (JournalDamageException e) {
            links.add(new Link("tick", "cannot be found: " + e.getMessage()));
        }
    }

    private boolean isTickOf(String symbol) {
        int field = message.find(Keys.DATA);
        if (!Types.MARKET_DATA.equals(field(Keys.TYPE))
                || field == MapReader.ABSENT
                || message.type(field) != ValueType.MAP) {
            return false;
        }
        data.wrapMap(message, field);
        String itsSymbol = field(data, Keys.SYMBOL);
        String platform = field(Keys.PLATFORM);
        return itsSymbol != null && symbol.equals(state.universalSymbol(platform == null ? "" : platform, itsSymbol));
    }
}
