package nexus.gateway.router;

import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** Writes alerts: for the journal always, for NEXUS when one listens. */
final class AlertMessages {
    private final RouterState state;
    private final NexusFeed feed;

    AlertMessages(RouterState state) {
        this.state = state;
        this.feed = new NexusFeed(state);
    }

    /** What has happened to an alert. */
    enum State {
        RAISED,
        UPDATED,
        CLEARED
    }

    /** Makes two messages at the most. */
    void tell(Alert alert, State what) {
        put(state, state.emitter.message(Types.ALERT).put(Keys.STATE, what.name()), alert);
        state.emitter.send(Output.Role.ALERT, 0, null);
        tellNexus(alert, what);
    }

    void tellNexus(Alert alert, State what) {
        put(state, state.emitter.message(Types.ALERT).put(Keys.STATE, what.name()), alert);
        feed.publish(false);
    }

    /** Puts what there is to say of an alert into a map that has been begun. */
    static void put(RouterState state, MapWriter map, Alert alert) {
        map.put(Keys.CODE, alert.code.name()).put(Keys.SUBJECT, alert.subject);
        map.put(Keys.LEVEL, alert.code.level().name()).put(Keys.COUNT, alert.count);
        map.put(Keys.SINCE_NS, alert.sinceNanos).put(Keys.LAST_NS, alert.lastNanos);
        putSubject(state, map, alert.subject);
        map.put(Keys.REASON, alert.text);
    }

    /** The subject once more under its own name, where it is a platform, a symbol, one on the other, or an order. */
    private static void putSubject(RouterState state, MapWriter map, String subject) {
        int slash = subject.indexOf('/');
        String head = slash < 0 ? subject : subject.substring(0, slash);
        if (state.platforms.containsKey(head)) {
            map.put(Keys.PLATFORM, head);
            if (slash >= 0) {
                map.put(Keys.SYMBOL, subject.substring(slash + 1));
            }
        } else if (state.symbols.isUniversal(subject)) {
            map.put(Keys.SYMBOL, subject);
        } else if (state.book.byRef(subject) != null) {
            map.put(Keys.REF, subject);
        }
    }
}
