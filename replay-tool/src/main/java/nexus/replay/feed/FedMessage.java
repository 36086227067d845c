package nexus.replay.feed;

import nexus.journal.codec.AddedField;
import nexus.journal.message.Keys;

/** One message for NEXUS, as the gateway sent it but for {@code replay: true}. Reused: whoever takes one gives one back. */
final class FedMessage {
    private static final AddedField REPLAY = new AddedField(Keys.REPLAY, true);
    private static final int FIRST_CAPACITY = 256;

    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int length;
    private boolean isTick;
    private long seq;
    private long event;
    private long input;
    private long inputCount;
    private long timeNanos;
    private boolean takenBack;

    /**
     * Takes a message, which is copied.
     *
     * @param event how many order events and the like there are up to this one, or up to this tick
     */
    void set(boolean isTick, long seq, long event, byte[] message, int offset, int messageLength) {
        this.isTick = isTick;
        this.seq = seq;
        this.event = event;
        this.takenBack = false;
        int room = messageLength + REPLAY.maxGrowth();
        if (buffer.length < room) {
            buffer = new byte[Math.max(room, 2 * buffer.length)];
        }
        // The router takes the field out of a platform's tick.
        length = isTick
                ? REPLAY.append(message, offset, messageLength, buffer, 0)
                : REPLAY.copy(message, offset, messageLength, buffer, 0);
    }

    /** Notes which input it went out for: its sequence, its number among the inputs, its time. */
    void setInput(long sequence, long count, long nanos) {
        input = sequence;
        inputCount = count;
        timeNanos = nanos;
    }

    /** Holds the message, from 0 on. */
    byte[] buffer() {
        return buffer;
    }

    /** Length of the message in bytes. */
    int length() {
        return length;
    }

    /** Whether it is market data. */
    boolean isTick() {
        return isTick;
    }

    /** Its {@code seq}. */
    long seq() {
        return seq;
    }

    /** How many messages other than ticks there were up to here. */
    long event() {
        return event;
    }

    /** Sequence of the input for which it went out; of a held message not the one that made it. */
    long input() {
        return input;
    }

    /** How many inputs there were up to that one. */
    long inputCount() {
        return inputCount;
    }

    /** When it went out, in nanoseconds since the epoch. */
    long timeNanos() {
        return timeNanos;
    }

    /** It was not sent after all. */
    void takeBack() {
        takenBack = true;
    }

    boolean isTakenBack() {
        return takenBack;
    }
}
