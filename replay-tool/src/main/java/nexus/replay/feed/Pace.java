package nexus.replay.feed;

import nexus.replay.nexus.NexusGoneException;

/** Decides when the next message may go out. */
interface Pace {
    /** As fast as the client takes them. */
    Pace MAX = message -> true;

    /**
     * Waits until this message is due, serving the client meanwhile.
     *
     * @return false if it was stopped
     */
    boolean await(FedMessage message) throws NexusGoneException;

    /** The message has gone out. */
    default void sent(FedMessage message) {}

    /**
     * Waits until the client has done its part with all that was sent.
     *
     * @return false if it was stopped
     */
    default boolean complete() throws NexusGoneException {
        return true;
    }
}
