package nexus.gateway.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ticks and signals at steady rates. What is due is sent, however late; a tick waits for none before it. */
final class SteadyLoad implements ClientPair.Events {
    private static final int MAX_BATCH = 256;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ClientPair pair;
    private final long beginNanos = System.nanoTime();
    private final Source ticks;
    private final Source signals;
    private long turns;
    private long fills;

    /** What comes at one rate. */
    private static final class Source {
        private final long count;
        private final long intervalNanos;
        private long sent;

        Source(int seconds, int perSecond) {
            count = (long) seconds * perSecond;
            intervalNanos = perSecond == 0 ? 0 : ClientProgram.intervalNanos(perSecond);
        }

        long dueNanos() {
            return sent == count ? Long.MAX_VALUE : sent * intervalNanos;
        }
    }

    private SteadyLoad(ClientPair pair, int seconds, int ticksPerSecond, int signalsPerSecond) {
        this.pair = pair;
        this.ticks = new Source(seconds, ticksPerSecond);
        this.signals = new Source(seconds, signalsPerSecond);
    }

    /**
     * Sends for so many seconds, and waits until everything has come back. Answers {@code ticks} and {@code bursts}, the
     * times that it has sent some: the operating system does not wake a program up for each.
     */
    static Answer run(ClientPair pair, int seconds, int ticksPerSecond, int signalsPerSecond) throws IOException {
        SteadyLoad load = new SteadyLoad(pair, seconds, ticksPerSecond, signalsPerSecond);
        load.run();
        return new Answer().put("ticks", load.ticks.count).put("bursts", load.turns);
    }

    private void run() throws IOException {
        long movedNanos = System.nanoTime();
        while (pair.ticks().underWay() > 0 || fills < signals.count || ticks.sent < ticks.count) {
            long now = System.nanoTime();
            if (send(now - beginNanos) + pair.fillOrders() + pair.takeAtNexus(MAX_BATCH, this) > 0) {
                movedNanos = now;
            } else if (now - movedNanos > PATIENCE_NANOS) {
                throw new IOException("nothing moves any more: " + pair.ticks().underWay() + " ticks and "
                        + (signals.sent - fills) + " fills are missing");
            }
            park();
        }
    }

    private int send(long elapsedNanos) throws IOException {
        long before = ticks.sent + signals.sent;
        while (ticks.dueNanos() <= elapsedNanos) {
            pair.sendTick();
            ticks.sent++;
        }
        while (signals.dueNanos() <= elapsedNanos) {
            pair.send(pair.nextSignal());
            signals.sent++;
        }
        int sent = (int) (ticks.sent + signals.sent - before);
        turns += sent > 0 ? 1 : 0;
        return sent;
    }

    private void park() {
        long due = Math.min(ticks.dueNanos(), signals.dueNanos());
        long left = due == Long.MAX_VALUE ? LONGEST_PARK_NANOS : beginNanos + due - System.nanoTime();
        if (left > 0) {
            LockSupport.parkNanos(Math.min(left, LONGEST_PARK_NANOS));
        }
    }

    @Override
    public void filled(String orderId) {
        fills++;
    }
}
