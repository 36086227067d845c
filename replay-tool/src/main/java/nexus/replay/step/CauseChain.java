package nexus.replay.step;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.StateView;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordText;

/** What led to a record, and what it led to. Reads the journal with a cursor of its own. */
final class CauseChain {
    /** Outputs lie close behind their input: so far is looked. */
    private static final int MAX_LOOK_AHEAD = 2_000;

    private final JournalReader journal;
    private final StateView view;
    private final JournalRecord record = new JournalRecord();
    private final RecordText text = new RecordText();
    private final RecordIds recordIds = new RecordIds();

    /**
     * Prepares.
     *
     * @param journal its cursor is moved
     * @param view of the state behind the record in question
     */
    CauseChain(JournalReader journal, StateView view) {
        this.journal = journal;
        this.view = view;
    }

    /** One line for each record that led here, the first cause first, then the record, then what it made. */
    List<String> of(long sequence) {
        Deque<String> lines = new ArrayDeque<>();
        Set<Long> seen = new LinkedHashSet<>();
        long next = sequence;
        while (next > 0 && seen.add(next) && read(next)) {
            lines.addFirst((next == sequence ? "this    " : "because ")
                    + text.line(record).strip());
            next = record.cause() > 0 ? record.cause() : signalOf();
        }
        List<String> all = new ArrayList<>(lines);
        all.addAll(consequences(sequence));
        return all;
    }

    private boolean read(long sequence) {
        return journal.seek(sequence) && journal.next(record);
    }

    /** The signal of the order that the record speaks of; 0 if there is none. */
    private long signalOf() {
        boolean speaks = record.kind() == RecordKind.PLATFORM_IN
                || record.kind() == RecordKind.CONTROL
                || record.kind() == RecordKind.OPERATOR_IN
                || record.kind() == RecordKind.NEXUS_IN;
        if (!speaks) {
            return 0;
        }
        String platform = view.platformOf(record.source()).orElse(null);
        for (String id : recordIds.of(record)) {
            Optional<OrderView> order = view.ordersOf(id).stream()
                    .filter(one -> platform == null || one.platform().equals(platform))
                    .filter(one -> one.signalSequence() < record.sequence())
                    .reduce((first, second) -> second);
            if (order.isPresent()) {
                return order.get().signalSequence();
            }
        }
        return 0;
    }

    private List<String> consequences(long sequence) {
        List<String> lines = new ArrayList<>();
        if (!read(sequence) || !record.kind().isInput()) {
            return lines;
        }
        for (int i = 0; i < MAX_LOOK_AHEAD && journal.next(record); i++) {
            if (record.cause() == sequence) {
                lines.add("made    " + text.line(record).strip());
            }
        }
        return lines;
    }
}
