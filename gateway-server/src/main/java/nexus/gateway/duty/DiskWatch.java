package nexus.gateway.duty;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import nexus.config.EdgeConfig;
import nexus.journal.store.DiskGuard;

/** Asks the file system four times a second from a thread of its own, since that may take its time. */
final class DiskWatch implements DiskLevel {
    private static final long INTERVAL_NANOS = 250_000_000L;

    private final DiskGuard guard;
    private final Thread thread = new Thread(this::run, "disk-watch");
    private volatile String description;
    private volatile boolean closing;

    private DiskWatch(DiskGuard guard) {
        this.guard = guard;
        this.description = guard.describe();
        thread.setDaemon(true);
    }

    /** Allocates the reserve and begins to watch. */
    static DiskWatch open(Path dataFolder, EdgeConfig config) throws IOException {
        DiskWatch watch =
                new DiskWatch(DiskGuard.open(dataFolder, config.minFreeDiskBytes(), config.reserveDiskBytes()));
        watch.thread.start();
        return watch;
    }

    private void run() {
        while (!closing) {
            LockSupport.parkNanos(INTERVAL_NANOS);
            guard.check();
            description = guard.describe();
        }
    }

    @Override
    public DiskGuard.Level level() {
        return guard.level();
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        ThreadEnd.await(thread);
    }
}
