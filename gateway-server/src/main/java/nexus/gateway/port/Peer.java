package nexus.gateway.port;

import nexus.gateway.keys.Principal;

/** One connection whose handshake is complete. */
final class Peer {
    private final int source;
    private final Object outpipe;
    private final Principal principal;
    private byte[] identity;
    private long seenInScan;
    private boolean handedOver;
    private boolean hungUp;

    /**
     * @param outpipe JeroMQ's object for it, or null if it was gone before it was seen
     * @param principal who it has proved to be, or null
     */
    Peer(int source, byte[] identity, Object outpipe, Principal principal) {
        this.source = source;
        this.outpipe = outpipe;
        this.principal = principal;
        this.identity = identity;
    }

    /** The connection's number, unique in the run. */
    int source() {
        return source;
    }

    Object outpipe() {
        return outpipe;
    }

    Principal principal() {
        return principal;
    }

    /** Whether it was cut off: its end has been told, and what still comes from it is not taken. */
    boolean isHungUp() {
        return hungUp;
    }

    void hangUp() {
        hungUp = true;
    }

    byte[] identity() {
        return identity;
    }

    void changeIdentity(byte[] newIdentity) {
        identity = newIdentity;
    }

    /** Whether another connection has taken its identity; its end has been told already. */
    boolean isHandedOver() {
        return handedOver;
    }

    void handOver() {
        handedOver = true;
    }

    /** It was heard of after all. */
    void comeBack() {
        handedOver = false;
    }

    boolean wasSeenIn(long scan) {
        return seenInScan == scan;
    }

    void seenIn(long scan) {
        seenInScan = scan;
    }
}
