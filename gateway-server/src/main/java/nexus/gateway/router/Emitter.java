package nexus.gateway.router;

import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;

/**
 * Numbers, digests and hands out the outputs of one input. Every message gets {@code seq} = input's sequence × {@value
 * #SEQ_PER_INPUT} + index, and {@code recv_ns}, the input's time.
 */
final class Emitter {
    /** How many messages one input may make at the most. */
    static final int SEQ_PER_INPUT = 256;

    private final MapWriter writer = new MapWriter(1024);
    private final Output output = new Output();
    private final OutputDigest digest = new OutputDigest();

    private Outputs outputs;
    private long sequence;
    private long timeNanos;
    private int index;

    void begin(long sequence, long timeNanos, Outputs outputs) {
        this.sequence = sequence;
        this.timeNanos = timeNanos;
        this.outputs = outputs;
        this.index = 0;
    }

    /** Sequence of the input at work. */
    long sequence() {
        return sequence;
    }

    /** Time of the input at work, ns since the epoch: the router's only clock. */
    long timeNanos() {
        return timeNanos;
    }

    OutputDigest digest() {
        return digest;
    }

    /** Begins a message; {@link #end} or a send ends it. */
    MapWriter message(String type) {
        return open().put(Keys.TYPE, type);
    }

    /** Begins a message that brings its own {@code type}. */
    MapWriter open() {
        return writer.reset(OutputDigest.PREFIX_LENGTH).beginMap();
    }

    /** Whether the input at work may make another message. */
    boolean hasRoom() {
        return hasRoom(1);
    }

    /** Whether the input at work may make so many more messages. */
    boolean hasRoom(int messages) {
        return index + messages <= SEQ_PER_INPUT;
    }

    /** Completes the message with seq and receipt time, and returns its seq. */
    long end() {
        if (!hasRoom()) {
            throw new IllegalStateException("input " + sequence + " makes more than " + SEQ_PER_INPUT + " messages");
        }
        long seq = sequence * SEQ_PER_INPUT + index++;
        writer.put(Keys.SEQ, seq).put(Keys.RECV_NS, timeNanos).endMap();
        return seq;
    }

    /** Completes a message that is never sent, as {@link #end} would complete the next one, and returns its seq. */
    long completeAside(MapWriter message) {
        long seq = sequence * SEQ_PER_INPUT + index;
        message.put(Keys.SEQ, seq).put(Keys.RECV_NS, timeNanos).endMap();
        return seq;
    }

    /** Completes the message as an event for NEXUS, to be held or sent. */
    NexusEvent endEvent(boolean resumable) {
        long seq = end();
        byte[] message = new byte[OutputDigest.PREFIX_LENGTH + writer.length()];
        System.arraycopy(writer.buffer(), writer.offset(), message, OutputDigest.PREFIX_LENGTH, writer.length());
        return new NexusEvent(seq, resumable, message);
    }

    /** Completes the message and hands it out. */
    void send(Output.Role role, int source, String ref) {
        long seq = end();
        hand(output.set(role, source, sequence, seq, ref, writer.buffer(), writer.offset(), writer.length()));
    }

    /** Hands out an event that was made before, perhaps by an earlier input. */
    void sendEvent(NexusEvent event, int source) {
        hand(output.set(
                Output.Role.NEXUS_EVENT,
                source,
                event.seq() / SEQ_PER_INPUT,
                event.seq(),
                null,
                event.buffer(),
                OutputDigest.PREFIX_LENGTH,
                event.buffer().length - OutputDigest.PREFIX_LENGTH));
    }

    private void hand(Output ready) {
        digest.update(ready);
        outputs.output(ready);
    }

    void debug(String text) {
        outputs.note(Outputs.Level.DEBUG, sequence, text);
    }

    void info(String text) {
        outputs.note(Outputs.Level.INFO, sequence, text);
    }

    void warn(String text) {
        outputs.note(Outputs.Level.WARN, sequence, text);
    }

    void alarm(String text) {
        outputs.note(Outputs.Level.ALARM, sequence, text);
    }
}
