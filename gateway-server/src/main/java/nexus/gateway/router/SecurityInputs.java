package nexus.gateway.router;

import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.codec.ValueType;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** What keys and tokens mean: who a connection is, whom it may speak for, who was turned away or cut off. */
final class SecurityInputs {
    /** A mistyped token now and then is no attack. */
    private static final long TURNED_AWAY_BEFORE_ALERT = 3;

    private static final String PLATFORM_ROLE = "platform:";

    private final RouterState state;
    private final NexusFeed feed;

    SecurityInputs(RouterState state, NexusFeed feed) {
        this.state = state;
        this.feed = feed;
    }

    /** A connection to the platforms' endpoint; one that has proved to hold a platform's key is tied to that platform. */
    void platformUp(Session session, Fields peerUp) {
        String role = peerUp.has(Keys.ROLE) ? peerUp.text(Keys.ROLE) : null;
        if (role != null && role.startsWith(PLATFORM_ROLE)) {
            session.tieTo(role.substring(PLATFORM_ROLE.length()));
        }
    }

    /** Null, or why a message may not come from this connection: it names another platform than its key is for. */
    Refusal foreign(Session session, MapReader message) {
        int named = message.find(Keys.PLATFORM);
        if (named == MapReader.ABSENT
                || message.type(named) != ValueType.STRING
                || message.textEquals(named, session.principalUtf8())) {
            return null;
        }
        state.offended = true;
        String reason = "this connection's key is for " + session.principal + ", not for "
                + Printable.of(message.textValue(named));
        state.alerts.raise(
                AlertCode.SECURITY,
                session.principal,
                "SECURITY: a connection with the key of " + session.principal + " names the platform "
                        + Printable.of(message.textValue(named)) + ": refused");
        return new Refusal(Code.FORBIDDEN, reason);
    }

    /** Somebody was refused in the handshake, or for the control token. */
    void turnedAway(Fields fields, int source, long count) {
        String endpoint = fields.requiredText(Keys.ENDPOINT);
        String who = Printable.of(fields.requiredText(Keys.WHO));
        String reason = fields.requiredText(Keys.REASON);
        boolean isRequest = Code.UNAUTHORIZED.name().equals(fields.requiredText(Keys.CODE));
        String text = (isRequest ? "a request of " : "a connection of ") + who + " was refused on the " + endpoint
                + " endpoint: " + reason + " (" + count + " so far)";
        if (!isRequest || count >= TURNED_AWAY_BEFORE_ALERT) {
            state.alerts.raise(AlertCode.SECURITY, who, "SECURITY: " + text);
        } else {
            state.emitter.warn(text);
        }
        if (isRequest) {
            answerOperator(source, Code.UNAUTHORIZED.name(), reason);
        }
    }

    /** A connection was cut off: it is told, where it understands that, and people are. */
    void cutOff(int source, Fields fields, String reason) {
        String code = fields.requiredText(Keys.CODE);
        String who = Printable.of(fields.requiredText(Keys.WHO));
        state.alerts.raise(AlertCode.SECURITY, who, "SECURITY: " + who + " was cut off: " + reason);
        Session session = state.sessions.get(source);
        if (session != null) {
            boolean isV0 = (session.platform != null || session.superseded) && !session.understandsAnswers;
            if (!isV0) {
                state.emitter.message(Types.ERROR).put(Keys.CODE, code).put(Keys.REASON, reason);
                state.emitter.send(Output.Role.PLATFORM_OTHER, source, null);
            }
        } else if (state.nexus.peer(source) != null) {
            feed.reject(null, null, Code.valueOf(code), reason);
        } else {
            answerOperator(source, code, reason);
        }
    }

    private void answerOperator(int source, String code, String reason) {
        MapWriter answer = state.emitter.message(Types.ANSWER).put(Keys.OK, false);
        answer.put(Keys.CODE, code).put(Keys.REASON, reason);
        state.emitter.send(Output.Role.OPERATOR_ANSWER, source, null);
    }
}
