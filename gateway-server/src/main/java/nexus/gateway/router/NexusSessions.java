package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.List;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Code;

/**
 * NEXUS comes and goes. A new connection first settles: for a moment it may say HELLO; then it is taken for v0, gets
 * what waits, and where each order stands that changed since the last connection.
 */
final class NexusSessions {
    /** A connection that lives so long after it was told something has got it: heartbeats end a dead one in 3 s. */
    private static final long CONFIRMED_NANOS = 60_000_000_000L;

    private final RouterState state;
    private final NexusFeed feed;
    private final Agenda agenda;

    NexusSessions(RouterState state, NexusFeed feed, Agenda agenda) {
        this.state = state;
        this.feed = feed;
        this.agenda = agenda;
    }

    NexusPeer connected(int source) {
        NexusPeer peer = state.nexus.connected(source);
        state.alerts.conditions().nexusUp();
        if (state.nexus.isAmbiguous()) {
            state.alerts.raise(
                    AlertCode.AMBIGUOUS_NEXUS,
                    AlertConditions.NEXUS,
                    "AMBIGUOUS_NEXUS: more than one NEXUS is connected; nothing is sent to either and signals"
                            + " are refused until one remains");
        } else {
            state.emitter.info("NEXUS connected (connection " + source + ")");
        }
        return peer;
    }

    void disconnected(int source, String reason) {
        boolean wasAmbiguous = state.nexus.isAmbiguous();
        NexusPeer gone = state.nexus.peer(source);
        if (gone == null) {
            return;
        }
        state.nexus.disconnected(source);
        if (gone.started) {
            state.book.untell();
        }
        state.emitter.warn("NEXUS disconnected (connection " + source + "): " + reason);
        state.alerts.conditions().nexusGone(reason);
        NexusPeer only = state.nexus.only();
        if (wasAmbiguous && only != null) {
            state.emitter.info("one NEXUS remains (connection " + only.source + ")");
            startIfReady(only);
        }
    }

    /** What was told to a NEXUS that has stayed since need not be told to the next. To be called once a second. */
    void confirmTold() {
        state.book.confirmTold(state.emitter.timeNanos() - CONFIRMED_NANOS);
    }

    /** No HELLO has to be waited for: time is up, or it has said something else first. */
    void settled(NexusPeer peer) {
        peer.settled = true;
        startIfReady(peer);
    }

    void hello(NexusPeer peer, String client, BigDecimal resumeFrom) {
        peer.client = client;
        peer.settled = true;
        if (resumeFrom != null) {
            peer.resumeRequested = true;
            peer.resumeFrom = resumeFrom.longValueExact();
        }
        peer.started = false;
        startIfReady(peer);
    }

    private void startIfReady(NexusPeer peer) {
        if (peer.started || !peer.settled || state.nexus.only() != peer) {
            return;
        }
        long waiting = state.nexus.events().waiting();
        // Before anything is handed out: what this peer must not get is older than now.
        peer.startedSeq = state.emitter.sequence() * Emitter.SEQ_PER_INPUT;
        if (peer.saidHello()) {
            resume(peer);
        } else {
            peer.started = true;
            state.emitter.info("NEXUS is taken for v0 (connection " + peer.source + "); " + waiting
                    + " order events waited for it");
            state.book.takeTouched(state.emitter.timeNanos()).forEach(agenda::tellNewcomer);
        }
        state.platforms.values().stream()
                .filter(platform -> platform.isUp() || state.symbols.isConfigured(platform.name))
                .forEach(platform -> feed.platformStatus(platform, null));
        if (!state.trading.isRunning() && state.risk.isUsed()) {
            feed.tradingStatus();
        }
        state.alerts.tellNewcomer();
    }

    private void resume(NexusPeer peer) {
        EventLog events = state.nexus.events();
        List<Order> touched = state.book.takeTouched(state.emitter.timeNanos());
        long from = peer.resumeRequested ? peer.resumeFrom : 0;
        String gap = peer.resumeRequested ? gap(from, peer.startedSeq) : null;
        if (peer.resumeRequested && from < peer.startedSeq) {
            events.resumeBehind(from);
        } else {
            touched.forEach(agenda::tellNewcomer);
        }
        peer.resumeRequested = false;
        state.emitter.info("NEXUS said HELLO: " + peer.client + " (connection " + peer.source + "), " + events.waiting()
                + " order events to resume");
        peer.started = true;
        if (gap != null) {
            feed.reject(null, null, Code.RESUME_GAP, gap + " The open orders' states follow");
            state.book.openOrders().forEach(agenda::tellStatus);
        }
        feed.resumed(from);
    }

    /** Null, or why what NEXUS asks for cannot be had in full. */
    private String gap(long from, long now) {
        long forgotten = state.nexus.events().forgottenSeq();
        if (from < forgotten) {
            return "events up to seq " + forgotten + " are no longer kept; resumed behind them.";
        }
        return from < now
                ? null
                : "resume_from " + from + " is ahead of this journal, which stands at " + now
                        + ": it is another's. What waited is sent.";
    }
}
