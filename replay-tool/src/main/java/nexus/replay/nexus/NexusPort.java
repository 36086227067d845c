package nexus.replay.nexus;

import java.io.UncheckedIOException;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import nexus.gateway.port.CannotBindException;
import nexus.gateway.port.Channel;
import nexus.gateway.port.Outgoing;
import nexus.gateway.port.PortEvents;
import nexus.gateway.port.RouterPort;
import nexus.gateway.port.SendResult;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * Where one NEXUS connects, as it would to the gateway. Nothing that is sent to it is dropped, however slow it is: the
 * sender waits. A second NEXUS gets nothing.
 *
 * <p>The order of use: {@link #open}, {@link #awaitNexus}, then {@link #send}, {@link #serve} and {@link #poll} as often as
 * wanted, {@link #finish}, {@link #close}. For one thread. Every method that may wait ends early when {@code isStopped}
 * says so, and then returns false.
 */
public final class NexusPort implements AutoCloseable {
    /** Frames above this are not passed on as they came. */
    private static final int MAX_FRAME_BYTES = 64 * 1024;
    /** What may wait in the connection; half of it lasts longer than a millisecond. */
    private static final int MAX_QUEUED_MESSAGES = 8_192;

    private static final int MAX_BATCH = 256;
    private static final int MAX_WAIT_MILLIS = 20;

    private final ZMQ.Context context = ZMQ.context(1);
    private final TreeMap<Integer, String> connected = new TreeMap<>();
    private final PortEvents events = new Events();
    private final NexusListener listener;
    private final BooleanSupplier isStopped;
    private RouterPort port;
    private ZMQ.Poller poller;
    private int lastSource;
    /** The NEXUS that everything goes to; 0 if none was chosen yet. */
    private int nexus;

    private long sent;

    private NexusPort(NexusListener listener, BooleanSupplier isStopped) {
        this.listener = listener;
        this.isStopped = isStopped;
    }

    /**
     * Binds.
     *
     * @param address {@code tcp://host:port}; port 0 takes a free one
     * @param isStopped asked while a method waits, at least every 20 ms
     * @throws UncheckedIOException if the address is taken, or not one of this machine; the message is for the user
     */
    public static NexusPort open(String address, NexusListener listener, BooleanSupplier isStopped) {
        NexusPort opened = new NexusPort(listener, isStopped);
        try {
            opened.bind(address);
            return opened;
        } catch (CannotBindException e) {
            opened.close();
            boolean taken = e.getCause() instanceof ZMQException zmq && zmq.getErrorCode() == ZError.EADDRINUSE;
            throw new UncheckedIOException(
                    "cannot open " + address + " for NEXUS: "
                            + (taken
                                    ? "another program has this port, choose another one"
                                    : "not an address of this machine that this user may open"),
                    e);
        }
    }

    private void bind(String address) throws CannotBindException {
        port = RouterPort.openPatient(
                context, Channel.NEXUS, address, MAX_FRAME_BYTES, MAX_QUEUED_MESSAGES, () -> ++lastSource);
        poller = context.poller(1);
        poller.register(port.socket(), ZMQ.Poller.POLLIN);
    }

    /** Where it is bound, with the actual port: {@code tcp://host:port}. */
    public String address() {
        return port.address();
    }

    /**
     * Waits until exactly one NEXUS is there. One that connects and never says a word is found, a connection that does not
     * speak ZeroMQ is none.
     *
     * @return false if it was stopped
     */
    public boolean awaitNexus() {
        int told = 0;
        while (connected.size() != 1) {
            if (isStopped.getAsBoolean()) {
                return false;
            }
            if (connected.size() > 1 && connected.size() != told) {
                told = connected.size();
                listener.remark(told + " NEXUS are connected, " + String.join(", ", connected.values())
                        + ": nothing is sent until one remains");
            }
            look();
        }
        nexus = connected.firstKey();
        return true;
    }

    /**
     * Hands one message over, whole, and waits while the connection takes nothing. It may stay here until the next call of
     * another method, or of {@link #flush}. The buffer is copied.
     *
     * @return false if it was stopped: the message was not handed over
     * @throws NexusGoneException if NEXUS has left
     */
    public boolean send(byte[] buffer, int offset, int length) throws NexusGoneException {
        SendResult result = port.enqueue(nexus, buffer, offset, length);
        int waits = 0;
        while (result == SendResult.FULL) {
            do {
                // Never longer than it has waited: what the connection still holds lasts as long again.
                waits++;
                if (!serve(Math.min(waits, MAX_WAIT_MILLIS))) {
                    return false;
                }
            } while (!port.isWritable(nexus));
            result = port.enqueue(nexus, buffer, offset, length);
        }
        if (result == SendResult.GONE) {
            throw new NexusGoneException(sent);
        }
        sent++;
        return true;
    }

    /** Lets go what was handed over. */
    public void flush() {
        port.flush();
    }

    /**
     * Takes what NEXUS has said, without waiting.
     *
     * @throws NexusGoneException if NEXUS has left
     */
    public void poll() throws NexusGoneException {
        port.flush();
        port.receive(MAX_BATCH, events);
        checkNexus();
    }

    /**
     * Waits for NEXUS to say something and takes it.
     *
     * @param millis at most; 1 or more
     * @return false if it was stopped
     * @throws NexusGoneException if NEXUS has left
     */
    public boolean serve(int millis) throws NexusGoneException {
        await(millis);
        checkNexus();
        return !isStopped.getAsBoolean();
    }

    /** Waits a moment for whatever happens. */
    void look() {
        await(MAX_WAIT_MILLIS);
    }

    /** How many connections there are that speak ZeroMQ. */
    int connections() {
        return connected.size();
    }

    private void await(int millis) {
        port.flush();
        poller.poll(millis);
        port.receive(MAX_BATCH, events);
    }

    private void checkNexus() throws NexusGoneException {
        if (!connected.containsKey(nexus)) {
            throw new NexusGoneException(sent);
        }
    }

    /** What is known of the last messages. */
    public enum Ending {
        /** NEXUS has read everything. */
        DELIVERED,
        /** NEXUS has hung up by itself when nothing waited for it any longer. It had no reason to if it had not read all. */
        HUNG_UP,
        /** The waiting was stopped. */
        STOPPED
    }

    /**
     * Waits until NEXUS has everything, however long it takes, and has hung up because it was told that nothing more comes.
     *
     * @throws NexusGoneException if NEXUS has left while messages waited for it
     */
    public Ending finish() throws NexusGoneException {
        port.flush();
        Outgoing rest = port.outgoing(nexus);
        if (rest == null) {
            throw new NexusGoneException(sent);
        }
        boolean told = rest.end();
        for (int waits = 1; connected.containsKey(nexus); waits++) {
            await(Math.min(waits, MAX_WAIT_MILLIS));
            if (isStopped.getAsBoolean()) {
                return Ending.STOPPED;
            }
            told = told || rest.end();
        }
        if (!told && !rest.isTaken()) {
            throw new NexusGoneException(sent);
        }
        return told ? Ending.DELIVERED : Ending.HUNG_UP;
    }

    /** How many messages were handed over. */
    public long sent() {
        return sent;
    }

    @Override
    public void close() {
        if (poller != null) {
            poller.close();
        }
        if (port != null) {
            port.close();
        }
        context.term();
    }

    private final class Events implements PortEvents {
        @Override
        public void peerUp(Channel channel, int source, String identity, String address) {
            connected.put(source, "connection " + source + (address == null ? "" : " from " + address));
            if (nexus != 0) {
                listener.remark("a second NEXUS has connected (" + connected.get(source)
                        + "): it gets nothing, and what it says is not heard");
            }
        }

        @Override
        public void peerDown(Channel channel, int source, String reason) {
            connected.remove(source);
        }

        @Override
        public void frame(Channel channel, int source, int flags, byte[] buffer, int offset, int length) {
            if (source == nexus || nexus == 0) {
                listener.message(flags == 0, buffer, offset, length);
            }
        }
    }
}
