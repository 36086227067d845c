package nexus.gateway.duty;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import nexus.config.EdgeConfig;
import nexus.gateway.router.Divergence;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Sha256;
import nexus.journal.store.SnapshotStore;

/**
 * Reads the journal behind the duty cycle, with a router of its own: proves that the live one does what the journal
 * says, and takes the snapshots. A thread of its own, which never spins: where there is nothing to read it parks.
 */
final class Follower implements AutoCloseable {
    private static final long FIRST_PARK_NANOS = 200_000;
    private static final long LONGEST_PARK_NANOS = 50_000_000;
    /** So many short parks before they get longer: 4 ms of silence. */
    private static final int SHORT_PARKS = 20;

    /** What it reads, a millisecond's work or so, before it gives way. */
    private static final int SLICE_RECORDS = 2_048;

    private static final long GIVE_WAY_NANOS = 3_000_000;
    /** As far as it may fall behind by giving way: half a second of the busiest market. A restart replays it. */
    private static final long MAX_LAG_RECORDS = 200_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final JournalReader reader;
    private final byte[] stateAtStart;
    private final SnapshotStore snapshots;
    private final FollowerReports reports;
    private final LongSupplier monotonicNanos;
    private final SnapshotPace snapshotPace;
    private final Thread thread = new Thread(this::run, "follower");
    private final JournalRecord record = new JournalRecord();
    private Replay replay;
    private long sliceEnd;
    private long appendedBefore;
    private volatile boolean closing;
    private volatile boolean failed;

    private Follower(
            JournalReader reader,
            byte[] state,
            long sequence,
            SnapshotStore snapshots,
            FollowerReports reports,
            LongSupplier monotonicNanos,
            EdgeConfig config) {
        this.reader = reader;
        this.stateAtStart = state;
        this.snapshots = snapshots;
        this.reports = reports;
        this.monotonicNanos = monotonicNanos;
        this.snapshotPace = new SnapshotPace(
                config.snapshotRecords(),
                config.snapshotSeconds() * NANOS_PER_SECOND,
                sequence,
                monotonicNanos.getAsLong());
        thread.setDaemon(true);
    }

    /**
     * Starts behind a record.
     *
     * @param state of a router behind it: read by the follower's thread, for that takes a while where there is much
     * @param sequence that record's
     */
    static Follower start(
            Path dataFolder,
            byte[] state,
            long sequence,
            SnapshotStore snapshots,
            FollowerReports reports,
            LongSupplier monotonicNanos,
            EdgeConfig config) {
        JournalReader reader = JournalReader.open(dataFolder);
        try {
            if (!reader.seek(sequence + 1)) {
                throw new IllegalStateException("the journal does not reach record " + sequence);
            }
            Follower follower = new Follower(reader, state, sequence, snapshots, reports, monotonicNanos, config);
            follower.thread.start();
            return follower;
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    private void run() {
        try (reader) {
            replay = new Replay(Router.ofState(stateAtStart));
            follow();
        } catch (RuntimeException | Error e) {
            RouterLog.GATEWAY.error("the follower has died behind record {}", reports.verifiedThrough(), e);
            fail("the follower has died: " + e);
        }
    }

    private void follow() {
        int idle = 0;
        long park = FIRST_PARK_NANOS;
        while (!closing) {
            if (reader.next(record)) {
                idle = 0;
                park = FIRST_PARK_NANOS;
                if (!take()) {
                    return;
                }
                if (record.sequence() >= sliceEnd) {
                    giveWay();
                    sliceEnd = record.sequence() + SLICE_RECORDS;
                }
            } else {
                LockSupport.parkNanos(park);
                idle++;
                park = idle < SHORT_PARKS ? park : Math.min(LONGEST_PARK_NANOS, park * 2);
            }
        }
    }

    /**
     * In a burst the processors are the duty cycle's and the sockets': the proof may come a little later, but never by
     * more than {@link #MAX_LAG_RECORDS}.
     */
    private void giveWay() {
        long appended = reports.appendedThrough();
        long lag = appended - record.sequence();
        if (appended != appendedBefore && lag > SLICE_RECORDS && lag < MAX_LAG_RECORDS) {
            LockSupport.parkNanos(GIVE_WAY_NANOS);
        }
        appendedBefore = appended;
    }

    private boolean take() {
        replay.accept(record);
        if (replay.firstDivergence().isPresent()) {
            Divergence divergence = replay.firstDivergence().get();
            fail("the journal and its replay differ at record " + divergence.sequence() + ", caused by record "
                    + divergence.cause() + ": " + divergence.what() + "; replay: " + divergence.expected()
                    + "; journal: " + divergence.found());
            return false;
        }
        reports.verified(record.sequence());
        if (record.kind() == RecordKind.CHECKPOINT && isSnapshotDue()) {
            takeSnapshot(record.sequence());
        }
        return true;
    }

    private boolean isSnapshotDue() {
        return replay.pending().isEmpty() && snapshotPace.isDue(record.sequence(), monotonicNanos.getAsLong());
    }

    /** A snapshot that cannot be written costs time at the next start, nothing else. */
    private void takeSnapshot(long sequence) {
        long beganNanos = monotonicNanos.getAsLong();
        byte[] state = replay.router().stateBytes();
        try {
            snapshots.write(sequence, Router.VERSION, state, state.length);
        } catch (IOException e) {
            RouterLog.GATEWAY.warn("[{}] no snapshot could be written", sequence, e);
            return;
        } finally {
            snapshotPace.taken(sequence, beganNanos, monotonicNanos.getAsLong());
        }
        reports.offer(new FollowerReports.Report(
                sequence,
                false,
                "snapshot taken at record " + sequence + ", " + state.length + " bytes, fingerprint "
                        + Sha256.of(state)));
    }

    private void fail(String text) {
        failed = true;
        if (!reports.offer(new FollowerReports.Report(reports.verifiedThrough(), true, text))) {
            RouterLog.GATEWAY.error("the follower could not report: {}", text);
        }
    }

    /** Whether it has died or found a difference. */
    boolean hasFailed() {
        return failed;
    }

    /** The state of its router. To be called when it has been closed. */
    byte[] stateBytes() {
        return replay.router().stateBytes();
    }

    /** Ends the thread and waits for its end. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        ThreadEnd.await(thread);
    }
}
