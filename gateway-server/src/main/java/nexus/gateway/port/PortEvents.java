package nexus.gateway.port;

import nexus.gateway.keys.Principal;

/**
 * Hears what the sockets observe, in order: a connection's {@link #peerUp} comes before its first frame, and its {@link
 * #peerDown} after the last. One that another took the identity of may come up and go down a second time.
 */
public interface PortEvents {
    /** The reason in {@link #peerDown} when a newer connection has the same ZeroMQ identity. */
    String TAKEN_OVER = "identity taken over by a newer connection";

    /**
     * A connection has finished its handshake.
     *
     * @param source its number, unique in the run
     * @param identity its ZeroMQ identity in hexadecimal
     * @param address the other end, or null where it is not known yet
     */
    void peerUp(Channel channel, int source, String identity, String address);

    /**
     * A connection has finished its handshake, and has proved whose it is.
     *
     * @param principal whose; null where the endpoint asks for no proof
     */
    default void peerUp(Channel channel, int source, String identity, String address, Principal principal) {
        peerUp(channel, source, identity, address);
    }

    /**
     * A message has come that is not taken, for it lacks the endpoint's token. Nothing of it may be journaled: it may hold
     * a token that is right elsewhere.
     *
     * @param reason what is wrong, for the sender
     * @param length of all its frames, in bytes
     */
    default void unauthorized(Channel channel, int source, String reason, int length) {}

    /** So many messages of a connection wait to be read that it must be cut off: it cannot be made to wait. */
    default void overrun(Channel channel, int source) {}

    /**
     * Somebody was refused in the handshake.
     *
     * @param who name of the key or, where that is not known, the address
     * @param reason why
     */
    default void turnedAway(Channel channel, String who, String reason) {}

    /**
     * A connection is gone, or another one has taken over its identity. In the latter case frames that were still
     * under way may follow, behind another {@link #peerUp} of the same connection.
     */
    void peerDown(Channel channel, int source, String reason);

    /**
     * A message has come.
     *
     * @param flags {@link nexus.journal.store.JournalRecord#FLAG_OVERSIZE}, {@code FLAG_MULTIPART}, or 0
     * @param buffer borrowed until this method returns
     */
    void frame(Channel channel, int source, int flags, byte[] buffer, int offset, int length);
}
