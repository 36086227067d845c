package nexus.replay.nexus;

/** NEXUS has hung up, or its connection was lost, before it had everything. The message says how far it came. */
public final class NexusGoneException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long messages;

    NexusGoneException(long messages) {
        super("NEXUS has left: " + messages + " messages had been handed over to its connection");
        this.messages = messages;
    }

    /** How many messages its connection had taken; the last of them may never have reached it. */
    public long messages() {
        return messages;
    }
}
