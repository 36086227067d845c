package nexus.gateway.bench;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;

/**
 * Reads and routes behind a writer on a thread of its own, as the gateway's follower does: where there is nothing to
 * read it parks for 200 µs.
 */
final class ReplayBehind implements AutoCloseable {
    private static final long PARK_NANOS = 200_000;

    private final JournalReader reader;
    private final Replay replay;
    private final Thread thread = new Thread(this::run, "bench-follower");
    private volatile boolean closing;
    private volatile long sequence;

    private ReplayBehind(JournalReader reader, Router router) {
        this.reader = reader;
        this.replay = new Replay(router);
        thread.setDaemon(true);
    }

    /** Starts behind record {@code sequence}, at which {@code router} stands. */
    static ReplayBehind start(Path dataFolder, Router router, long sequence) {
        JournalReader reader = JournalReader.open(dataFolder);
        if (!reader.seek(sequence + 1)) {
            reader.close();
            throw new IllegalStateException("the journal does not reach record " + sequence);
        }
        ReplayBehind behind = new ReplayBehind(reader, router);
        behind.thread.start();
        return behind;
    }

    private void run() {
        JournalRecord record = new JournalRecord();
        try (reader) {
            while (!closing) {
                if (reader.next(record)) {
                    replay.accept(record);
                    sequence = record.sequence();
                } else {
                    LockSupport.parkNanos(PARK_NANOS);
                }
            }
        }
    }

    /** The last record that was routed, 0 if none was. */
    long sequence() {
        return sequence;
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        while (thread.isAlive()) {
            LockSupport.parkNanos(PARK_NANOS);
        }
    }
}
