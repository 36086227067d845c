package nexus.gateway.duty;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import nexus.config.EdgeConfig;
import nexus.config.GatewayConfig;
import nexus.gateway.clock.ClockWatch;
import nexus.gateway.edge.Doors;
import nexus.gateway.edge.Edge;
import nexus.gateway.edge.FreePorts;
import nexus.gateway.edge.SocketEdge;
import nexus.gateway.port.Channel;
import nexus.gateway.router.ControlRecords;
import nexus.gateway.router.Router;
import nexus.gateway.seal.SealReports;
import nexus.gateway.seal.Sealer;
import nexus.journal.store.DataFolderLock;
import nexus.journal.store.Latch;
import nexus.journal.store.Sha256;
import nexus.journal.store.SnapshotStore;

/**
 * The gateway: {@link #open} recovers and binds, {@link #run} works on the calling thread until {@link #stop}. Prints
 * nothing; what people want to read goes to the log.
 */
public final class Gateway implements AutoCloseable {
    private static final long CATCH_UP_NANOS = 1_000_000_000L;
    private static final long CATCH_UP_PARK_NANOS = 1_000_000L;

    private final Resources resources;
    private final Latch latch;
    private final SnapshotStore snapshots;
    private final JournalAppender journal;
    private final Router router;
    private final Follower follower;
    private final FollowerReports reports;
    private final Sealer sealer;
    private final Edge edge;
    private final LongSupplier monotonicNanos;
    private final DutyCycle cycle;
    private final boolean syncAtStop;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopRequested;

    /** Where the endpoints are bound, with the actual ports: {@code tcp://host:port}. */
    public record Endpoints(String platform, String nexus, String control) {}

    private Gateway(
            Resources resources,
            GatewayConfig config,
            Path dataFolder,
            ConfigReloader reloader,
            Surroundings surroundings)
            throws IOException {
        this.resources = resources;
        this.monotonicNanos = surroundings.monotonicNanos();
        EdgeConfig edgeConfig = config.edge();
        resources.add(DataFolderLock.acquire(dataFolder));
        FreePorts.require(edgeConfig);
        Doors doors = Doors.open(edgeConfig, dataFolder);
        StartSpace.require(dataFolder, edgeConfig, surroundings.settings());
        latch = resources.add(Latch.open(dataFolder));
        snapshots = SnapshotStore.open(dataFolder);
        DiskLevel disk = resources.add(surroundings.disk().apply(DiskWatch.open(dataFolder, edgeConfig)));

        Recovery recovery = Recovery.read(dataFolder, snapshots);
        router = recovery.router();
        JournalClock clock = new JournalClock(surroundings.wallNanos(), monotonicNanos, recovery.lastTimeNanos());
        RunIdentity run = RunIdentity.create(recovery.journalId(), clock.nanos(), edgeConfig);
        journal = resources.add(surroundings
                .journal()
                .apply(StoredJournal.open(
                        dataFolder, run.runId(), recovery.lastSequence() + 1, clock, surroundings.settings())));
        new RunOpening(journal, clock, router).write(run, config, recovery, latch.previousReason());
        new PruneNotes(journal, clock, dataFolder).write();
        if (latch.previousReason().isPresent()) {
            // The journal must have it for good before the latch forgets it.
            journal.sync();
            latch.clear();
        }
        logRecovery(recovery, run);

        long opened = journal.nextSequence() - 1;
        reports = new FollowerReports(opened);
        follower = resources.add(Follower.start(
                dataFolder, router.stateBytes(), opened, snapshots, reports, monotonicNanos, edgeConfig));

        SealReports sealing = new SealReports();
        sealer = edgeConfig.seals().enabled()
                ? resources.add(Sealer.start(
                        dataFolder,
                        edgeConfig.seals(),
                        surroundings.wallNanos(),
                        monotonicNanos,
                        reports::appendedThrough,
                        sealing))
                : null;

        edge = resources.add(surroundings.edge().apply(SocketEdge.open(edgeConfig, doors)));
        boolean power = edgeConfig.durability() == EdgeConfig.Durability.POWER;
        syncAtStop = power;
        ControlRecords records = new ControlRecords();
        OutputDispatcher outputs = new OutputDispatcher(journal, clock, edge, power);
        Sequencer sequencer = new Sequencer(journal, clock, router, outputs, records, power);
        ConnectionGuard guard = new ConnectionGuard(edge, sequencer, records, edgeConfig);
        ClockWatch clockWatch = resources.add(surroundings.clockWatch().apply(edgeConfig.clock()));
        ClockNotes clockNotes = new ClockNotes(clockWatch::poll, sequencer, clock);
        OperatorDesk operators = new OperatorDesk(
                edge,
                router,
                sequencer,
                records,
                run,
                edgeConfig,
                reloader,
                guard,
                disk,
                reports,
                clockNotes,
                sealing,
                monotonicNanos,
                this::stop);
        cycle = new DutyCycle(
                edge,
                monotonicNanos,
                clock,
                sequencer,
                outputs,
                records,
                disk,
                reports,
                clockNotes,
                sealing,
                operators,
                guard);
    }

    /**
     * Warms up, recovers what the data folder holds and binds the endpoints, these last of all.
     *
     * @param dataFolder made if need be
     * @param reloader asked at RELOAD
     * @throws IOException in one line that says what to do: folder locked or not writable, port taken (both before
     *     anything is journaled), journal not readable. Nothing stays open then
     */
    public static Gateway open(GatewayConfig config, Path dataFolder, ConfigReloader reloader) throws IOException {
        warmUp();
        return open(config, dataFolder, reloader, Surroundings.real());
    }

    /** Has the JVM compile what the first messages will need. */
    public static void warmUp() {
        WarmUp.run();
    }

    /** As above, in given surroundings, and cold. */
    public static Gateway open(
            GatewayConfig config, Path dataFolder, ConfigReloader reloader, Surroundings surroundings)
            throws IOException {
        Resources resources = new Resources();
        try {
            return new Gateway(resources, config, dataFolder, reloader, surroundings);
        } catch (IOException | RuntimeException | Error e) {
            resources.close();
            throw e;
        }
    }

    private static void logRecovery(Recovery recovery, RunIdentity run) {
        RouterLog.GATEWAY.info(
                "[{}] run {} of journal {} begins; recovered {} records, replayed from {}, {} outputs missing ({} orders"
                        + " never sent){}{}",
                recovery.lastSequence() + 1,
                run.runId(),
                run.journalId(),
                recovery.lastSequence(),
                recovery.snapshotSequence() == 0 ? "the first" : "snapshot " + recovery.snapshotSequence(),
                recovery.missing(),
                recovery.abandonedRefs().size(),
                recovery.rebooted() ? ", the machine was restarted" : "",
                recovery.torn().map(torn -> ", torn tail " + torn).orElse(""));
    }

    /** Where the endpoints are bound. */
    public Endpoints endpoints() {
        return new Endpoints(
                edge.address(Channel.PLATFORM), edge.address(Channel.NEXUS), edge.address(Channel.OPERATOR));
    }

    /**
     * Works until {@link #stop}, then closes everything, within two seconds. If the journal fails or the router breaks
     * an invariant, it goes on without both, only to say so, until {@link #stop}.
     *
     * @return whether it ended cleanly; if not, the next start is halted until an operator resumes
     */
    public boolean run() {
        try {
            while (!stopRequested) {
                if (cycle.doWork() == 0) {
                    cycle.await();
                }
            }
            finish();
            return true;
        } catch (IOException | RuntimeException | Error e) {
            haltForGood(e);
            return false;
        } finally {
            resources.close();
            stopped.countDown();
        }
    }

    /** Asks {@link #run} to end. From any thread. */
    public void stop() {
        stopRequested = true;
    }

    /** Waits until {@link #run} has ended and everything is closed; false if it takes longer. */
    public boolean awaitStopped(long timeoutMillis) throws InterruptedException {
        return stopped.await(timeoutMillis, TimeUnit.MILLISECONDS);
    }

    private void finish() throws IOException {
        long last = cycle.finish();
        if (sealer != null) {
            sealer.end();
        }
        long deadline = monotonicNanos.getAsLong() + CATCH_UP_NANOS;
        while (reports.verifiedThrough() < last && !follower.hasFailed() && monotonicNanos.getAsLong() < deadline) {
            LockSupport.parkNanos(CATCH_UP_PARK_NANOS);
        }
        follower.close();
        byte[] state = router.stateBytes();
        boolean caughtUp = reports.verifiedThrough() >= last;
        if (follower.hasFailed() || (caughtUp && !Arrays.equals(state, follower.stateBytes()))) {
            RouterLog.GATEWAY.error("[{}] ALARM stopped without a snapshot: the follower does not agree", last);
            return;
        }
        if (syncAtStop) {
            journal.sync();
        }
        snapshots.write(last, Router.VERSION, state, state.length);
        RouterLog.GATEWAY.info(
                "[{}] stopped; snapshot of {} bytes, fingerprint {}, {} by the follower",
                last,
                state.length,
                Sha256.of(state),
                caughtUp ? "confirmed" : "not yet confirmed");
    }

    private void haltForGood(Throwable failure) {
        String reason = "the gateway has stopped trading for good and must be restarted: " + failure;
        RouterLog.GATEWAY.error("ALARM {}", reason, failure);
        try {
            latch.set(reason);
        } catch (IOException e) {
            RouterLog.GATEWAY.error("ALARM the latch could not be set: the next start will not know", e);
        }
        new HaltedService(edge, reason, () -> stopRequested, this::stop).run();
    }

    /** Closes what {@link #open} opened, for a gateway that was never run. */
    @Override
    public void close() {
        resources.close();
    }
}
