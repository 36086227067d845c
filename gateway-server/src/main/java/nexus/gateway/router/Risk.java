package nexus.gateway.router;

import nexus.config.RiskConfig;

/** What the pre-trade checks remember: counts per second and minute, tightened limits, the day's loss. */
final class Risk {
    void configure(RiskConfig config) {}

    /** Whether anything is remembered, so that the state has to hold it. */
    boolean isUsed() {
        return false;
    }

    void writeTo(StateWriter out) {}

    void readFrom(StateReader in) {}
}
