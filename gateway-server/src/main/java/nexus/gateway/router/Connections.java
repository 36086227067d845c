package nexus.gateway.router;

import java.util.List;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** Which connection speaks for which platform: joining, taking over, falling silent, going away. */
final class Connections {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final RouterState state;
    private final NexusFeed feed;
    private final Agenda agenda;

    Connections(RouterState state, NexusFeed feed, Agenda agenda) {
        this.state = state;
        this.feed = feed;
        this.agenda = agenda;
    }

    /** The session of a connection; made if its connect was not seen. */
    Session session(int source) {
        Session session = state.sessions.get(source);
        if (session == null) {
            session = new Session(source);
            state.sessions.put(source, session);
        }
        return session;
    }

    /** Notes that something came from a session, and revives one that had fallen silent. */
    void heardFrom(Session session) {
        session.lastSeenNanos = state.emitter.timeNanos();
        if (session.silent) {
            session.silent = false;
            if (session.platform != null) {
                cameUp(session.platform, "speaks again");
            }
        }
    }

    /** Joins a connection to a platform; another connection that holds the name loses it. */
    void bind(Session session, Platform platform, String how) {
        if (session.platform == platform && platform.session == session) {
            return;
        }
        if (session.platform != null && session.platform.session == session) {
            goDown(session.platform, "its connection registered as " + platform.name);
        }
        Session previous = platform.session;
        if (previous != null) {
            previous.superseded = true;
            previous.platform = null;
            if (previous.understandsAnswers) {
                state.emitter
                        .message(Types.SUPERSEDED)
                        .put(Keys.CODE, Types.SUPERSEDED)
                        .put(Keys.REASON, "another connection has registered as " + platform.name)
                        .put(Keys.PLATFORM, platform.name);
                state.emitter.send(Output.Role.PLATFORM_OTHER, previous.source, null);
            }
            doubtSentOrders(platform, "the platform's connection was taken over by another");
        }
        session.platform = platform;
        session.superseded = false;
        platform.session = session;
        cameUp(platform, how);
    }

    private void cameUp(Platform platform, String how) {
        state.emitter.info(
                "platform registered: " + platform.name + " (" + how + ", connection " + platform.session.source + ")");
        feed.platformStatus(platform, how);
        state.alerts.conditions().platformUp(platform);
        askAboutOpenOrders(platform);
    }

    private void askAboutOpenOrders(Platform platform) {
        if (platform.session.can("order_status")) {
            openOrders(platform).forEach(agenda::askPlatform);
        }
    }

    /** A connection is gone. */
    void disconnected(int source, String reason) {
        Session session = state.sessions.remove(source);
        if (session != null && session.platform != null && session.platform.session == session) {
            goDown(session.platform, reason);
        }
    }

    /** All connections are gone: the gateway has started again. Nobody is told, for nobody is there. */
    void allDisconnected() {
        state.sessions.clear();
        for (Platform platform : state.platforms.values()) {
            platform.session = null;
            platform.instruments.values().forEach(instrument -> instrument.announced = false);
        }
        state.nexus.allDisconnected();
        state.book.untell();
    }

    private void goDown(Platform platform, String reason) {
        platform.session.platform = null;
        platform.session = null;
        state.alerts.conditions().platformDown(platform, reason);
        doubtSentOrders(platform, "the platform went down before it answered");
        feed.platformStatus(platform, reason);
    }

    /** Heartbeat time-outs, once a second. */
    void checkSilence() {
        long limit = state.config().heartbeatTimeoutMillis() * NANOS_PER_MILLI;
        for (Session session : state.sessions.values()) {
            boolean overdue = session.sendsHeartbeats
                    && !session.silent
                    && state.emitter.timeNanos() - session.lastSeenNanos > limit;
            if (overdue) {
                session.silent = true;
                Platform platform = session.platform;
                if (platform != null) {
                    String reason = "silent for more than " + state.config().heartbeatTimeoutMillis() + " ms";
                    state.alerts.conditions().platformDown(platform, reason);
                    doubtSentOrders(platform, "the platform fell silent before it answered");
                    feed.platformStatus(platform, reason);
                }
            }
        }
    }

    /** Puts orders in doubt that were sent and never heard of. */
    void doubtSentOrders(Platform platform, String reason) {
        for (Order order : openOrders(platform)) {
            if (order.state == OrderState.SENT) {
                doubt(order, reason);
            }
        }
    }

    void doubt(Order order, String reason) {
        order.state = OrderState.IN_DOUBT;
        order.reason = reason;
        state.book.touch(order, state.emitter.timeNanos());
        state.alerts.raise(
                AlertCode.IN_DOUBT,
                order.platform,
                "order in doubt: " + order.intent.orderId + " (" + order.ref + ") on " + order.platform + ": " + reason
                        + "; it is not sent again. If the platform cannot answer, look there and use"
                        + " 'gateway resolve'");
        agenda.tellStatus(order);
    }

    /** The orders on a platform that have not ended, oldest first. */
    List<Order> openOrders(Platform platform) {
        return state.book.openOrders(platform.name);
    }
}
