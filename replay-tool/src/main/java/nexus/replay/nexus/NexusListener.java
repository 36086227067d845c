package nexus.replay.nexus;

/** Hears what happens on a {@link NexusPort}, while one of its methods runs. */
public interface NexusListener {
    /**
     * NEXUS has said something.
     *
     * @param whole whether the bytes are one message as it came; else they are what stands for one of several frames, or
     *     of more than 64 KiB
     * @param buffer borrowed until this method returns
     */
    void message(boolean whole, byte[] buffer, int offset, int length);

    /** Something that the user should know: one line, for people. */
    void remark(String text);
}
