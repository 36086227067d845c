package nexus.gateway.port;

/** One connection whose handshake is complete. */
final class Peer {
    private final int source;
    private final Object outpipe;
    private byte[] identity;
    private long seenInScan;
    private boolean handedOver;

    /** @param outpipe JeroMQ's object for it, or null if it was gone before it was seen */
    Peer(int source, byte[] identity, Object outpipe) {
        this.source = source;
        this.outpipe = outpipe;
        this.identity = identity;
    }

    /** The connection's number, unique in the run. */
    int source() {
        return source;
    }

    Object outpipe() {
        return outpipe;
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
