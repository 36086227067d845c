package nexus.bookmap;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Ticks that wait for the socket. {@link #offer} and {@link #dropped} may be called from any thread. */
final class TickQueue {
    private static final int MAX_TICKS = 1 << 16;

    private final String platform;
    private final BlockingQueue<Tick> waiting = new ArrayBlockingQueue<>(MAX_TICKS);
    private final AtomicLong dropped = new AtomicLong();
    /** What the socket has not taken yet, or null. */
    private byte[] next;

    TickQueue(String platform) {
        this.platform = platform;
    }

    /** Queues a tick, or drops and counts it: without a connection, or if too many wait. */
    void offer(Tick tick, boolean isUp) {
        if (!isUp || !waiting.offer(tick)) {
            dropped.incrementAndGet();
        }
    }

    /** Sends as many as the socket takes; returns how many. */
    int sendTo(DealerSocket socket, int most) {
        int count = 0;
        while (count < most) {
            if (next == null) {
                Tick tick = waiting.poll();
                if (tick == null) {
                    break;
                }
                next = GatewayMessages.marketData(platform, tick);
            }
            if (!socket.send(next)) {
                break;
            }
            next = null;
            count++;
        }
        return count;
    }

    /** The connection is gone: what waited for it is stale. */
    void drop() {
        int count = next == null ? 0 : 1;
        next = null;
        while (waiting.poll() != null) {
            count++;
        }
        dropped.addAndGet(count);
    }

    long dropped() {
        return dropped.get();
    }
}
