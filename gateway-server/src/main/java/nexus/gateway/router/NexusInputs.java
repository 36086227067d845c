package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.List;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;

/** Takes what NEXUS says. */
final class NexusInputs {
    private final RouterState state;
    private final NexusFeed feed;
    private final NexusSessions nexusSessions;
    private final SignalRouting signals;
    private final Agenda agenda;
    private final KillSwitch killSwitch;
    private final MapReader message = new MapReader();

    NexusInputs(
            RouterState state,
            NexusFeed feed,
            NexusSessions nexusSessions,
            SignalRouting signals,
            Agenda agenda,
            KillSwitch killSwitch) {
        this.state = state;
        this.feed = feed;
        this.nexusSessions = nexusSessions;
        this.signals = signals;
        this.agenda = agenda;
        this.killSwitch = killSwitch;
    }

    void take(JournalRecord record) {
        state.counters.nexusMessages++;
        state.risk.heardNexus();
        NexusPeer peer = state.nexus.peer(record.source());
        if (peer == null) {
            peer = nexusSessions.connected(record.source());
        }
        String malformed = Frames.problem(record);
        if (malformed == null) {
            malformed = message.wrap(record.payload(), record.payloadOffset(), record.payloadLength());
        }
        if (malformed != null) {
            state.counters.malformed++;
            state.offended = true;
            nexusSessions.settled(peer);
            feed.reject(null, null, Code.MALFORMED, malformed);
            return;
        }
        Fields fields = new Fields(message);
        String type = fields.requiredText(Keys.TYPE);
        if (!Types.HELLO.equals(type)) {
            nexusSessions.settled(peer);
        }
        if (fields.refusal() != null) {
            feed.reject(
                    idOf(fields),
                    null,
                    fields.refusal().code(),
                    fields.refusal().reason());
            return;
        }
        switch (type) {
            case Types.SIGNAL -> signals.take(message, fields);
            case Types.CANCEL -> cancel(fields);
            case Types.HELLO -> hello(peer, fields);
            case Types.HEARTBEAT -> {
                // Liveness: that it came is in the journal; nothing depends on it.
            }
            case Types.HALT -> stop(TradingState.Level.HALT, type, fields);
            case Types.REDUCE_ONLY -> stop(TradingState.Level.REDUCE_ONLY, type, fields);
            default -> unknown(type, fields);
        }
    }

    private void unknown(String type, Fields fields) {
        feed.reject(idOf(fields), null, Code.UNKNOWN_TYPE, "type '" + Printable.of(type) + "' is not known");
    }

    private void stop(TradingState.Level level, String type, Fields fields) {
        if (killSwitch.listensToNexus()) {
            killSwitch.fromNexus(level, fields);
        } else {
            unknown(type, fields);
        }
    }

    /** The order id of a message that may be bad otherwise; null where it cannot be read. */
    static NexusFeed.Id idOf(Fields fields) {
        String id = fields.has(Keys.ORDER_ID) ? fields.id(Keys.ORDER_ID) : null;
        return id == null ? null : new NexusFeed.Id(id, fields.isWhole(Keys.ORDER_ID));
    }

    private void hello(NexusPeer peer, Fields fields) {
        String client = fields.text(Keys.CLIENT);
        BigDecimal from = fields.decimal(Keys.RESUME_FROM);
        if (from != null && (from.signum() < 0 || from.scale() > 0)) {
            fields.bad(Keys.RESUME_FROM, "must be a whole number of 0 or more");
        }
        if (fields.refusal() != null) {
            nexusSessions.settled(peer);
            feed.reject(null, null, fields.refusal().code(), fields.refusal().reason());
            return;
        }
        nexusSessions.hello(peer, client == null ? "unnamed" : Printable.of(client), from);
    }

    private void cancel(Fields fields) {
        String orderId = fields.requiredId(Keys.ORDER_ID);
        List<String> only = fields.texts(Keys.PLATFORMS);
        NexusFeed.Id id = idOf(fields);
        if (fields.refusal() != null) {
            feed.reject(id, null, fields.refusal().code(), fields.refusal().reason());
            return;
        }
        state.emitter.info("cancel received from NEXUS: " + Printable.of(orderId));
        boolean any = false;
        for (Intent intent : state.book.intents(orderId)) {
            for (Order order : intent.orders) {
                if (only == null || only.contains(order.platform)) {
                    agenda.cancel(order);
                    any = true;
                }
            }
        }
        if (!any) {
            feed.reject(id, null, Code.UNKNOWN_ORDER, "no order of this id is known on the platforms asked for");
        }
    }
}
