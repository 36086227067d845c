package nexus.config;

/**
 * Router configuration as canonical text, for the journal: the same configuration always gives the same text,
 * whatever the file's layout, comments and defaults.
 */
public final class NormalForm {
    private NormalForm() {}

    /** The canonical text. */
    public static String of(RouterConfig config) {
        throw new IllegalStateException("skeleton " + config);
    }

    /**
     * Reads what {@link #of} wrote, this version's or an older one's: a missing key means the behaviour from before
     * the key existed.
     *
     * @throws IllegalArgumentException if the text is damaged
     */
    public static RouterConfig parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        throw new IllegalStateException("skeleton");
    }
}
