package nexus.replay.audit.model;

import java.util.Locale;

/** How much a finding weighs, the lightest first. */
public enum Severity {
    /** Worth a look; may have a good reason. */
    WARNING,
    /** Something is wrong, here or at the platform. */
    ERROR;

    /** As people and other programs read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
