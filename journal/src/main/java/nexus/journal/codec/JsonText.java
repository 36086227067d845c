package nexus.journal.codec;

/** Renders MessagePack as JSON for people and tools. */
public final class JsonText {
    private JsonText() {}

    /**
     * One line of JSON for a well-formed message, keys in their order; binary as base64 under {@code "$bin"},
     * extensions as {@code {"$ext":[type, base64]}}. For anything else {@code {"$malformed":reason,"$hex":…}}.
     */
    public static String of(byte[] buffer, int offset, int length) {
        return length == 0 ? "" : "skeleton" + buffer[offset];
    }
}
