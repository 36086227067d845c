package nexus.gateway.router;

import nexus.config.AlertsConfig;
import nexus.journal.message.AlertCode;

/** What is wrong at present, one alert per cause: code and subject. */
final class Alerts {
    private final RouterState state;

    Alerts(RouterState state) {
        this.state = state;
    }

    void configure(AlertsConfig config) {}

    /**
     * Something is wrong. May be called while a message is being written at the emitter: what it makes comes at the end
     * of the input.
     *
     * @param subject what it concerns, such as a platform, a symbol or a ref; with the code it is the cause
     */
    void raise(AlertCode code, String subject, String text) {
        state.emitter.alarm(text);
    }

    /** The cause is gone. Nothing happens if it was not raised. */
    void clear(AlertCode code, String subject, String text) {}

    /** Hands out what was raised and cleared; to be called at the end of each input. */
    void publish() {}

    /** Whether anything is remembered, so that the state has to hold it. */
    boolean isUsed() {
        return false;
    }

    void writeTo(StateWriter out) {}

    void readFrom(StateReader in) {}
}
