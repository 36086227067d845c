package nexus.replay.backtest;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nexus.gateway.router.Output;
import nexus.journal.codec.AddedField;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.replay.command.Times;
import nexus.replay.nexus.NexusGoneException;
import nexus.replay.nexus.NexusListener;
import nexus.replay.nexus.NexusPort;

/**
 * An external NEXUS, which connects as it does to the gateway, in lockstep: after each MARKET_DATA it is waited for until it
 * answers STEP_ACK with that message's {@code seq}. All that it has said before that counts as said at that tick's time, in
 * its order; what it says to an order event therefore counts with the next tick.
 *
 * <p>It gets the gateway's messages with {@code replay: true}. A SIGNAL's {@code timestamp}, which comes from NEXUS's own
 * clock, is replaced by the simulated time: the journal holds what was routed. HEARTBEATs, which go by that clock too, are
 * left out.
 */
final class LockstepNexus implements Nexus, NexusListener {
    private static final AddedField REPLAY = new AddedField(Keys.REPLAY, true);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int WAIT_MILLIS = 20;

    private final Messages messages;
    private final PrintWriter err;
    private final List<byte[]> said = new ArrayList<>();
    private final MapReader reader = new MapReader();
    private final MapWriter rewritten = new MapWriter(512);
    private NexusPort port;
    private byte[] outgoing = new byte[1_024];
    /** The {@code seq} of the tick that has not been answered; 0 if none. */
    private long unanswered;

    private boolean isStopped;
    private BacktestException failure;

    private LockstepNexus(Messages messages, PrintWriter err) {
        this.messages = messages;
        this.err = err;
    }

    /**
     * Binds and waits for a NEXUS.
     *
     * @param isStopped asked while it waits
     * @return null if it was stopped before one came
     */
    static LockstepNexus open(String address, Messages messages, PrintWriter err, BooleanSupplier isStopped) {
        LockstepNexus nexus = new LockstepNexus(messages, err);
        nexus.port = NexusPort.open(address, nexus, isStopped);
        nexus.remark("waiting for NEXUS: it must connect to " + nexus.port.address());
        if (!nexus.port.awaitNexus()) {
            nexus.close();
            return null;
        }
        nexus.remark("NEXUS is there");
        return nexus;
    }

    @Override
    public void take(Output output, long timeNanos) {
        if (failure != null || isStopped) {
            return;
        }
        int room = output.length() + REPLAY.maxGrowth();
        if (outgoing.length < room) {
            outgoing = new byte[2 * room];
        }
        int length = REPLAY.copy(output.buffer(), output.offset(), output.length(), outgoing, 0);
        try {
            isStopped = !port.send(outgoing, 0, length)
                    || (output.role() == Output.Role.MARKET_DATA && !awaitAnswer(output.seq()));
        } catch (NexusGoneException e) {
            failure = new BacktestException(
                    "NEXUS has left at " + Times.iso(timeNanos) + ", before the last tick: " + e.getMessage(), e);
            return;
        }
        if (output.role() == Output.Role.MARKET_DATA && !isStopped) {
            said.forEach(message -> messages.add(atTime(message, timeNanos)));
            said.clear();
        }
    }

    /** Returns false if it was stopped. */
    private boolean awaitAnswer(long seq) throws NexusGoneException {
        unanswered = seq;
        long silentSince = System.nanoTime();
        boolean told = false;
        while (unanswered != 0) {
            if (!port.serve(WAIT_MILLIS)) {
                return false;
            }
            if (!told && unanswered != 0 && System.nanoTime() - silentSince >= SILENCE_NANOS) {
                told = true;
                remark(
                        "no STEP_ACK for 5 s, waiting on: NEXUS must answer each MARKET_DATA with {type: STEP_ACK, seq: the"
                                + " seq of that message}, here " + seq);
            }
        }
        return true;
    }

    @Override
    public void message(boolean whole, byte[] buffer, int offset, int length) {
        if (!whole) {
            remark("left out: a message of several frames, or of more than 64 KiB");
            return;
        }
        String type = reader.wrap(buffer, offset, length) == null ? type() : "";
        if (type.equals(Types.STEP_ACK)) {
            int seq = reader.find(Keys.SEQ);
            boolean isAnswer = seq != MapReader.ABSENT && reader.isNumber(seq) && reader.longValue(seq) == unanswered;
            unanswered = isAnswer ? 0 : unanswered;
        } else if (!type.equals(Types.HEARTBEAT)) {
            byte[] copy = new byte[length];
            System.arraycopy(buffer, offset, copy, 0, length);
            said.add(copy);
        }
    }

    private String type() {
        int field = reader.find(Keys.TYPE);
        return field == MapReader.ABSENT || reader.type(field) != ValueType.STRING ? "" : reader.textValue(field);
    }

    /** The message as it would have been said at that time. */
    private byte[] atTime(byte[] message, long timeNanos) {
        boolean isSignal = reader.wrap(message, 0, message.length) == null && type().equals(Types.SIGNAL);
        int timestamp = isSignal ? reader.find(Keys.TIMESTAMP) : MapReader.ABSENT;
        if (timestamp == MapReader.ABSENT) {
            return message;
        }
        return rewritten
                .reset()
                .beginMap()
                .copyFields(reader, 0, timestamp)
                .put(Keys.TIMESTAMP, Times.seconds(timeNanos))
                .copyFields(reader, timestamp + 1, reader.size())
                .endMap()
                .toBytes();
    }

    @Override
    public void remark(String text) {
        err.println("backtest: " + text);
        err.flush();
    }

    @Override
    public Optional<BacktestException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void finish() {
        MapWriter end = new MapWriter(64)
                .reset()
                .beginMap()
                .put(Keys.TYPE, Types.REPLAY_END)
                .put(Keys.MESSAGES, port.sent())
                .put(Keys.REPLAY, true)
                .endMap();
        try {
            if (port.send(end.buffer(), end.offset(), end.length())) {
                port.finish();
            }
        } catch (NexusGoneException e) {
            remark("NEXUS left before it had everything: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        port.close();
    }
}
