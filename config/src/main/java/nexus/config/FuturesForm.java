package nexus.config;

import java.util.List;

/** The section {@code futures} of the normal form. */
final class FuturesForm {
    private FuturesForm() {}

    static List<String> write(FuturesConfig config) {
        return List.of();
    }

    /** @throws IllegalArgumentException at a line that {@link #write} would not have written so; it says why */
    static FuturesConfig read(FormLines lines) {
        return FuturesConfig.NONE;
    }
}
