package nexus.gateway.router;

import java.util.List;

/** One connection of a platform, from its connect to its disconnect. */
final class Session {
    final int source;

    /** The platform it speaks for, or null. */
    Platform platform;

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

    boolean can(String capability) {
        return capabilities.contains(capability);
    }
}
