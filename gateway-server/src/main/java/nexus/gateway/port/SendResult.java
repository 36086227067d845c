package nexus.gateway.port;

/** What the socket said to a message. */
public enum SendResult {
    /** The socket took it. That does not prove that it arrives. */
    SENT,
    /** As many messages as may wait for this connection are waiting; certainly unsent. */
    FULL,
    /** There is no such connection any longer; certainly unsent. */
    GONE
}
