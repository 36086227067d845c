package nexus.config;

/**
 * How people and NEXUS are told that something is wrong.
 *
 * @param toNexus whether alarms are journaled as alerts and told to NEXUS; false: they are only logged
 */
public record AlertsConfig(boolean toNexus) {
    /** Alarms are logged and nothing else. */
    public static final AlertsConfig NONE = new AlertsConfig(false);

    /** Whether alarms are journaled and told to NEXUS. */
    public boolean isConfigured() {
        return toNexus;
    }
}
