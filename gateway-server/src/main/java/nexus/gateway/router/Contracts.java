package nexus.gateway.router;

import nexus.config.FuturesConfig;

/** Which contract of each future is the active one, by the time of the inputs. */
final class Contracts {
    void configure(FuturesConfig config, long timeNanos) {}

    /** A second has passed. Returns whether a contract became another, so that symbols mean something else now. */
    boolean clock(long timeNanos) {
        return false;
    }

    /** Whether any future is configured or remembered, so that the state has to hold it. */
    boolean isUsed() {
        return false;
    }

    void writeTo(StateWriter out) {}

    void readFrom(StateReader in) {}
}
