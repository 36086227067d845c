package nexus.replay.nexus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * The other side: a DEALER that connects, listens and remembers. In a thread of its own; what is asked of it is answered
 * from any thread.
 */
public final class DealerNexus implements AutoCloseable {
    private static final int POLL_MILLIS = 5;
    /** JeroMQ forgets to greet after some of its connects; this is how soon it tries again. */
    private static final int HANDSHAKE_MILLIS = 300;

    private final ZMQ.Context context = ZMQ.context(1);
    private final ZMQ.Socket socket = context.socket(SocketType.DEALER);
    private final List<byte[]> heard = new ArrayList<>();
    private final List<byte[]> toSay = new ArrayList<>();
    private final Thread thread = new Thread(this::listen, "nexus");
    private IntFunction<byte[]> answer = index -> null;
    private long pauseNanos;
    private boolean listening = true;
    private volatile boolean ended;

    private DealerNexus() {
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        socket.setLinger(0);
    }

    /** One that reads as fast as it can. */
    public static DealerNexus connect(String address) {
        return new DealerNexus().start(address);
    }

    /** One that has room for 16 messages, and takes this long for each. */
    public static DealerNexus connectSlow(String address, long pauseNanos) {
        DealerNexus nexus = new DealerNexus();
        nexus.socket.setRcvHWM(16);
        nexus.pauseNanos = pauseNanos;
        return nexus.start(address);
    }

    /** One that does not read until {@link #go}. */
    public static DealerNexus connectDeaf(String address) {
        DealerNexus nexus = new DealerNexus();
        nexus.socket.setRcvHWM(16);
        nexus.listening = false;
        return nexus.start(address);
    }

    private DealerNexus start(String address) {
        socket.connect(address);
        thread.start();
        return this;
    }

    /** Begins to read. */
    public synchronized void go() {
        listening = true;
    }

    private synchronized boolean isListening() {
        return listening;
    }

    /** Answers each message that it gets; by its index from 0, null for no answer. */
    public synchronized DealerNexus answering(IntFunction<byte[]> how) {
        answer = how;
        return this;
    }

    /** Says something. */
    public synchronized void say(byte[] message) {
        toSay.add(message);
    }

    /** What it has got so far. */
    public synchronized List<byte[]> heard() {
        return List.copyOf(heard);
    }

    /** How many messages it has got. */
    public synchronized int count() {
        return heard.size();
    }

    private void listen() {
        ZMQ.Poller poller = context.poller(1);
        poller.register(socket, ZMQ.Poller.POLLIN);
        while (!ended) {
            sayWhatIsToBeSaid();
            if (!isListening()) {
                LockSupport.parkNanos(POLL_MILLIS * 1_000_000L);
            } else if (poller.poll(POLL_MILLIS) > 0) {
                byte[] message;
                while (!ended && (message = socket.recv(ZMQ.DONTWAIT)) != null) {
                    take(message);
                }
            }
        }
        poller.close();
        socket.close();
    }

    private void take(byte[] message) {
        if (pauseNanos > 0) {
            LockSupport.parkNanos(pauseNanos);
        }
        byte[] said;
        synchronized (this) {
            heard.add(message);
            said = answer.apply(heard.size() - 1);
        }
        if (said != null) {
            socket.send(said, ZMQ.DONTWAIT);
        }
    }

    private synchronized void sayWhatIsToBeSaid() {
        toSay.forEach(message -> socket.send(message, ZMQ.DONTWAIT));
        toSay.clear();
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.term();
    }
}
