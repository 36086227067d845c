package nexus.gateway.keys;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom a key belongs to. Never the key.
 *
 * @param name of the key, 1–32 of a–z, A–Z, 0–9, '.', '_', '-', not beginning with a dot
 * @param role what its holder may do
 * @param platform the only platform that it may speak as; empty for the other roles
 */
public record Principal(String name, Role role, String platform) {
    /** The rule of {@link #name} in words. */
    public static final String NAME_RULE = "1 to 32 of a-z, A-Z, 0-9, '.', '_', '-', not beginning with a dot";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,31}");
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9_]{1,32}");
    private static final String PLATFORM_PREFIX = "platform:";
    private static final char SEPARATOR = ' ';

    /** What the holder of a key may do, and so which endpoint takes the key. */
    public enum Role {
        /** Speak as one platform. */
        PLATFORM("platform"),
        /** Be NEXUS. */
        NEXUS("nexus"),
        /** Send operators' commands. */
        OPERATOR("operator");

        private final String endpoint;

        Role(String endpoint) {
            this.endpoint = endpoint;
        }

        /** The one endpoint that takes such a key, as in a PEER_UP record. */
        public String endpoint() {
            return endpoint;
        }
    }

    /** Whether a key may have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * A principal by its name and by what its key is for.
     *
     * @param purpose {@code platform:NAME}, {@code nexus} or {@code operator}
     * @return empty if either is none
     */
    public static Optional<Principal> of(String name, String purpose) {
        if (!isName(name)) {
            return Optional.empty();
        }
        if (purpose.equals(Role.NEXUS.endpoint)) {
            return Optional.of(new Principal(name, Role.NEXUS, ""));
        }
        if (purpose.equals(Role.OPERATOR.endpoint)) {
            return Optional.of(new Principal(name, Role.OPERATOR, ""));
        }
        String platform = purpose.startsWith(PLATFORM_PREFIX) ? purpose.substring(PLATFORM_PREFIX.length()) : "";
        return PLATFORM.matcher(platform).matches()
                ? Optional.of(new Principal(name, Role.PLATFORM, platform))
                : Optional.empty();
    }

    /** What its key is for, as {@link #of} reads it. */
    public String purpose() {
        return role == Role.PLATFORM ? PLATFORM_PREFIX + platform : role.endpoint;
    }

    /** As ZeroMQ carries it with a connection: {@code name purpose}. */
    public String userId() {
        return name + SEPARATOR + purpose();
    }

    /** What {@link #userId} wrote; empty if it is something else. */
    public static Optional<Principal> ofUserId(String userId) {
        int separator = userId.indexOf(SEPARATOR);
        return separator < 0 ? Optional.empty() : of(userId.substring(0, separator), userId.substring(separator + 1));
    }
}
