package nexus.gateway.router;

import java.util.List;

/** One connection of a platform, from its connect to its disconnect. */
final class Session {
    final int source;

    /** The platform it speaks for, or null. */
    Platform platform;

    /** The only platform that its key lets it speak for; null without a key. */
    String principal;

    private byte[] principalUtf8;

    /** Whether it has sent REGISTER, rather than been bound by what it sent. */
    boolean registered;

    /** Whether its REGISTER named a version or capabilities: only such a client can tell an order from other messages. */
    boolean understandsAnswers;

    /** What its REGISTER said it can do, in its order. */
    List<String> capabilities = List.of();

    /** People were told that its market data names a platform that is not, or not yet, its own. */
    boolean warnedOfName;

    /** Lost its platform to another connection. */
    boolean superseded;

    /** Fell silent for longer than the heartbeat time-out. */
    boolean silent;

    /** Whether it has ever sent HEARTBEAT. */
    boolean sendsHeartbeats;

    /** When anything came from it last, ns since the epoch. */
    long lastSeenNanos;

    Session(int source) {
        this.source = source;
    }

    /** Ties it to a platform for good; null leaves it free. */
    void tieTo(String platformName) {
        principal = platformName;
        principalUtf8 = platformName == null ? null : SymbolTable.utf8(platformName);
    }

    /** {@link #principal} in UTF-8. */
    byte[] principalUtf8() {
        return principalUtf8;
    }

    boolean can(String capability) {
        return capabilities.contains(capability);
    }
}
