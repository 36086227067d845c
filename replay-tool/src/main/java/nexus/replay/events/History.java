package nexus.replay.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nexus.gateway.router.OrderView;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordFields;
import nexus.replay.events.SignalFacts.Client;

/**
 * Looks things up in the part of the journal that is not being read at the moment: what is missing or damaged there is
 * unknown.
 */
final class History {
    private final JournalReader journal;
    private final JournalRecord record = new JournalRecord();
    private final RecordFields fields = new RecordFields();
    private final Map<Long, Hellos> hellosOfRuns = new HashMap<>();

    /** @param journal this object's own: nobody else may move it */
    History(JournalReader journal) {
        this.journal = journal;
    }

    /** The HELLOs of a run as far as it has been looked through. */
    private static final class Hellos {
        private final List<Hello> found = new ArrayList<>();
        private long nextSequence;

        Hellos(long firstSequence) {
            nextSequence = firstSequence;
        }
    }

    private record Hello(long sequence, int source, Client client) {}

    /** First sequence of the run that a record is in, by the run's name; 0 if it is not known. */
    long runStart(long sequence) {
        if (!journal.seek(sequence)) {
            return 0;
        }
        String name = journal.runName();
        return Long.parseLong(name.substring(0, name.indexOf('-')));
    }

    /** The RUN record of the run that a record is in; borrowed until the next call. Empty if it is not there. */
    Optional<JournalRecord> run(long sequence) {
        long start = runStart(sequence);
        return start > 0 && isAt(start) && record.kind() == RecordKind.RUN ? Optional.of(record) : Optional.empty();
    }

    SignalFacts signal(OrderView order) {
        long sequence = order.signalSequence();
        if (!isAt(sequence) || !Types.SIGNAL.equals(fields.of(record).type())) {
            return SignalFacts.UNKNOWN;
        }
        SignalFacts said = SignalFacts.of(record, fields, Client.UNKNOWN);
        int source = record.source();
        return said.with(client(source, sequence));
    }

    /** When the ORDER was handed over; null if the journal does not hold it before this record. */
    Long routedNanos(OrderView order, long before) {
        if (!isAt(order.signalSequence())) {
            return null;
        }
        try {
            while (journal.next(record) && record.sequence() < before && record.kind() != RecordKind.RUN) {
                boolean isOrder = record.kind() == RecordKind.PLATFORM_OUT && record.cause() == order.signalSequence();
                if (isOrder && order.ref().equals(fields.of(record).text(Keys.REF))) {
                    return record.timeNanos();
                }
                if (record.kind().isOutput() && record.cause() > order.signalSequence()) {
                    return null;
                }
            }
        } catch (JournalDamageException e) {
            // Behind the damage nothing more is said of it.
            return null;
        }
        return null;
    }

    /** What the NEXUS of this connection had said of itself up to this record, in that record's run. */
    Client client(int source, long sequence) {
        long start = runStart(sequence);
        if (start == 0) {
            return Client.UNKNOWN;
        }
        Hellos hellos = hellosOfRuns.computeIfAbsent(start, Hellos::new);
        look(hellos, sequence);
        Client client = Client.UNKNOWN;
        for (Hello hello : hellos.found) {
            if (hello.source == source && hello.sequence <= sequence) {
                client = hello.client;
            }
        }
        return client;
    }

    private void look(Hellos hellos, long upTo) {
        if (hellos.nextSequence > upTo || !journal.seekAtLeast(hellos.nextSequence)) {
            return;
        }
        try {
            while (journal.next(record) && record.sequence() <= upTo) {
                if (record.kind() == RecordKind.NEXUS_IN
                        && Types.HELLO.equals(fields.of(record).type())) {
                    hellos.found.add(new Hello(record.sequence(), record.source(), Client.of(fields)));
                }
                hellos.nextSequence = record.sequence() + 1;
            }
        } catch (JournalDamageException e) {
            hellos.nextSequence = e.sequence() + 1;
            look(hellos, upTo);
        }
    }

    private boolean isAt(long sequence) {
        try {
            return journal.seek(sequence) && journal.next(record) && record.sequence() == sequence;
        } catch (JournalDamageException e) {
            // As if it were not there.
            return false;
        }
    }
}
