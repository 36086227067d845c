package nexus.gateway.router;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import nexus.config.AlertsConfig;
import nexus.journal.message.AlertCode;

/**
 * What is wrong at present, one alert per cause: code and subject. A cause is told when it comes, at most once in a while
 * with its count when it comes again, and when it has ended. Without alerts in the configuration it is logged each time
 * it comes, and nothing is remembered.
 *
 * <p>A cause that ends and comes back soon is one cause that comes and goes: from its second end on that is told only
 * when it has stayed away.
 */
final class Alerts {
    /** What a quiet input may tell at the most; with a copy for NEXUS, that is twice as many messages. */
    private static final int TOLD_PER_INPUT = 12;

    /** Room for a platform's name and a symbol. */
    private static final int MAX_SUBJECT = 128;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final String MORE_SUBJECT = "alerts";

    private final RouterState state;
    private final AlertMessages messages;
    private final AlertConditions conditions;
    private final Map<String, Alert> active = new LinkedHashMap<>();

    /** Ended, and told so, a short while ago; the oldest first. */
    private final Map<String, Alert> ended = new LinkedHashMap<>();

    /** Those of which something is to be told; all of them are in {@link #active}. */
    private final ArrayDeque<Alert> waiting = new ArrayDeque<>();

    private AlertsConfig config = AlertsConfig.NONE;

    Alerts(RouterState state) {
        this.state = state;
        this.messages = new AlertMessages(state);
        this.conditions = new AlertConditions(state, this);
    }

    /** Another configuration is in force. */
    void configure(AlertsConfig other) {
        boolean switchedOn = !config.isConfigured() && other.isConfigured();
        config = other;
        if (!isOn()) {
            active.clear();
            ended.clear();
            waiting.clear();
            conditions.forget();
        } else if (switchedOn) {
            conditions.switchedOn();
        } else {
            conditions.configured();
        }
    }

    /** The configuration in force when the state was written: what was remembered follows by {@link #readFrom}. */
    void restore(AlertsConfig asWritten) {
        config = asWritten;
    }

    /** Whether alerts are remembered and told; else they are only logged. */
    boolean isOn() {
        return config.isConfigured();
    }

    AlertsConfig config() {
        return config;
    }

    AlertConditions conditions() {
        return conditions;
    }

    /**
     * Something is wrong. May be called while a message is being written at the emitter: what it makes comes at the end
     * of the input. Logged as an alarm when it is new, else as a warning; without alerts always as an alarm.
     *
     * @param subject what it concerns, such as a platform, a symbol or a ref; with the code it is the cause
     */
    void raise(AlertCode code, String subject, String text) {
        if (isOn()) {
            add(code, printable(subject), text);
        } else {
            state.emitter.alarm(text);
        }
    }

    /** As above; without alerts it is logged as a warning. */
    void raiseElseWarn(AlertCode code, String subject, String text) {
        if (isOn()) {
            raise(code, subject, text);
        } else {
            state.emitter.warn(text);
        }
    }

    /** As above; without alerts nothing happens. */
    void raiseIfOn(AlertCode code, String subject, String text) {
        if (isOn()) {
            raise(code, subject, text);
        }
    }

    private static String printable(String subject) {
        return Printable.of(subject, MAX_SUBJECT);
    }

    private void add(AlertCode code, String subject, String text) {
        String key = Alert.key(code, subject);
        Alert alert = active.get(key);
        long now = state.emitter.timeNanos();
        if (alert != null) {
            state.emitter.warn(text);
            alert.returns |= alert.endedNanos != 0;
            alert.came(text, now);
            if (alert.mustClear) {
                alert.mustClear = false;
                update(alert);
            }
            return;
        }
        if (active.size() >= config.maxActive() && code != AlertCode.MORE) {
            state.emitter.warn(text);
            String summary = "more than " + config.maxActive() + " causes at once, the others are not told one by one;"
                    + " the last is " + key + ": " + text;
            add(AlertCode.MORE, MORE_SUBJECT, summary);
            return;
        }
        alert = ended.remove(key);
        if (alert == null) {
            alert = new Alert(code, subject, now);
        } else {
            alert.returns = true;
        }
        state.emitter.alarm(text);
        alert.came(text, now);
        active.put(key, alert);
        enqueue(alert);
        alert.mustRaise = true;
    }

    /** The cause is gone. Nothing happens if it was not raised. */
    void clear(AlertCode code, String subject, String text) {
        if (active.isEmpty()) {
            return;
        }
        Alert alert = active.get(Alert.key(code, printable(subject)));
        if (alert == null || alert.endedNanos != 0) {
            return;
        }
        state.emitter.info("over: " + alert.key() + ": " + text);
        alert.say(text);
        alert.endedNanos = state.emitter.timeNanos();
        if (!alert.returns) {
            end(alert);
        }
    }

    private void end(Alert alert) {
        enqueue(alert);
        alert.mustClear = true;
        alert.mustUpdate = false;
        alert.mustTellNewcomer = false;
    }

    private void update(Alert alert) {
        enqueue(alert);
        alert.mustUpdate = true;
    }

    private void enqueue(Alert alert) {
        if (!alert.isWaiting()) {
            waiting.add(alert);
        }
    }

    /** A second has passed. */
    void clock() {
        if (!isOn()) {
            return;
        }
        conditions.check();
        long now = state.emitter.timeNanos();
        long repeatNanos = config.repeatEveryMillis() * NANOS_PER_MILLI;
        for (Alert alert : active.values()) {
            if (alert.mustClear) {
                continue;
            }
            if (alert.endedNanos != 0 && now - alert.endedNanos >= repeatNanos) {
                end(alert);
            } else if (isOverByItself(alert, now)) {
                clear(alert.code, alert.subject, alert.text);
            } else if (alert.count > alert.toldCount && now - alert.toldNanos >= repeatNanos && !alert.mustRaise) {
                update(alert);
            }
        }
        Iterator<Alert> oldest = ended.values().iterator();
        while (oldest.hasNext() && now - oldest.next().endedNanos >= repeatNanos) {
            oldest.remove();
        }
    }

    private boolean isOverByItself(Alert alert, long now) {
        return !alert.code.isLasting() && now - alert.lastNanos >= config.clearAfterMillis() * NANOS_PER_MILLI;
    }

    /** A NEXUS has come and is to hear what is wrong. */
    void tellNewcomer() {
        for (Alert alert : active.values()) {
            if (!alert.mustClear) {
                enqueue(alert);
                alert.mustTellNewcomer = true;
            }
        }
    }

    /** The gateway has started again: what a crash cut off is told once more, with all else that is still wrong. */
    void tellAgain() {
        for (Alert alert : active.values()) {
            if (!alert.mustClear && !alert.mustRaise) {
                update(alert);
            }
        }
    }

    /** Hands out what was raised and cleared, as much as this input can hold; to be called at the end of each input. */
    void publish() {
        for (int i = 0; i < TOLD_PER_INPUT && !waiting.isEmpty() && state.emitter.hasRoom(2); i++) {
            tell(waiting.poll());
        }
    }

    /** Whether there is more to hand out than the last input could hold. */
    boolean wantsContinue() {
        return !waiting.isEmpty();
    }

    private void tell(Alert alert) {
        long now = state.emitter.timeNanos();
        if (alert.mustRaise || alert.mustUpdate) {
            conditions.describe(alert);
            messages.tell(alert, alert.mustRaise ? AlertMessages.State.RAISED : AlertMessages.State.UPDATED);
            alert.toldCount = alert.count;
            alert.toldNanos = now;
            alert.mustRaise = false;
            alert.mustUpdate = false;
            alert.mustTellNewcomer = false;
        } else if (alert.mustClear) {
            messages.tell(alert, AlertMessages.State.CLEARED);
            alert.mustClear = false;
            alert.toldCount = alert.count;
            active.remove(alert.key());
            remember(alert, now);
        } else {
            messages.tellNexus(alert, AlertMessages.State.RAISED);
            alert.mustTellNewcomer = false;
        }
        if (alert.isWaiting()) {
            waiting.add(alert);
        }
    }

    private void remember(Alert alert, long now) {
        alert.endedNanos = now;
        ended.put(alert.key(), alert);
        if (ended.size() > config.maxActive()) {
            Iterator<Alert> oldest = ended.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Whether this cause is active and has not ended. */
    boolean isActive(AlertCode code, String subject) {
        Alert alert = active.get(Alert.key(code, printable(subject)));
        return alert != null && alert.endedNanos == 0;
    }

    /** The alerts that are active, the oldest first. */
    Collection<Alert> active() {
        return Collections.unmodifiableCollection(active.values());
    }

    /** Whether anything is remembered, so that the state has to hold it. */
    boolean isUsed() {
        return isOn();
    }

    void writeTo(StateWriter out) {
        out.put("alerts", active.size());
        active.values().forEach(alert -> alert.writeTo(out));
        out.put("endedAlerts", ended.size());
        ended.values().forEach(alert -> alert.writeTo(out));
        out.put("waitingAlerts", waiting.size());
        waiting.forEach(alert -> out.put("alert", alert.key()));
        conditions.writeTo(out);
    }

    void readFrom(StateReader in) {
        readInto(active, in, in.small("alerts"));
        readInto(ended, in, in.small("endedAlerts"));
        int count = in.small("waitingAlerts");
        for (int i = 0; i < count; i++) {
            waiting.add(active.get(in.text("alert")));
        }
        conditions.readFrom(in);
    }

    private static void readInto(Map<String, Alert> alerts, StateReader in, int count) {
        for (int i = 0; i < count; i++) {
            Alert alert = Alert.readFrom(in);
            alerts.put(alert.key(), alert);
        }
    }
}
