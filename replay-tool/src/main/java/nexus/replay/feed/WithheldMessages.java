package nexus.replay.feed;

import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.journal.codec.MapWriter;
import nexus.journal.store.JournalRecord;

/**
 * Messages for NEXUS that the router made, until it is known whether they were sent.
 *
 * <p>What a socket did not take is in the journal at the end of the gateway's turn, as an input: so a message is kept until
 * a whole turn's inputs have passed. One that is no market data is also kept until its record has come.
 */
final class WithheldMessages implements Outputs {
    /** A turn takes 256 messages from each of three endpoints at the most, and a few inputs of the gateway's own. */
    static final int INPUTS_PER_TURN = 1_024;

    private final MessageQueue queue = new MessageQueue();
    /** Where the messages begin that have not got their input yet. */
    private long unstamped;

    private long inputs;
    private long events;
    private long journaledEvents;
    private boolean ended;

    @Override
    public void output(Output output) {
        switch (output.role()) {
            case MARKET_DATA -> add(true, output.seq(), output.buffer(), output.offset(), output.length());
            case NEXUS_EVENT -> {
                events++;
                add(false, output.seq(), output.buffer(), output.offset(), output.length());
            }
            default -> {
                // For platforms and operators.
            }
        }
    }

    @Override
    public void note(Level level, long seq, String text) {
        // Was logged when it happened.
    }

    /** A tick that was not sent is to be given all the same. */
    void addDropped(long seq, MapWriter message) {
        add(true, seq, message.buffer(), message.offset(), message.length());
    }

    private void add(boolean isTick, long seq, byte[] buffer, int offset, int length) {
        queue.add().set(isTick, seq, events, buffer, offset, length);
    }

    /** The router has taken this input, and has made all that it makes of it. */
    void inputTaken(JournalRecord input) {
        inputs++;
        for (; unstamped < queue.tail(); unstamped++) {
            queue.at(unstamped).setInput(input.sequence(), inputs, input.timeNanos());
        }
    }

    /** The journal has shown the record of the oldest message, ticks aside, of which it had not. */
    void eventJournaled() {
        journaledEvents++;
    }

    /**
     * The socket took neither the events from this {@code seq} on nor the last so many ticks.
     *
     * @param fromSeq 0 if only ticks were refused
     */
    void refused(long fromSeq, long ticks) {
        long ticksLeft = ticks;
        boolean eventsLeft = fromSeq > 0;
        for (long place = queue.tail() - 1; place >= queue.head() && (ticksLeft > 0 || eventsLeft); place--) {
            FedMessage message = queue.at(place);
            if (message.isTick() && ticksLeft > 0) {
                message.takeBack();
                ticksLeft--;
            } else if (!message.isTick() && eventsLeft) {
                eventsLeft = message.seq() >= fromSeq;
                if (eventsLeft) {
                    message.takeBack();
                }
            }
        }
    }

    /** The gateway died: what is behind the first event that it did not journal was never sent. */
    void gatewayDied() {
        for (long place = queue.head(); place < queue.tail(); place++) {
            FedMessage message = queue.at(place);
            if (message.event() > journaledEvents) {
                message.takeBack();
            }
        }
        journaledEvents = events;
    }

    /** No further input comes: what has been journaled so far was sent. */
    void end() {
        ended = true;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Nothing that is still here is to be given. */
    void clear() {
        queue.clear();
        unstamped = queue.tail();
    }

    /** The next message of which it is known that it was sent; null if there is none yet. It stays where it is. */
    FedMessage next() {
        while (!queue.isEmpty() && isRipe(queue.at(queue.head()))) {
            FedMessage message = queue.at(queue.head());
            if (!message.isTakenBack()) {
                return message;
            }
            queue.skip();
        }
        return null;
    }

    /** Removes the message that {@link #next} has shown. */
    void skip() {
        queue.skip();
    }

    /** As {@link #skip}, but the message is the caller's from now on, and {@code spare} is used in its stead. */
    FedMessage take(FedMessage spare) {
        return queue.take(spare);
    }

    private boolean isRipe(FedMessage message) {
        return message.event() <= journaledEvents && (ended || inputs - message.inputCount() >= INPUTS_PER_TURN);
    }
}
