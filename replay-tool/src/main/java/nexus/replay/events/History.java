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
    private final SignalAnswer answer = new SignalAnswer();
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

    /**
     * Finds when the ORDER was handed over, and what the signal's answer said: as far as the journal holds them before
     * this record.
     */
    void complete(OrderFacts facts, OrderView order, long before) {
        long signal = order.signalSequence();
        if (!isAt(signal)) {
            return;
        }
        boolean seeksOrder = true;
        try {
            while ((seeksOrder || facts.checks == null) && journal.next(record) && record.sequence() < before) {
                if (record.cause() == signal && record.kind() == RecordKind.NEXUS_OUT && answer.read(record)) {
                    facts.checks = answer.ofPlatform(order.platform());
                } else if (record.cause() == signal
                        && record.kind() == RecordKind.PLATFORM_OUT
                        && order.ref().equals(fields.of(record).text(Keys.REF))) {
                    facts.routedNanos = record.timeNanos();
                    seeksOrder = false;
                }
                // An ORDER follows its signal before anything that a later input causes; an answer may have to wait.
                seeksOrder &= record.kind() != RecordKind.RUN && !(record.kind().isOutput() && record.cause() > signal);
            }
        } catch (JournalDamageException e) {
            // Behind the damage nothing more is known of it.
            return;
        }
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
