package nexus.config;

/**
 * How people and NEXUS are told that something is wrong. The ranges are those of a configuration that {@link
 * ConfigLoader} has accepted.
 *
 * @param toNexus whether alarms are journaled as alerts and told to NEXUS; false: they are only logged
 * @param repeatEveryMillis a cause that goes on is told again, with its count, after so long; 1 s–1 d
 * @param clearAfterMillis a cause that has no end of its own, such as a bad execution, is over when it has not come again
 *     for so long; 1 s–30 d
 * @param maxActive causes that are told one by one; what is beyond is told as one; 1–10,000
 * @param expect whose absence is an alert after a start of the gateway
 */
public record AlertsConfig(
        boolean toNexus, long repeatEveryMillis, long clearAfterMillis, int maxActive, Expect expect) {
    /** Alarms are logged and nothing else. */
    public static final AlertsConfig NONE = new AlertsConfig(false, 0, 0, 0, Expect.SEEN);

    /** Peers that should be there, and are missed where they are not back soon after a start. */
    public enum Expect {
        /** NEXUS and those configured platforms that have been there before, by the journal. */
        SEEN,
        /** NEXUS and every configured platform. */
        CONFIGURED
    }

    /** Whether alarms are journaled and told to NEXUS. */
    public boolean isConfigured() {
        return toNexus;
    }
}
