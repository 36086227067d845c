package nexus.replay.feed;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads the journal in a thread of its own, up to {@value #BATCHES} batches ahead of the sender: with two processors the
 * router works while the last messages are sent, and the sender can keep its pace.
 */
final class ReadAhead implements AutoCloseable {
    private static final int BATCHES = 8;
    private static final int MESSAGES_PER_BATCH = 1_024;
    private static final long WAIT_MILLIS = 5;

    private final SentMessages source;
    private final SymbolFilter filter;
    private final ArrayBlockingQueue<Batch> full = new ArrayBlockingQueue<>(BATCHES);
    private final ArrayBlockingQueue<Batch> free = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread = new Thread(this::read, "read-ahead");
    private volatile boolean closed;
    private Batch current;
    private int taken;
    private boolean ended;

    /** Messages in order. Belongs to one thread at a time. */
    private static final class Batch {
        private final FedMessage[] messages = new FedMessage[MESSAGES_PER_BATCH];
        private int count;
        /** Whether nothing comes behind these. */
        private boolean last;
        /** What kept the reader from going on, or null. */
        private Throwable failure;

        Batch() {
            for (int i = 0; i < messages.length; i++) {
                messages[i] = new FedMessage();
            }
        }
    }

    /** @param source is used by the other thread alone from {@link #start} to the end */
    private ReadAhead(SentMessages source, SymbolFilter filter) {
        this.source = source;
        this.filter = filter;
        for (int i = 0; i < BATCHES; i++) {
            free.add(new Batch());
        }
    }

    /** Begins to read. */
    static ReadAhead start(SentMessages source, SymbolFilter filter) {
        ReadAhead ahead = new ReadAhead(source, filter);
        ahead.thread.setDaemon(true);
        ahead.thread.start();
        return ahead;
    }

    private void read() {
        try {
            boolean more = true;
            while (more && !closed) {
                Batch batch = free.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
                if (batch != null) {
                    more = fill(batch);
                    hand(batch);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** Returns false when nothing comes behind it. */
    private boolean fill(Batch batch) {
        batch.count = 0;
        try {
            while (batch.count < MESSAGES_PER_BATCH) {
                FedMessage message = source.next(batch.messages[batch.count]);
                if (message == null) {
                    batch.last = true;
                    return false;
                }
                batch.messages[batch.count] = message;
                if (filter.passes(message)) {
                    batch.count++;
                }
            }
            return true;
        } catch (RuntimeException | Error e) {
            // Thrown where the messages before it have been taken.
            batch.failure = e;
            batch.last = true;
            return false;
        }
    }

    private void hand(Batch batch) throws InterruptedException {
        boolean handed = false;
        while (!handed && !closed) {
            handed = full.offer(batch, WAIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * The next message; waits for it a few milliseconds at most.
     *
     * @return borrowed until the next call; null if it has not come yet, or never will: see {@link #isEnded}
     * @throws RuntimeException if the reader failed there
     */
    FedMessage next() {
        while (current == null || taken == current.count) {
            if (current != null && !release()) {
                return null;
            }
            current = await();
            if (current == null) {
                return null;
            }
            taken = 0;
        }
        return current.messages[taken++];
    }

    private Batch await() {
        try {
            return full.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** Gives the batch at hand back. Returns false if it was the last. */
    private boolean release() {
        if (current.failure instanceof RuntimeException failure) {
            throw failure;
        } else if (current.failure instanceof Error failure) {
            throw failure;
        }
        ended = current.last;
        if (!ended) {
            free.add(current);
            current = null;
        }
        return !ended;
    }

    /** Whether every message has been taken. What the source has to say about its end may be asked then. */
    boolean isEnded() {
        return ended;
    }

    /** Ends the reading; the source is the caller's again. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
