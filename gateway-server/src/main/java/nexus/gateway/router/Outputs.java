package nexus.gateway.router;

/** Takes what the router makes of an input, in order. */
public interface Outputs {
    /** How much a note matters to the people who run the gateway. */
    enum Level {
        DEBUG,
        INFO,
        WARN,
        /** Money or the journal is at stake. */
        ALARM
    }

    /** A message to send. Borrowed until this method returns. */
    void output(Output output);

    /**
     * Something a person wants to read: goes to the log, changes nothing, is no part of the digest.
     *
     * @param seq sequence of the input that it is about
     */
    void note(Level level, long seq, String text);
}
