package nexus.gateway.duty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import nexus.gateway.edge.Edge;
import nexus.gateway.port.Channel;
import nexus.gateway.port.SendResult;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;

/**
 * Takes the router's outputs: journals those that are stored, then sends them; ticks are sent at once. Keeps what the
 * sockets refused, for {@link Sequencer} to journal as inputs.
 *
 * <p>With durability {@code power} stored outputs wait until the journal has been synced and {@link #sendSynced} is
 * called; a tick may overtake them.
 */
final class OutputDispatcher implements Outputs {
    private final JournalAppender journal;
    private final JournalClock clock;
    private final Edge edge;
    private final boolean syncBeforeSend;
    private final List<Stored> unsent = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    /** The NEXUS connection that refused; 0 if none did. Nothing more is handed to it until it is writable. */
    private int blockedNexus;

    private long refusedFromSeq;
    private long refusedTicks;
    /** Whether something else than ticks waits in the sockets for {@link #inputRouted}. */
    private boolean urgent;

    private long ticksSent;
    private long outputsStored;
    private long otherRefused;

    /** A stored output on its way to the socket. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Stored(Output.Role role, int source, long seq, String ref, byte[] message) {}

    /** An ORDER or ORDER_CANCEL that the socket did not take: certainly unsent. */
    record Refusal(int source, String ref, boolean cancel, String reason) {}

    private record Note(Level level, long seq, String text) {}

    /** @param syncBeforeSend whether stored outputs must be on the disk before they are sent */
    OutputDispatcher(JournalAppender journal, JournalClock clock, Edge edge, boolean syncBeforeSend) {
        this.journal = journal;
        this.clock = clock;
        this.edge = edge;
        this.syncBeforeSend = syncBeforeSend;
    }

    @Override
    public void output(Output output) {
        if (!output.isStored()) {
            sendTick(output);
            return;
        }
        journal.append(
                output.kind(),
                0,
                output.source(),
                output.cause(),
                clock.nanos(),
                output.buffer(),
                output.offset(),
                output.length());
        outputsStored++;
        if (syncBeforeSend) {
            byte[] message = Arrays.copyOfRange(output.buffer(), output.offset(), output.offset() + output.length());
            unsent.add(new Stored(output.role(), output.source(), output.seq(), output.ref(), message));
        } else {
            send(
                    output.role(),
                    output.source(),
                    output.seq(),
                    output.ref(),
                    output.buffer(),
                    output.offset(),
                    output.length());
        }
    }

    /**
     * Lets go what an input made: all of it at once, for to wake the thread behind a socket takes longer than to make an
     * order.
     */
    void inputRouted() {
        if (urgent) {
            urgent = false;
            edge.flush();
        }
    }

    /** Lets go the ticks of a turn. */
    void turnEnds() {
        edge.flush();
    }

    private void sendTick(Output output) {
        boolean sent = output.source() != blockedNexus
                && edge.enqueue(Channel.NEXUS, output.source(), output.buffer(), output.offset(), output.length())
                        == SendResult.SENT;
        if (sent) {
            ticksSent++;
        } else {
            blockedNexus = output.source();
            refusedTicks++;
        }
    }

    /** Whether stored outputs wait for the disk. Never with durability {@code process}. */
    boolean isWaitingForDisk() {
        return !unsent.isEmpty();
    }

    /** Sends what had to wait for the disk, in order. To be called when the journal has been synced. */
    void sendSynced() {
        for (Stored stored : unsent) {
            send(
                    stored.role(),
                    stored.source(),
                    stored.seq(),
                    stored.ref(),
                    stored.message(),
                    0,
                    stored.message().length);
        }
        unsent.clear();
        inputRouted();
    }

    private void send(Output.Role role, int source, long seq, String ref, byte[] buffer, int offset, int length) {
        urgent = true;
        switch (role) {
            case NEXUS_EVENT -> sendEvent(source, seq, buffer, offset, length);
            case ORDER, CANCEL -> {
                SendResult result = edge.enqueue(Channel.PLATFORM, source, buffer, offset, length);
                if (result != SendResult.SENT) {
                    refusals.add(new Refusal(source, ref, role == Output.Role.CANCEL, reason(result)));
                }
            }
            case PLATFORM_OTHER -> countRefused(edge.enqueue(Channel.PLATFORM, source, buffer, offset, length));
            case OPERATOR_ANSWER -> countRefused(edge.enqueue(Channel.OPERATOR, source, buffer, offset, length));
            case ALERT -> {
                // For the journal, which has it by now.
            }
            case MARKET_DATA -> throw new IllegalStateException("market data is not stored");
        }
    }

    private void sendEvent(int source, long seq, byte[] buffer, int offset, int length) {
        // The journaled refusal of one event takes back all behind it, so none of them may have gone to a newcomer.
        boolean sent = refusedFromSeq == 0
                && source != blockedNexus
                && edge.enqueue(Channel.NEXUS, source, buffer, offset, length) == SendResult.SENT;
        if (!sent) {
            blockedNexus = source;
            refusedFromSeq = refusedFromSeq == 0 ? seq : Math.min(refusedFromSeq, seq);
        }
    }

    private static String reason(SendResult result) {
        return result == SendResult.FULL
                ? "the connection takes nothing more, its queue is full"
                : "the connection is gone";
    }

    private void countRefused(SendResult result) {
        if (result != SendResult.SENT) {
            otherRefused++;
        }
    }

    @Override
    public void note(Level level, long seq, String text) {
        notes.add(new Note(level, seq, text));
    }

    boolean hasNotes() {
        return !notes.isEmpty();
    }

    /** Passes on to the log what the router noted: later than the messages go out, for it takes longer than they do. */
    void logNotes() {
        for (Note note : notes) {
            RouterLog.note(note.level(), note.seq(), note.text());
        }
        notes.clear();
    }

    /** Whether something was refused that is not yet journaled. */
    boolean hasRefusals() {
        return refusedFromSeq != 0 || refusedTicks != 0 || !refusals.isEmpty();
    }

    /** The refused orders and cancels since the last call. */
    List<Refusal> takeRefusals() {
        List<Refusal> taken = List.copyOf(refusals);
        refusals.clear();
        return taken;
    }

    /** Whether NEXUS refused something since the last {@link #clearNexusRefusal}. */
    boolean isNexusRefused() {
        return refusedFromSeq != 0 || refusedTicks != 0;
    }

    /** The smallest {@code seq} of the refused order events (after a resume not the first), 0 if only ticks were. */
    long refusedFromSeq() {
        return refusedFromSeq;
    }

    long refusedTicks() {
        return refusedTicks;
    }

    void clearNexusRefusal() {
        refusedFromSeq = 0;
        refusedTicks = 0;
    }

    /**
     * Whether a NEXUS that refused takes messages again, or is gone; nothing is withheld any longer then. False until
     * its refusal is journaled: the router would hear of the end first, and wait for another for ever.
     *
     * @param isConnected tells which NEXUS connections there are
     */
    boolean nexusBecameWritable(IntPredicate isConnected) {
        if (blockedNexus == 0 || isNexusRefused()) {
            return false;
        }
        if (isConnected.test(blockedNexus) && !edge.isWritable(Channel.NEXUS, blockedNexus)) {
            return false;
        }
        blockedNexus = 0;
        return true;
    }

    boolean isNexusBlocked() {
        return blockedNexus != 0;
    }

    /** Ticks that the NEXUS socket took. */
    long ticksSent() {
        return ticksSent;
    }

    /** Outputs that were journaled. */
    long outputsStored() {
        return outputsStored;
    }

    /** Messages that nobody waits for and that a socket refused. */
    long otherRefused() {
        return otherRefused;
    }
}
