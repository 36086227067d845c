package nexus.replay.feed;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import nexus.gateway.router.Divergence;
import nexus.gateway.router.Router;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.NoJournalException;
import nexus.replay.playback.Playback;

/**
 * What NEXUS was sent for the inputs of a range, in order: market data as the router makes it again, and everything else
 * when the journal has shown that the router makes it as it did.
 */
final class SentMessages {
    private final WithheldMessages withheld;
    private final Playback playback;
    private final Range range;
    private final JournalRecord record = new JournalRecord();
    private final MapReader control = new MapReader();
    private final MapWriter dropped = new MapWriter(256);
    private boolean withDropped;
    private long position;
    private long unsentTicks;
    private boolean ended;
    private boolean diverged;
    private String brokenInvariant;
    private JournalDamageException damage;

    /**
     * Which inputs.
     *
     * @param from sequence of the first
     * @param to of the last
     * @param end of the journal's last record that may be looked at; at least {@code to}
     */
    record Range(long from, long to, long end) {}

    private SentMessages(WithheldMessages withheld, Playback playback, Range range) {
        this.withheld = withheld;
        this.playback = playback;
        this.range = range;
        this.position = playback.start();
    }

    /**
     * Stands before the range.
     *
     * @param problems told of snapshots that cannot be used
     * @throws NoJournalException if there is no snapshot and the journal's first runs are missing
     */
    static SentMessages open(Path dataFolder, JournalReader journal, Range range, Consumer<String> problems)
            throws NoJournalException {
        WithheldMessages withheld = new WithheldMessages();
        Playback playback = Playback.before(dataFolder, journal, range.from(), withheld, problems);
        SentMessages messages = new SentMessages(withheld, playback, range);
        messages.skip();
        return messages;
    }

    private void skip() {
        while (position < range.from() - 1 && advance()) {
            while (withheld.next() != null) {
                withheld.skip();
            }
        }
        if (damage != null) {
            throw damage;
        }
    }

    /** Gives ticks too that were not sent, from here on. */
    void includeDropped() {
        withDropped = true;
    }

    /**
     * Moves on to the next message.
     *
     * @param spare is used in the stead of what is returned, unless that is null
     * @return the caller's own; null at the end of the range, or before that: see {@link #isDiverged} and
     *     {@link #damage}
     */
    FedMessage next(FedMessage spare) {
        while (true) {
            FedMessage message = withheld.next();
            if (message == null) {
                if (!advance()) {
                    return null;
                }
            } else if (message.input() < range.from()) {
                withheld.skip();
            } else if (message.input() <= range.to()) {
                return withheld.take(spare);
            } else {
                end();
                withheld.skip();
            }
        }
    }

    /** Takes the next record. False if there is none, or none that is wanted. */
    private boolean advance() {
        if (ended) {
            return false;
        }
        try {
            boolean complete = position >= range.to() && withheld.isEmpty();
            if (complete || position >= range.end() || !playback.next(record)) {
                end();
                return true;
            }
        } catch (JournalDamageException e) {
            damage = e;
            end();
            return true;
        } catch (IllegalStateException e) {
            brokenInvariant = e.getMessage();
            diverge();
            return false;
        }
        position = record.sequence();
        if (playback.replay().firstDivergence().isPresent()) {
            diverge();
            return false;
        }
        observe();
        return true;
    }

    private void end() {
        ended = true;
        withheld.end();
    }

    private void diverge() {
        diverged = true;
        ended = true;
        withheld.clear();
    }

    private void observe() {
        RecordKind kind = record.kind();
        if (kind == RecordKind.PLATFORM_IN) {
            observeTick();
        } else if (kind == RecordKind.NEXUS_OUT) {
            withheld.eventJournaled();
        }
        if (kind.isInput()) {
            withheld.inputTaken(record);
        }
        if (kind == RecordKind.CONTROL) {
            observeControl();
        }
    }

    private void observeTick() {
        Router router = playback.router();
        if (!router.hasDroppedTick()) {
            return;
        }
        if (withDropped) {
            withheld.addDropped(router.renderDroppedTick(dropped), dropped);
        } else {
            countUnsent(1);
        }
    }

    private void countUnsent(long ticks) {
        if (position >= range.from() && position <= range.to()) {
            unsentTicks += ticks;
        }
    }

    private void observeControl() {
        if (control.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) != null) {
            return;
        }
        int type = control.find(Keys.TYPE);
        if (control.textEquals(type, Types.RECOVERY_UTF8)) {
            withheld.gatewayDied();
        } else if (control.textEquals(type, Types.NEXUS_REFUSED_UTF8)) {
            long ticks = control.longValue(control.find(Keys.TICKS));
            withheld.refused(control.longValue(control.find(Keys.FROM_SEQ)), withDropped ? 0 : ticks);
            countUnsent(withDropped ? 0 : ticks);
        }
    }

    /** Whether a NEXUS is connected where this stands. */
    boolean isNexusConnected() {
        return playback.router().isNexusConnected();
    }

    /** Sequence of the last record that was looked at: up to a turn behind the message at hand. */
    long position() {
        return position;
    }

    /** How many good ticks of the range were left out because NEXUS was not sent them. */
    long unsentTicks() {
        return unsentTicks;
    }

    /** Whether the router no longer does what it did: nothing is given from there on. */
    boolean isDiverged() {
        return diverged;
    }

    /** Where the router first gave something else than was recorded; empty if it refused to go on. */
    Optional<Divergence> divergence() {
        return playback.replay().firstDivergence();
    }

    /** Why the router refused to go on behind {@link #position}, or null. */
    String brokenInvariant() {
        return brokenInvariant;
    }

    /** What ended the journal before the range, or null. */
    JournalDamageException damage() {
        return damage;
    }
}
