package nexus.gateway.clock;

import java.util.List;
import nexus.config.ClockConfig;

/** Whom to ask on this machine. */
final class ClockSources {
    private ClockSources() {}

    /** In the order in which they are asked; the first that answers counts. */
    static List<ClockSource> of(ClockConfig.Source configured) {
        return switch (configured) {
            case AUTO -> isWindows() ? List.of(windows()) : List.of(chrony(), ntpd(), timesyncd(), kernel());
            case CHRONY -> List.of(chrony());
            case NTPD -> List.of(ntpd());
            case TIMESYNCD -> List.of(timesyncd());
            case WINDOWS -> List.of(windows());
            case OFF -> List.of();
        };
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static ClockSource chrony() {
        return new CommandSource("chrony", List.of("chronyc", "-n", "-c", "tracking"), ChronyTracking::parse);
    }

    private static ClockSource ntpd() {
        return new CommandSource("ntpd", List.of("ntpq", "-n", "-c", "rv"), NtpVariables::parse);
    }

    private static ClockSource timesyncd() {
        return new CommandSource(
                "timesyncd", List.of("timedatectl", "--no-pager", "timesync-status"), TimesyncStatus::parse);
    }

    private static ClockSource kernel() {
        return new CommandSource(
                "kernel",
                List.of("timedatectl", "--no-pager", "show", "--property=NTPSynchronized", "--value"),
                KernelSync::parse);
    }

    /** By its whole name, since Windows looks for a bare one in the current folder first. */
    private static ClockSource windows() {
        String root = System.getenv().getOrDefault("SystemRoot", "C:\\Windows");
        return new CommandSource(
                "windows",
                List.of(root + "\\System32\\w32tm.exe", "/query", "/status", "/verbose"),
                WindowsTimeStatus::parse);
    }
}
