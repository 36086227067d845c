package nexus.gateway.duty;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import nexus.gateway.edge.Edge;
import nexus.gateway.keys.Principal;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.gateway.router.ControlRecords;
import nexus.gateway.seal.SealReports;
import nexus.journal.message.RecordKind;
import nexus.journal.store.DiskGuard;

/**
 * One turn after another: takes what the sockets bring, appends it, routes it, sends what comes of it. Operators and
 * NEXUS are read before the platforms, so that a flood of ticks delays neither a HALT nor a SIGNAL.
 */
final class DutyCycle implements PortEvents {
    /** How long after its connect a NEXUS may take to say HELLO before it is taken for v0. */
    private static final long SETTLE_NANOS = 300_000_000L;

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** JeroMQ's poll does not wake up for connections that come and go. */
    private static final int MAX_IDLE_MILLIS = 50;

    private static final String SEALED_AGAIN = "the journal is sealed, and the seals are copied, as they should be";

    private static final int SECONDS_PER_SUMMARY = 60;
    /** How long the router's notes may wait for the log. */
    private static final long NOTES_WAIT_NANOS = 10_000_000L;

    private final Edge edge;
    private final LongSupplier monotonicNanos;
    private final JournalClock clock;
    private final Sequencer sequencer;
    private final OutputDispatcher outputs;
    private final ControlRecords records;
    private final DiskLevel disk;
    private final FollowerReports follower;
    private final ClockNotes clockNotes;
    private final SealReports sealing;
    private final OperatorDesk operators;
    private final ConnectionGuard guard;
    private final FrameTriage triage = new FrameTriage();
    private final Set<Integer> nexusSources = new HashSet<>();
    private final ArrayDeque<Settling> settling = new ArrayDeque<>();
    private DiskGuard.Level diskLevel = DiskGuard.Level.OK;
    private long nextClockNanos;
    private boolean checkpointDue;
    private long notesDueNanos;
    private long droppedTicks;
    private long framesTaken;
    private int secondsToSummary = SECONDS_PER_SUMMARY;
    private long summarizedFrames;
    private long summarizedTicks;

    /** A NEXUS connection that may still say HELLO. */
    private record Settling(int source, long dueNanos) {}

    DutyCycle(
            Edge edge,
            LongSupplier monotonicNanos,
            JournalClock clock,
            Sequencer sequencer,
            OutputDispatcher outputs,
            ControlRecords records,
            DiskLevel disk,
            FollowerReports follower,
            ClockNotes clockNotes,
            SealReports sealing,
            OperatorDesk operators,
            ConnectionGuard guard) {
        this.edge = edge;
        this.monotonicNanos = monotonicNanos;
        this.clock = clock;
        this.sequencer = sequencer;
        this.outputs = outputs;
        this.records = records;
        this.disk = disk;
        this.follower = follower;
        this.clockNotes = clockNotes;
        this.sealing = sealing;
        this.operators = operators;
        this.guard = guard;
        this.nextClockNanos = monotonicNanos.getAsLong();
    }

    /**
     * One turn.
     *
     * @return how many things there were to do; 0 means that {@link #await} may wait
     * @throws IOException if the journal cannot be synced. This, and any other exception, means that the journal or the
     *     router can no longer be trusted: nothing may be routed or sent any more
     */
    int doWork() throws IOException {
        boolean completed = false;
        try {
            int work = turn();
            completed = true;
            return work;
        } finally {
            logNotes(!completed);
        }
    }

    /** Not at once: to wake the threads of the log takes longer than an order does, and they want its processors. */
    private void logNotes(boolean now) {
        if (!outputs.hasNotes()) {
            return;
        }
        long nanos = monotonicNanos.getAsLong();
        if (notesDueNanos == 0) {
            notesDueNanos = nanos + NOTES_WAIT_NANOS;
        }
        if (now || nanos >= notesDueNanos) {
            notesDueNanos = 0;
            outputs.logNotes();
        }
    }

    private int turn() throws IOException {
        checkDisk();
        int work = edge.receive(Channel.OPERATOR, this)
                + edge.receive(Channel.NEXUS, this)
                + edge.receive(Channel.PLATFORM, this);
        outputs.turnEnds();
        if (work > 0) {
            follower.appended(sequencer.lastSequence());
        }
        if (outputs.nexusBecameWritable(nexusSources::contains)) {
            sequencer.append(RecordKind.CONTROL, records.nexusWritable());
            work++;
        }
        long now = monotonicNanos.getAsLong();
        work += settle(now);
        work += hearFollower() + hearSealer();
        work += tick(now);
        sequencer.settle();
        work += operators.serve() + guard.hangUp(nexusSources::remove);
        if (checkpointDue) {
            checkpointDue = false;
            sequencer.checkpoint();
        }
        return sequencer.wantsContinue() ? work + 1 : work;
    }

    /** Waits for the next message, or until something else falls due. */
    void await() {
        long now = monotonicNanos.getAsLong();
        long due = nextClockNanos;
        if (!settling.isEmpty()) {
            due = Math.min(due, settling.peek().dueNanos());
        }
        if (notesDueNanos != 0) {
            due = Math.min(due, notesDueNanos);
        }
        long millis = Math.min(MAX_IDLE_MILLIS, (due - now + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        if (millis > 0) {
            edge.poll(outputs.isNexusBlocked() ? 1 : (int) millis);
        }
    }

    /** Completes what is under way and appends the last checkpoint. Returns its sequence. */
    long finish() throws IOException {
        try {
            sequencer.settle();
        } finally {
            outputs.logNotes();
        }
        return sequencer.checkpoint();
    }

    private void checkDisk() {
        DiskGuard.Level level = disk.level();
        if (level == diskLevel) {
            return;
        }
        if (level == DiskGuard.Level.EXHAUSTED) {
            throw new IllegalStateException("the disk is full: " + disk.describe());
        }
        diskLevel = level;
        if (level == DiskGuard.Level.LOW) {
            halt("disk", "disk space is low, market data is no longer taken: " + disk.describe());
        } else {
            String text = "disk space is back, market data is taken again; " + droppedTicks
                    + " ticks were dropped so far; trading waits for an operator";
            sequencer.append(RecordKind.CONTROL, records.diskBack(text));
            sequencer.note("INFO", "disk", text);
            RouterLog.GATEWAY.info("[{}] {}", sequencer.lastSequence(), text);
        }
    }

    private void halt(String who, String reason) {
        sequencer.append(RecordKind.CONTROL, records.systemHalt(who, reason));
    }

    private int settle(long now) {
        int work = 0;
        while (!settling.isEmpty() && settling.peek().dueNanos() <= now) {
            int source = settling.remove().source();
            if (nexusSources.contains(source)) {
                sequencer.append(RecordKind.CONTROL, records.nexusSettled(source));
                work++;
            }
        }
        return work;
    }

    private int hearFollower() {
        FollowerReports.Report report = follower.poll();
        if (report == null) {
            return 0;
        }
        if (report.isFailure()) {
            RouterLog.GATEWAY.error("[{}] ALARM follower: {}", report.sequence(), report.text());
            halt("follower", report.text());
        } else {
            RouterLog.GATEWAY.info("[{}] {}", report.sequence(), report.text());
            sequencer.note("INFO", "follower", report.text());
        }
        return 1;
    }

    /** What goes wrong with seals stops no trading: it is an alert. */
    private int hearSealer() {
        String problems = sealing.poll();
        if (problems == null) {
            return 0;
        }
        sequencer.append(
                RecordKind.CONTROL,
                problems.isEmpty() ? records.seals(true, SEALED_AGAIN) : records.seals(false, problems));
        return 1;
    }

    private int tick(long now) {
        if (now < nextClockNanos) {
            return 0;
        }
        nextClockNanos += SECOND_NANOS;
        if (nextClockNanos <= now) {
            nextClockNanos = now + SECOND_NANOS;
        }
        long step = clock.discipline();
        if (step != 0) {
            sequencer.append(RecordKind.CONTROL, records.clockStep(step, clock.wallNanos()));
        }
        sequencer.appendClock();
        clockNotes.take();
        checkpointDue = true;
        guard.secondBegins();
        if (--secondsToSummary == 0) {
            secondsToSummary = SECONDS_PER_SUMMARY;
            summarize();
        }
        return 1;
    }

    private void summarize() {
        long frames = framesTaken - summarizedFrames;
        long ticks = outputs.ticksSent() - summarizedTicks;
        summarizedFrames = framesTaken;
        summarizedTicks = outputs.ticksSent();
        RouterLog.GATEWAY.info(
                "[{}] last minute: {} messages from platforms, {} ticks to NEXUS, follower at {}",
                sequencer.lastSequence(),
                frames,
                ticks,
                follower.verifiedThrough());
    }

    @Override
    public void peerUp(Channel channel, int source, String identity, String address) {
        peerUp(channel, source, identity, address, null);
    }

    @Override
    public void peerUp(Channel channel, int source, String identity, String address, Principal principal) {
        String name = principal == null ? null : principal.name();
        String role = principal == null ? null : principal.purpose();
        long sequence = sequencer.append(
                RecordKind.CONTROL, records.peerUp(source, channel.text(), identity, address, name, role));
        guard.cameUp(channel, source, principal);
        if (channel == Channel.NEXUS) {
            nexusSources.add(source);
            settling.add(new Settling(source, monotonicNanos.getAsLong() + SETTLE_NANOS));
        }
        RouterLog.GATEWAY.info(
                "[{}] connection {} on the {} endpoint{}{}",
                sequence,
                source,
                channel.text(),
                address == null ? "" : " from " + address,
                principal == null ? "" : " with the key " + name + " for " + role);
    }

    @Override
    public void peerDown(Channel channel, int source, String reason) {
        long sequence = sequencer.append(RecordKind.CONTROL, records.peerDown(source, reason));
        guard.wentDown(source);
        if (channel == Channel.NEXUS) {
            nexusSources.remove(source);
            if (reason.equals(PortEvents.TAKEN_OVER)) {
                RouterLog.GATEWAY.error(
                        "[{}] ALARM a NEXUS connection was replaced by one with the same ZeroMQ identity. If this was not"
                                + " a reconnect, two programs use one identity: stop both, then start one",
                        sequence);
            }
        }
        RouterLog.GATEWAY.info(
                "[{}] connection {} on the {} endpoint is gone: {}", sequence, source, channel.text(), reason);
    }

    @Override
    public void frame(Channel channel, int source, int flags, byte[] buffer, int offset, int length) {
        if (!guard.takes(channel, source)) {
            return;
        }
        if (channel == Channel.PLATFORM) {
            framesTaken++;
            if (diskLevel != DiskGuard.Level.OK && flags == 0 && triage.isMarketData(buffer, offset, length)) {
                droppedTicks++;
                operators.setDroppedTicks(droppedTicks);
                return;
            }
        }
        sequencer.append(channel.inputKind(), flags, source, buffer, offset, length);
        if (sequencer.wasOffended()) {
            guard.hasOffended(channel, source);
        }
        if (channel == Channel.OPERATOR && flags == 0) {
            operators.take(source, buffer, offset, length);
        }
    }

    @Override
    public void unauthorized(Channel channel, int source, String reason, int length) {
        guard.wasUnauthorized(channel, source, reason);
    }

    @Override
    public void overrun(Channel channel, int source) {
        guard.hasOverrun(channel, source);
    }

    @Override
    public void turnedAway(Channel channel, String who, String reason) {
        guard.wasTurnedAway(channel, who, reason);
    }
}
