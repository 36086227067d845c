package nexus.gateway.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import nexus.config.SealsConfig;
import nexus.gateway.seal.SealReports.Part;
import nexus.journal.seal.ChainEntry;
import nexus.journal.seal.JournalSealer;
import nexus.journal.seal.SealException;
import nexus.journal.seal.SealFolder;
import nexus.journal.seal.SealKey;

/**
 * The thread that seals. Everything happens in it, opening too, so that no start waits for a key or for old records. It
 * takes a share of a processor at most while there is much to do, and gives way to whatever is more urgent; what it
 * does not get to seal in time it seals later. A failure is told, and tried again.
 */
public final class Sealer implements AutoCloseable {
    /** What it reads, under a millisecond's work, before it gives way. */
    private static final int SLICE_RECORDS = 512;
    /** It rests so many times as long as it works. */
    private static final int REST_FACTOR = 3;
    /** Unless it has come to be so far behind: 20 seconds of the busiest market. */
    private static final long MAX_LAG_RECORDS = 4_000_000;

    private static final int FAILED = -1;
    private static final long IDLE_PARK_NANOS = 100_000_000L;
    private static final long RETRY_NANOS = 10_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** How long the end may take; what is left then is sealed at the next start. */
    private static final long CLOSE_NANOS = 700_000_000L;

    private final Path dataFolder;
    private final SealsConfig config;
    private final LongSupplier wallNanos;
    private final LongSupplier monotonicNanos;
    private final LongSupplier appendedThrough;
    private final SealReports reports;
    private final Thread thread = new Thread(this::run, "sealer");
    private SealCopier copier;
    private long nextSealNanos;
    /** Whether anything has been read since the chain was opened. */
    private boolean sealing;

    private volatile long closeBeforeNanos = Long.MAX_VALUE;
    private volatile boolean closing;

    // Where the system heeds priorities: Windows does, Linux as a rule does not.
    @SuppressWarnings("ThreadPriorityCheck")
    private Sealer(
            Path dataFolder,
            SealsConfig config,
            LongSupplier wallNanos,
            LongSupplier monotonicNanos,
            LongSupplier appendedThrough,
            SealReports reports) {
        this.dataFolder = dataFolder;
        this.config = config;
        this.wallNanos = wallNanos;
        this.monotonicNanos = monotonicNanos;
        this.appendedThrough = appendedThrough;
        this.reports = reports;
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    /**
     * Starts sealing.
     *
     * @param appendedThrough the last record that the gateway has appended
     */
    public static Sealer start(
            Path dataFolder,
            SealsConfig config,
            LongSupplier wallNanos,
            LongSupplier monotonicNanos,
            LongSupplier appendedThrough,
            SealReports reports) {
        Sealer sealer = new Sealer(dataFolder, config, wallNanos, monotonicNanos, appendedThrough, reports);
        sealer.thread.start();
        return sealer;
    }

    /** Where the key of a data folder's seals is. */
    public static Path keyFile(SealsConfig config, Path dataFolder) {
        return config.key().isEmpty() ? dataFolder.resolve(SealKey.FILE_NAME) : Path.of(config.key());
    }

    private void run() {
        boolean again = true;
        while (again) {
            sealing = false;
            try (JournalSealer sealer = open()) {
                seal(sealer);
                again = false;
            } catch (IOException | RuntimeException | Error e) {
                again = !closing;
                // What had gone well until now may do so again at once: a key that was handed over to, for one.
                if (!sealing) {
                    reports.tell(Part.SEALING, "the journal is not being sealed: " + text(e));
                    park(RETRY_NANOS);
                }
            }
        }
        if (copier != null) {
            copier.close((closeBeforeNanos - monotonicNanos.getAsLong()) / NANOS_PER_MILLI);
        }
    }

    /** An exception that is meant for people has a text for them; of others the kind matters, too. */
    private static String text(Throwable thrown) {
        return thrown instanceof SealException ? thrown.getMessage() : thrown.toString();
    }

    private JournalSealer open() throws IOException {
        Path seals = SealFolder.of(dataFolder);
        Path keyFile = keyFile(config, dataFolder);
        SealKey key = SealKey.readOrMake(keyFile, seals);
        JournalSealer sealer = JournalSealer.open(dataFolder, key, config.records(), wallNanos);
        if (copier == null && !config.copyTo().isEmpty()) {
            copier = SealCopier.start(seals, Path.of(config.copyTo()), SealKey.publicFile(keyFile), reports);
        }
        return sealer;
    }

    private void seal(JournalSealer sealer) throws IOException {
        nextSealNanos = monotonicNanos.getAsLong() + config.intervalSeconds() * NANOS_PER_SECOND;
        long began = monotonicNanos.getAsLong();
        tell(sealer);
        while (!isOver()) {
            int read = step(sealer);
            if (read == 0 && closing) {
                break;
            }
            rest(sealer, read, monotonicNanos.getAsLong() - began);
            began = monotonicNanos.getAsLong();
        }
        sealer.seal();
        tell(sealer);
    }

    /** Returns how many records it has read; {@link #FAILED} if the disk refuses a seal, for which it keeps what it has read. */
    private int step(JournalSealer sealer) throws IOException {
        try {
            int read = sealer.read(SLICE_RECORDS);
            if (monotonicNanos.getAsLong() >= nextSealNanos) {
                sealer.seal();
                nextSealNanos = monotonicNanos.getAsLong() + config.intervalSeconds() * NANOS_PER_SECOND;
            }
            tell(sealer);
            sealing |= read > 0;
            return read;
        } catch (SealException e) {
            throw e;
        } catch (IOException e) {
            reports.tell(Part.SEALING, "a seal cannot be written: " + e);
            return FAILED;
        }
    }

    private void rest(JournalSealer sealer, int read, long workedNanos) {
        if (read == FAILED) {
            park(NANOS_PER_SECOND);
        } else if (read < SLICE_RECORDS) {
            park(IDLE_PARK_NANOS);
        } else if (appendedThrough.getAsLong() - sealer.readThrough() < MAX_LAG_RECORDS) {
            park(REST_FACTOR * workedNanos);
        }
    }

    private void tell(JournalSealer sealer) {
        ChainEntry last = sealer.last();
        if (last != null) {
            reports.sealed(sealer.sealedThrough(), last.timeNanos());
        }
        reports.tell(Part.SEALING, sealer.fault().isEmpty() ? "" : "the journal cannot be sealed: " + sealer.fault());
        if (sealer.gaps() > 0) {
            reports.tell(Part.RECORDS, "records are not what was sealed, or cannot be read: see 'replay seal verify'");
        }
        if (copier != null && last != null) {
            copier.copyTo(sealer.end());
        }
    }

    private void park(long nanos) {
        if (!closing) {
            LockSupport.parkNanos(nanos);
        }
    }

    private boolean isOver() {
        return closing && monotonicNanos.getAsLong() > closeBeforeNanos;
    }

    /** Has the thread seal what there is now, not for long, and end. What it does not get to is left to the next start. */
    public void end() {
        if (!closing) {
            closeBeforeNanos = monotonicNanos.getAsLong() + CLOSE_NANOS;
            closing = true;
        }
        LockSupport.unpark(thread);
    }

    /** As {@link #end}, and waits for it. */
    @Override
    public void close() {
        end();
        try {
            // A thread that hangs in a disk is a daemon: the process does not wait for it.
            thread.join(CLOSE_NANOS / NANOS_PER_MILLI + 100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
