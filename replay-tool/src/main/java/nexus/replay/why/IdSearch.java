package nexus.replay.why;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.Interruption;
import nexus.replay.command.Progress;

/**
 * Finds all records that have to do with an id: those that name it, those that name an order which came of its signals,
 * and what the router made of them. Reads every record, several times if what it finds names further ids; keeps only
 * those.
 */
final class IdSearch {
    /** More records than this of one id are not kept. */
    static final int MAX_FOUND = 20_000;

    private static final byte[] TICK = "\u00a4type\u00abMARKET_DATA".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] MARKET_DATA = ascii(Types.MARKET_DATA);
    private static final byte[] ORDER = ascii(Types.ORDER);
    private static final List<Key> ID_KEYS = List.of(Keys.ORDER_ID, Keys.REF);

    private final JournalReader journal;
    private final long first;
    private final long last;
    private final Progress progress;
    private final Interruption interruption;
    private final MapReader reader = new MapReader();
    private final Ids ids = new Ids();
    private final Ids wanted = new Ids();
    private final List<KeptRecord> found = new ArrayList<>();
    /** Inputs all of whose outputs belong to them. */
    private final Set<Long> questions = new LinkedHashSet<>();

    private final Set<Long> unseenSignals = new LinkedHashSet<>();
    private List<String> unreadable = List.of();
    private boolean isIncomplete;

    /**
     * Over the records from first to last.
     *
     * @param first the journal's first, or behind it
     */
    IdSearch(JournalReader journal, long first, long last, Progress progress, Interruption interruption) {
        this.journal = journal;
        this.first = first;
        this.last = last;
        this.progress = progress;
        this.interruption = interruption;
    }

    /** Looks for an {@code order_id} or {@code ref}; if there is none such, for a platform's own order id. */
    void run(String id) {
        ids.add(id);
        wanted.add(id);
        scanUntilClosed();
        if (found.isEmpty() && addOrdersOfPlatformId(id)) {
            scanUntilClosed();
        }
    }

    private void scanUntilClosed() {
        do {
            scan();
        } while (learn() && !interruption.hasCome());
    }

    private void scan() {
        found.clear();
        questions.clear();
        unseenSignals.clear();
        isIncomplete = false;
        JournalRecord record = new JournalRecord();
        SoundRecords records = new SoundRecords(journal, first, last);
        while (records.next(record) && !interruption.hasCome()) {
            progress.at(record.sequence());
            if (concerns(record)) {
                if (found.size() >= MAX_FOUND) {
                    isIncomplete = true;
                    break;
                }
                keep(record);
            }
        }
        unreadable = records.unreadable();
    }

    private boolean concerns(JournalRecord record) {
        RecordKind kind = record.kind();
        if (kind.isOutput() && !questions.isEmpty() && questions.contains(record.cause())) {
            return true;
        }
        boolean mayName = (kind == RecordKind.PLATFORM_IN && !isTick(record))
                || kind == RecordKind.NEXUS_IN
                || kind == RecordKind.OPERATOR_IN
                || kind == RecordKind.CONTROL
                || kind.isOutput();
        if (!mayName) {
            return false;
        }
        boolean isMap = record.flags() == 0
                && reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) == null;
        if (!isMap) {
            return kind == RecordKind.NEXUS_IN
                    && ids.standIn(record.payload(), record.payloadOffset(), record.payloadLength());
        }
        return kind == RecordKind.CONTROL
                ? controlConcerns()
                : !isType(MARKET_DATA) && (ids.areIn(reader, Keys.ORDER_ID) || ids.areIn(reader, Keys.REF));
    }

    /** Most records: told by their beginning, without a look at the rest. */
    private static boolean isTick(JournalRecord record) {
        int behindHead = record.payloadOffset() + 1;
        return record.payloadLength() > TICK.length
                && Arrays.equals(record.payload(), behindHead, behindHead + TICK.length, TICK, 0, TICK.length);
    }

    private boolean controlConcerns() {
        if (isType(Types.RECOVERY_UTF8)) {
            return isListed(Keys.ABANDONED) || isListed(Keys.UNCANCELED);
        }
        return ids.areIn(reader, Keys.REF);
    }

    private boolean isListed(Key key) {
        int field = reader.find(key);
        return field != MapReader.ABSENT && reader.textValues(field).stream().anyMatch(ids::contains);
    }

    private boolean isType(byte[] type) {
        int field = reader.find(Keys.TYPE);
        return field != MapReader.ABSENT && reader.textEquals(field, type);
    }

    private void keep(JournalRecord record) {
        KeptRecord kept = KeptRecord.of(record);
        found.add(kept);
        if (Stories.isSignal(kept) || record.kind() == RecordKind.OPERATOR_IN) {
            questions.add(record.sequence());
        } else if (record.kind() == RecordKind.PLATFORM_OUT
                && reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) == null
                && isType(ORDER)) {
            // Made by this very record: nothing before can name it.
            ids.add(kept.message().text(Keys.REF));
            if (!questions.contains(record.cause())) {
                unseenSignals.add(record.cause());
            }
        }
    }

    /** Returns whether there are new ids that records before may name. */
    private boolean learn() {
        boolean isNew = false;
        JournalRecord record = new JournalRecord();
        for (long sequence : unseenSignals) {
            if (journal.seek(sequence) && journal.next(record)) {
                isNew |= ids.add(KeptRecord.of(record).message().text(Keys.ORDER_ID));
            }
        }
        for (KeptRecord each : List.copyOf(found)) {
            if (each.kind() == RecordKind.PLATFORM_IN || each.kind() == RecordKind.PLATFORM_OUT) {
                for (Key key : ID_KEYS) {
                    isNew |= ids.add(each.message().text(key));
                }
            }
        }
        return isNew;
    }

    private boolean addOrdersOfPlatformId(String id) {
        Ids there = new Ids();
        there.add(id);
        boolean isNew = false;
        JournalRecord record = new JournalRecord();
        SoundRecords records = new SoundRecords(journal, first, last);
        while (records.next(record) && !interruption.hasCome()) {
            progress.at(record.sequence());
            boolean names = record.kind() == RecordKind.PLATFORM_IN
                    && !isTick(record)
                    && reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) == null
                    && there.areIn(reader, Keys.PLATFORM_ORDER_ID);
            if (names) {
                Message message = KeptRecord.of(record).message();
                String key = message.has(Keys.REF) ? message.text(Keys.REF) : message.text(Keys.ORDER_ID);
                wanted.add(key);
                isNew |= ids.add(key);
            }
        }
        return isNew;
    }

    /** What was found, in the journal's order. */
    List<KeptRecord> found() {
        return found;
    }

    /** Whether a signal or order with this {@code order_id} or {@code ref} is what was asked for. */
    boolean isWanted(String id) {
        return wanted.contains(id);
    }

    /** What could not be read, in words. */
    List<String> unreadable() {
        return unreadable;
    }

    /** Whether there was too much to be kept. */
    boolean isIncomplete() {
        return isIncomplete;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
