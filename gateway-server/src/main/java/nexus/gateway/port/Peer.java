package nexus.gateway.port;

import zmq.Msg;

/** One connection whose handshake is complete. */
final class Peer {
    private final int source;
    private final Object outpipe;
    private byte[] identity;
    private Msg identityFrame;
    private long seenInScan;
    private boolean handedOver;

    /** @param outpipe JeroMQ's object for it, or null if it was gone before it was seen */
    Peer(int source, byte[] identity, Object outpipe) {
        this.source = source;
        this.outpipe = outpipe;
        changeIdentity(identity);
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

    /** The first frame of every message to it; the socket copies it, so it is reused. */
    Msg identityFrame() {
        return identityFrame;
    }

    void changeIdentity(byte[] newIdentity) {
        identity = newIdentity;
        identityFrame = new Msg(newIdentity);
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
