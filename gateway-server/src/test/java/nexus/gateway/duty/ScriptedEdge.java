package nexus.gateway.duty;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import nexus.gateway.edge.Edge;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.gateway.port.SendResult;

/** Sockets that bring what a test says, all of one turn at once, and take what it lets them take. */
final class ScriptedEdge implements Edge {
    private final Queue<Consumer<PortEvents>> turns = new ConcurrentLinkedQueue<>();
    private final Semaphore turnsToCome = new Semaphore(0);
    private final Map<Integer, SendResult> answers = new ConcurrentHashMap<>();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private Edge real;

    /** A message that a connection took. */
    @SuppressWarnings("ArrayRecordComponent")
    record Taken(int source, byte[] message) {
        boolean is(String type) {
            return type.equals(TestPeer.text(message, "type"));
        }

        long seq() {
            return TestPeer.integer(message, "seq");
        }

        @Override
        public String toString() {
            return source + " " + TestPeer.json(message);
        }
    }

    /** Stands in for these sockets, which are only closed. */
    ScriptedEdge insteadOf(Edge sockets) {
        real = sockets;
        return this;
    }

    /** What happens in one turn of the duty cycle, in order, on whatever endpoint. */
    void turn(Consumer<PortEvents> happens) {
        turns.add(happens);
        turnsToCome.release();
    }

    /** From now on a connection answers this to every message. */
    void answer(int source, SendResult answer) {
        answers.put(source, answer);
    }

    /** What was taken so far, in order. */
    List<Taken> taken(int source) {
        return taken.stream().filter(one -> one.source() == source).toList();
    }

    /** Waits until a connection has taken such a message. */
    void await(int source, Predicate<Taken> wanted, String what) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TestPeer.DEADLINE_MILLIS);
        while (taken(source).stream().noneMatch(wanted)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("connection " + source + " got no " + what + " within "
                        + TestPeer.DEADLINE_MILLIS + " ms, but " + taken(source));
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public int receive(Channel channel, PortEvents events) {
        // The duty cycle asks NEXUS's endpoint in each turn once.
        Consumer<PortEvents> turn = channel == Channel.NEXUS ? turns.poll() : null;
        if (turn == null) {
            return 0;
        }
        turn.accept(events);
        return 1;
    }

    @Override
    public SendResult send(Channel channel, int source, byte[] buffer, int offset, int length) {
        SendResult answer = answers.getOrDefault(source, SendResult.SENT);
        if (answer == SendResult.SENT) {
            taken.add(new Taken(source, Arrays.copyOfRange(buffer, offset, offset + length)));
        }
        return answer;
    }

    @Override
    public boolean isWritable(Channel channel, int source) {
        return !answers.containsKey(source) || answers.get(source) == SendResult.SENT;
    }

    @Override
    public void poll(int timeoutMillis) {
        try {
            if (turnsToCome.tryAcquire(timeoutMillis, TimeUnit.MILLISECONDS)) {
                turnsToCome.drainPermits();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the duty cycle", e);
        }
    }

    @Override
    public String address(Channel channel) {
        return real.address(channel);
    }

    @Override
    public void close() {
        real.close();
    }
}
