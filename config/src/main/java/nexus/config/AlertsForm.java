package nexus.config;

import java.util.List;

/** The section {@code alerts} of the normal form. */
final class AlertsForm {
    private AlertsForm() {}

    static List<String> write(AlertsConfig config) {
        return List.of();
    }

    /** @throws IllegalArgumentException at a line that {@link #write} would not have written so; it says why */
    static AlertsConfig read(FormLines lines) {
        return AlertsConfig.NONE;
    }
}
