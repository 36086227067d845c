package nexus.config;

import java.util.List;

/** The section {@code risk} of the normal form. */
final class RiskForm {
    private RiskForm() {}

    static List<String> write(RiskConfig config) {
        return List.of();
    }

    /** @throws IllegalArgumentException at a line that {@link #write} would not have written so; it says why */
    static RiskConfig read(FormLines lines) {
        return RiskConfig.NONE;
    }
}
