package nexus.config;

/** Reads {@code alerts:}. */
final class AlertsReader {
    private AlertsReader() {}

    /** Where the file has a problem, the default stands in; the caller throws the result away. */
    static AlertsConfig read(Section top) {
        Section alerts = top.section("alerts");
        AlertsConfig config = new AlertsConfig(
                alerts.find("toNexus").flatMap(Setting::flag).orElse(false),
                alerts.number("repeatEvery", Settings.REPEAT_ALERT),
                alerts.number("clearAfter", Settings.CLEAR_ALERT),
                (int) alerts.number("maxActive", Settings.MAX_ALERTS),
                alerts.choice("expect", Settings.EXPECT));
        return config.isConfigured() ? config : AlertsConfig.NONE;
    }
}
