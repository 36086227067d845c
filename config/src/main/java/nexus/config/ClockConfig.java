package nexus.config;

/**
 * How the wall clock's offset from UTC is measured.
 *
 * @param source who is asked
 * @param intervalSeconds how often, 1 s–1 h
 */
public record ClockConfig(Source source, int intervalSeconds) {
    /** The default. */
    public static ClockConfig standard() {
        return new ClockConfig(Settings.CLOCK_SOURCE, (int) Settings.CLOCK_INTERVAL.standard());
    }

    /** Who knows how far the wall clock is from UTC. */
    public enum Source {
        /** The first that answers: chrony, ntpd, timesyncd, or on Windows its time service. */
        AUTO,
        CHRONY,
        NTPD,
        /** systemd's. */
        TIMESYNCD,
        /** The Windows time service. */
        WINDOWS,
        /** Nobody is asked, and the journal says so. */
        OFF
    }
}
