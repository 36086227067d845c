package nexus.gateway.router;

import java.util.List;
import nexus.journal.codec.MapReader;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Code;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;

/** Takes what the gateway itself observed. These records are its own: one that cannot be read is a broken invariant. */
final class ControlInputs {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final RouterState state;
    private final NexusFeed feed;
    private final Connections connections;
    private final NexusSessions nexusSessions;
    private final SignalRouting signals;
    private final Agenda agenda;
    private final SecurityInputs security;
    private final Rollover rollover;
    private final KillSwitch killSwitch;
    private final MapReader message = new MapReader();

    ControlInputs(
            RouterState state,
            NexusFeed feed,
            Connections connections,
            NexusSessions nexusSessions,
            SignalRouting signals,
            Agenda agenda,
            SecurityInputs security,
            Rollover rollover,
            KillSwitch killSwitch) {
        this.state = state;
        this.feed = feed;
        this.connections = connections;
        this.nexusSessions = nexusSessions;
        this.signals = signals;
        this.agenda = agenda;
        this.security = security;
        this.rollover = rollover;
        this.killSwitch = killSwitch;
    }

    void take(JournalRecord record) {
        String problem = message.wrap(record.payload(), record.payloadOffset(), record.payloadLength());
        Fields fields = new Fields(message);
        String type = problem == null ? fields.requiredText(Keys.TYPE) : null;
        if (type == null) {
            throw new IllegalStateException("record " + record.sequence() + ", the gateway's own, is unreadable: "
                    + (problem == null ? "no type" : problem));
        }
        if (record.kind() == RecordKind.RUN) {
            state.journalId = state.journalId.isEmpty() ? fields.requiredText(Keys.JOURNAL_ID) : state.journalId;
            return;
        }
        if (record.kind() == RecordKind.CONFIG) {
            configure(record.sequence(), fields.requiredText(Keys.CONFIGURATION));
            state.emitter.info(
                    "configuration in force: " + state.config().platforms().size() + " platforms, "
                            + state.config().mappings().size() + " symbol mappings");
            return;
        }
        switch (type) {
            case Types.CLOCK -> clock(fields);
            case Types.CLOCK_STEP ->
                state.alerts.raise(
                        AlertCode.CLOCK_STEP,
                        AlertConditions.GATEWAY,
                        "CLOCK_STEP: the wall clock moved by " + integer(Keys.OFFSET_NS) / NANOS_PER_MILLI
                                + " ms; the gateway's time follows slowly");
            case Types.PEER_UP -> peerUp(fields);
            case Types.PEER_DOWN -> peerDown(fields);
            case Types.TURNED_AWAY -> security.turnedAway(fields, (int) integer(Keys.SOURCE), integer(Keys.COUNT));
            case Types.NEXUS_SETTLED -> {
                NexusPeer peer = state.nexus.peer((int) integer(Keys.SOURCE));
                if (peer != null) {
                    nexusSessions.settled(peer);
                }
            }
            case Types.NEXUS_REFUSED -> {
                state.nexus.refused(integer(Keys.FROM_SEQ), integer(Keys.TICKS));
                state.emitter.warn("NEXUS takes nothing more for now: its order events wait, its ticks are dropped");
            }
            case Types.NEXUS_WRITABLE -> {
                state.nexus.writable();
                state.emitter.info("NEXUS takes messages again");
            }
            case Types.SEND_REFUSED -> sendRefused(fields);
            case Types.SYSTEM_HALT -> systemHalt(fields);
            case Types.DISK_BACK ->
                state.alerts.clear(AlertCode.JOURNAL_LOW, AlertConditions.DISK, fields.requiredText(Keys.REASON));
            case Types.SEALS -> seals(fields);
            case Types.RECOVERY -> recovery(fields);
            case Types.CONTINUE -> {
                // Its share of waiting messages goes out behind this switch, as with any input.
            }
            default -> throw new IllegalStateException("record " + record.sequence() + ": unknown control " + type);
        }
    }

    private void configure(long sequence, String text) {
        try {
            state.configure(text);
            rollover.configured();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "record " + sequence + ": this build cannot read the configuration: " + e.getMessage(), e);
        }
    }

    private long integer(Key key) {
        int field = message.find(key);
        if (field == MapReader.ABSENT) {
            throw new IllegalStateException("a control record lacks " + key);
        }
        return message.longValue(field);
    }

    private void clock(Fields fields) {
        if (fields.has(Keys.OFFSET_NS)) {
            state.wallOffsetNanos = integer(Keys.OFFSET_NS);
        }
        rollover.clock();
        state.money.clock(state.emitter.timeNanos());
        connections.checkSilence();
        killSwitch.clock();
        nexusSessions.confirmTold();
        state.alerts.clock();
        state.nexus.events().trim(state.config().maxResumeEvents());
        state.book.forgetBefore(state.emitter.timeNanos() - state.config().forgetIdsAfterMillis() * NANOS_PER_MILLI);
    }

    private void peerUp(Fields fields) {
        int source = (int) integer(Keys.SOURCE);
        String endpoint = fields.requiredText(Keys.ENDPOINT);
        if ("nexus".equals(endpoint)) {
            if (state.nexus.peer(source) == null) {
                nexusSessions.connected(source);
            }
        } else if ("platform".equals(endpoint)) {
            Session session = connections.session(source);
            session.lastSeenNanos = state.emitter.timeNanos();
            security.platformUp(session, fields);
        }
    }

    private void peerDown(Fields fields) {
        int source = (int) integer(Keys.SOURCE);
        String reason = fields.has(Keys.REASON) ? fields.text(Keys.REASON) : "disconnected";
        if (fields.has(Keys.CODE)) {
            security.cutOff(source, fields, reason);
        }
        connections.disconnected(source, reason);
        nexusSessions.disconnected(source, reason);
    }

    private void sendRefused(Fields fields) {
        Order order = state.book.byRef(fields.requiredText(Keys.REF));
        String reason = fields.requiredText(Keys.REASON);
        if (order == null) {
            return;
        }
        if (integer(Keys.COUNT) == 0) {
            signals.refusedBySocket(order, reason);
        } else {
            cancelNotSent(order, reason);
        }
    }

    private void cancelNotSent(Order order, String reason) {
        order.cancelRequested = false;
        NexusFeed.Id id = NexusFeed.Id.of(order);
        feed.reject(id, order.platform, Code.PLATFORM_DOWN, "the cancel was not sent: " + reason);
    }

    private void systemHalt(Fields fields) {
        String who = fields.requiredText(Keys.WHO);
        String reason = fields.requiredText(Keys.REASON);
        state.trading.stop(TradingState.Level.HALT, who, who + ": " + reason);
        state.alerts.conditions().systemHalted(who, reason);
    }

    private void seals(Fields fields) {
        String reason = fields.requiredText(Keys.REASON);
        if (message.booleanValue(message.find(Keys.OK))) {
            state.alerts.clear(AlertCode.SEALS, AlertConditions.JOURNAL, reason);
        } else {
            state.alerts.raiseElseWarn(AlertCode.SEALS, AlertConditions.JOURNAL, "SEALS: " + reason);
        }
    }

    /** The gateway has started again: what was cut off is settled as DESIGN's crash table says. */
    private void recovery(Fields fields) {
        connections.allDisconnected();
        state.risk.graceForNexus();
        boolean rebooted = message.booleanValue(message.find(Keys.REBOOTED));
        List<String> abandoned = fields.texts(Keys.ABANDONED);
        List<String> uncanceled = fields.texts(Keys.UNCANCELED);
        long nexusFromSeq = integer(Keys.NEXUS_FROM_SEQ);
        if (nexusFromSeq > 0) {
            state.nexus.events().rewindTo(nexusFromSeq);
        }
        if (!rebooted) {
            abandoned.forEach(ref -> abandon(state.book.byRef(ref)));
        }
        int inDoubt = 0;
        for (Order order : state.book.openOrders()) {
            boolean doubtful = rebooted ? order.state != OrderState.IN_DOUBT : order.state == OrderState.SENT;
            if (doubtful) {
                connections.doubt(order, rebooted ? "the machine was restarted" : "the gateway was restarted");
                inDoubt++;
            }
        }
        for (String ref : uncanceled) {
            Order order = state.book.byRef(ref);
            if (order != null) {
                agenda.tellCancelLost(order);
            }
        }
        if (rebooted) {
            state.alerts.raise(
                    AlertCode.TAIL_UNCERTAIN,
                    AlertConditions.JOURNAL,
                    "TAIL_UNCERTAIN: the machine was restarted and the journal's last records may not have"
                            + " reached the disk; every open order is in doubt");
        }
        rollover.recovered();
        state.alerts.conditions().restarted();
        state.emitter.info("recovered: " + (rebooted ? 0 : abandoned.size()) + " orders abandoned, " + inDoubt
                + " in doubt, " + state.nexus.events().waiting() + " order events wait for NEXUS"
                + (state.trading.isRunning()
                        ? ""
                        : "; " + KillSwitch.words(state.trading) + ": " + state.trading.reason()));
    }

    private void abandon(Order order) {
        if (order == null) {
            return;
        }
        order.state = OrderState.ABANDONED;
        order.reason = "the gateway was stopped before the order was sent";
        state.book.touch(order, state.emitter.timeNanos());
        state.emitter.warn(
                "order abandoned, never sent: " + order.intent.orderId + " (" + order.ref + ") on " + order.platform);
        agenda.tellStatus(order);
    }
}
