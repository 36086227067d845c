package nexus.gateway.router;

/** One connection on NEXUS's port. */
final class NexusPeer {
    final int source;

    /** Client and version of its HELLO; null while it has not said HELLO, as v0 never does. */
    String client;

    /** Whether it asked for order events behind {@link #resumeFrom}, and has not been served yet. */
    boolean resumeRequested;

    long resumeFrom;

    /** No HELLO has to be waited for any longer. */
    boolean settled;

    /** It has been told what it missed and gets events as they come. */
    boolean started;

    /** Gateway messages that are not order events and are older than this are not for it. */
    long startedSeq;

    NexusPeer(int source) {
        this.source = source;
    }

    boolean saidHello() {
        return client != null;
    }
}
