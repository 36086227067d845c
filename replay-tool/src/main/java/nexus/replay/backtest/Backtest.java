package nexus.replay.backtest;

import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import nexus.config.RouterConfig;
import nexus.gateway.router.Output;
import nexus.gateway.router.RunFacts;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalDamageException;
import nexus.replay.backtest.fills.FillModel;
import nexus.replay.backtest.fills.SimulatedPlatforms;
import nexus.replay.backtest.ticks.PlatformInputs;
import nexus.replay.backtest.ticks.TickException;
import nexus.replay.command.Fingerprint;
import nexus.replay.command.Times;

/**
 * The loop of a backtest. Each thing that a platform did is an input at its time; before it comes all that was due by then:
 * orders that reach a platform, what platforms answer, the clock. What NEXUS says to a message is routed at the time of that
 * message.
 *
 * <p>At the same nanosecond first comes the clock, then what is under way, then the ticks in order of the data, each with
 * all that NEXUS says to it. The backtest ends with the last tick; what is under way then stays so.
 */
final class Backtest implements AutoCloseable {
    private static final int NEXUS_SOURCE = 1;
    private static final int FIRST_PLATFORM_SOURCE = 2;
    /** What NEXUS may say between two ticks: more is a strategy that answers its own orders without end. */
    private static final int MAX_MESSAGES = 100_000;
    /** How much is done is asked once in so many ticks. */
    private static final int PROGRESS_MASK = 0xfff;

    private final PlatformInputs inputs;
    private final Nexus nexus;
    private final Messages messages;
    private final SimulatedPlatforms platforms;
    private final SimulatedGateway gateway;
    private final ClockPace clock = new ClockPace();
    private final TreeMap<Integer, String> speakers = new TreeMap<>();
    private final long firstNanos;
    private long ticks;
    private int messagesSinceTick;

    private Backtest(Setup setup, OutFolder out, RunFacts run, PlatformInputs inputs, Nexus nexus, Messages messages) {
        this.inputs = inputs;
        this.nexus = nexus;
        this.messages = messages;
        this.firstNanos = inputs.timeNanos();
        this.platforms = new SimulatedPlatforms(setup.fillModel(), setup.seed(), setup.config(), this::platformSaid);
        this.gateway = SimulatedGateway.open(out, run, setup.config(), firstNanos, this::sent);
    }

    /**
     * What the result depends on, beside ticks and strategy.
     *
     * @param seed of all that is random
     */
    record Setup(RouterConfig config, FillModel fillModel, long seed) {}

    /**
     * Makes the folder and opens the run.
     *
     * @param inputs moved to the first thing already
     * @param messages where {@code nexus} puts what it says
     */
    static Backtest open(
            Setup setup, OutFolder out, RunFacts run, PlatformInputs inputs, Nexus nexus, Messages messages) {
        return new Backtest(setup, out, run, inputs, nexus, messages);
    }

    /**
     * Does it all.
     *
     * @param title what it is, for the journal
     * @param isStopped asked before each tick
     * @param progress told now and then
     * @throws BacktestException if NEXUS cannot go on; the journal holds everything up to there, and has its end
     * @throws TickException if the data is not what it should be; likewise
     */
    Result run(String title, BooleanSupplier isStopped, Told progress)
            throws IOException, BacktestException, TickException {
        gateway.note(title);
        gateway.control(gateway.records().peerUp(NEXUS_SOURCE, "nexus", "01", null));
        gateway.control(gateway.records().nexusSettled(NEXUS_SOURCE));
        boolean stopped;
        try {
            stopped = work(isStopped, progress);
        } catch (BacktestException | TickException | IOException | JournalDamageException e) {
            // Not if the journal cannot be written: those errors are unchecked.
            end("an error");
            throw e;
        }
        end(stopped ? "the user" : "the end of the ticks");
        if (!stopped) {
            nexus.finish();
        }
        return new Result(
                stopped,
                ticks,
                firstNanos,
                gateway.timeNanos(),
                gateway.tally(),
                Fingerprint.of(gateway.router().stateBytes()),
                gateway.contentHash());
    }

    /** Hears how far the work has come. */
    @FunctionalInterface
    interface Told {
        /**
         * So far.
         *
         * @param done how much of the data, 0 to 1
         */
        void at(long ticks, double done);
    }

    /** Returns whether it was stopped. */
    private boolean work(BooleanSupplier isStopped, Told progress)
            throws IOException, BacktestException, TickException {
        do {
            if (isStopped.getAsBoolean()) {
                return true;
            }
            passTime(inputs.timeNanos());
            step();
            if ((ticks & PROGRESS_MASK) == 0) {
                progress.at(ticks, inputs.done());
            }
        } while (inputs.next());
        passTime(gateway.timeNanos());
        return false;
    }

    private void end(String by) {
        gateway.note("ended by " + by + ", " + ticks + " ticks");
        gateway.end();
    }

    /**
     * What came of it.
     *
     * @param stopped whether the user ended it
     * @param ticks how many there were
     * @param firstNanos time of the first record
     * @param lastNanos time of the last
     * @param fingerprint SHA-256 of the router's state
     * @param content SHA-256 of all records
     */
    record Result(
            boolean stopped,
            long ticks,
            long firstNanos,
            long lastNanos,
            Tally tally,
            String fingerprint,
            String content) {}

    private void passTime(long untilNanos) throws BacktestException {
        while (true) {
            long due = platforms.nextDueNanos();
            if (clock.dueNanos() <= Math.min(due, untilNanos)) {
                gateway.time(clock.dueNanos());
                clock.written();
                gateway.clock();
                settle();
            } else if (due <= untilNanos) {
                gateway.time(due);
                clock.active(due);
                platforms.runNext();
                settle();
            } else {
                gateway.time(untilNanos);
                return;
            }
        }
    }

    private void step() throws BacktestException {
        int source = FIRST_PLATFORM_SOURCE + inputs.connection();
        clock.active(inputs.timeNanos());
        switch (inputs.kind()) {
            case CONNECT ->
                gateway.control(gateway.records().peerUp(source, "platform", Integer.toHexString(source), null));
            case DISCONNECT -> {
                gateway.control(gateway.records().peerDown(source, inputs.reason()));
                speakers.remove(source);
                platforms.disconnected(source);
            }
            case REGISTER -> platformSaid(source);
            case TICK -> {
                ticks++;
                messagesSinceTick = 0;
                platformSaid(source);
                platforms.tick(source, inputs.buffer(), inputs.offset(), inputs.length(), inputs.timeNanos());
            }
        }
        settle();
    }

    private void platformSaid(int source) {
        gateway.input(RecordKind.PLATFORM_IN, source, inputs.buffer(), inputs.offset(), inputs.length());
        String platform = inputs.platform();
        if (platform != null && !platform.equals(speakers.get(source))) {
            speakers.put(source, platform);
            platforms.connected(platform, source);
        }
    }

    private void platformSaid(int source, byte[] message) {
        gateway.input(RecordKind.PLATFORM_IN, source, message, 0, message.length);
    }

    private void sent(Output output, long timeNanos) {
        switch (output.role()) {
            case MARKET_DATA, NEXUS_EVENT -> nexus.take(output, timeNanos);
            case ORDER, CANCEL, PLATFORM_OTHER ->
                platforms.take(output.source(), output.buffer(), output.offset(), output.length(), timeNanos);
            case ALERT -> {
                // In the journal, for those who read it.
            }
            case OPERATOR_ANSWER -> throw new IllegalStateException("a backtest has no operator");
        }
    }

    /** Routes what NEXUS has said, and what it says to what comes of that. */
    private void settle() throws BacktestException {
        while (!messages.isEmpty()) {
            if (++messagesSinceTick > MAX_MESSAGES) {
                throw new BacktestException("more than " + MAX_MESSAGES + " signals and cancels between two ticks, at "
                        + Times.iso(gateway.timeNanos())
                        + ": does the strategy answer what becomes of its orders with orders, without end?");
            }
            byte[] message = messages.take();
            gateway.input(RecordKind.NEXUS_IN, NEXUS_SOURCE, message, 0, message.length);
        }
        Optional<BacktestException> failure = nexus.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    @Override
    public void close() throws IOException {
        gateway.close();
    }
}
