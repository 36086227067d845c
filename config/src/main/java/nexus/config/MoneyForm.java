package nexus.config;

import java.util.List;

/** The section {@code money} of the normal form. */
final class MoneyForm {
    private MoneyForm() {}

    static List<String> write(MoneyConfig config) {
        return List.of();
    }

    /** @throws IllegalArgumentException at a line that {@link #write} would not have written so; it says why */
    static MoneyConfig read(FormLines lines) {
        return MoneyConfig.NONE;
    }
}
