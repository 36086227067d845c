package nexus.gateway.router;

import java.util.stream.Stream;
import nexus.journal.codec.MapWriter;
import nexus.journal.store.JournalRecord;

/**
 * The deterministic state machine: takes inputs in the order of the journal, changes its state, makes outputs. Live,
 * follower and replay run this same class.
 */
public final class Router {
    /** Goes up when the same journal would give other outputs. */
    public static final int VERSION = 1;

    /** A message's {@code seq} is its input's sequence times this, plus its index among that input's messages. */
    public static final int SEQ_PER_INPUT = Emitter.SEQ_PER_INPUT;

    private final RouterState state;
    private final PlatformInputs platformInputs;
    private final NexusInputs nexusInputs;
    private final OperatorInputs operatorInputs;
    private final ControlInputs controlInputs;
    private final Agenda agenda;
    private final KillSwitch killSwitch;

    /** A router that has seen nothing. */
    public Router() {
        this(new RouterState());
    }

    private Router(RouterState state) {
        this.state = state;
        NexusFeed feed = new NexusFeed(state);
        this.agenda = new Agenda(state, feed);
        Connections connections = new Connections(state, feed, agenda);
        NexusSessions nexusSessions = new NexusSessions(state, feed, agenda);
        OrderEvents orderEvents = new OrderEvents(state, feed);
        this.killSwitch = new KillSwitch(state, feed, agenda);
        SignalRouting signals = new SignalRouting(state, feed, killSwitch);
        SecurityInputs security = new SecurityInputs(state, feed);
        Rollover rollover = new Rollover(state, feed);
        this.platformInputs = new PlatformInputs(
                state, connections, new MarketDataForwarder(state), orderEvents, new PositionReports(state), security);
        this.nexusInputs = new NexusInputs(state, feed, nexusSessions, signals, agenda, killSwitch);
        this.operatorInputs = new OperatorInputs(state, orderEvents, rollover);
        this.controlInputs = new ControlInputs(
                state, feed, connections, nexusSessions, signals, agenda, security, rollover, killSwitch);
    }

    /**
     * Takes one record. Records that are not inputs are ignored.
     *
     * @throws IllegalStateException if an invariant is broken: the router must not be used any further
     */
    public void route(JournalRecord record, Outputs outputs) {
        if (!record.kind().isInput()) {
            return;
        }
        if (record.sequence() <= state.lastInput) {
            throw new IllegalStateException(
                    "record " + record.sequence() + " comes after " + state.lastInput + ": order is broken");
        }
        state.lastInput = record.sequence();
        state.emitter.begin(record.sequence(), record.timeNanos(), outputs);
        state.nexus.beginInput();
        state.changes.begin();
        state.offended = false;
        platformInputs.beginInput();
        switch (record.kind()) {
            case PLATFORM_IN -> platformInputs.take(record);
            case NEXUS_IN -> nexusInputs.take(record);
            case OPERATOR_IN -> operatorInputs.take(record);
            default -> controlInputs.take(record);
        }
        killSwitch.settle();
        if (!agenda.isEmpty()) {
            agenda.work();
        }
        state.alerts.publish();
        if (state.nexus.wantsContinue()) {
            state.nexus.deliver(state.emitter);
        }
    }

    /**
     * Whether the last record routed was a good tick for which no NEXUS was there, or none that could take it. Nothing
     * went out for it.
     */
    public boolean hasDroppedTick() {
        return platformInputs.hasDroppedTick();
    }

    /**
     * Writes the MARKET_DATA that NEXUS would have got for the tick of {@link #hasDroppedTick}, its {@code seq} the one
     * that the input's next output would have. Changes nothing here, and is in no digest. To be called before the record
     * changes that was routed.
     *
     * @param out is reset
     * @return the message's {@code seq}
     */
    public long renderDroppedTick(MapWriter out) {
        out.reset().beginMap();
        platformInputs.renderDroppedTick(out);
        return state.emitter.completeAside(out);
    }

    /** Whether the last input was a message that cannot be read, or that its sender's key does not allow. */
    public boolean wasOffended() {
        return state.offended;
    }

    /** Whether a NEXUS is connected, or several. */
    public boolean isNexusConnected() {
        return state.nexus.isConnected();
    }

    /** Sequence of the last input routed, 0 if none. */
    public long lastInput() {
        return state.lastInput;
    }

    /** Whether more outputs wait than one input may make: a CONTINUE control record releases the next. */
    public boolean wantsContinue() {
        return !agenda.isEmpty() || state.alerts.wantsContinue() || state.nexus.wantsContinue();
    }

    /** What the last input did. */
    public Changes changes() {
        return state.changes;
    }

    /** The orders that are remembered, the oldest signal's first. */
    public Stream<OrderView> orders() {
        return state.book.intents().stream()
                .flatMap(intent -> intent.orders.stream())
                .map(OrderView::of);
    }

    /** All positions, those that are flat again among them, by platform, then symbol. */
    public Stream<PositionView> positions() {
        return state.book.positions().stream().map(PositionView::of);
    }

    /** What prices and amounts are worth. */
    public MoneyView money() {
        return new MoneyView(state);
    }

    /** The last price of each symbol on each platform that has had one. */
    public Stream<PriceView> prices() {
        return state.platforms.values().stream().flatMap(Platform::prices);
    }

    /** Digest of all outputs so far. */
    public OutputDigest digest() {
        return state.emitter.digest();
    }

    /** The configuration in force, in normal form; empty before the first CONFIG record. */
    public String configurationText() {
        return state.configurationText;
    }

    /** Prefix of every {@code ref}, from the journal's first RUN record; empty before it. */
    public String journalId() {
        return state.journalId;
    }

    /** Why trading is halted, or null. */
    public String haltReason() {
        return state.trading.haltReason();
    }

    /** Writes what STATUS answers into a map that has been begun. */
    public void describeStatus(MapWriter map) {
        Report.status(state, map);
    }

    /** Writes the orders that are remembered into a map that has been begun, the newest first. */
    public void describeOrders(MapWriter map) {
        Report.orders(state, map);
    }

    /** Writes the limits in force into a map that has been begun. */
    public void describeLimits(MapWriter map) {
        LimitReport.limits(state, map);
    }

    /** Whether orders are held against limits. */
    public boolean hasLimits() {
        return state.risk.isUsed();
    }

    /** Whether an operator has tightened a limit since the configuration came into force. */
    public boolean hasTightenedLimits() {
        return state.risk.isTightened();
    }

    /** Writes the positions into a map that has been begun. */
    public void describePositions(MapWriter map) {
        Report.positions(state, map);
    }

    /** Whether alerts are remembered and told; else they are only logged. */
    public boolean hasAlerts() {
        return state.alerts.isOn();
    }

    /** Writes the alerts that are active into a map that has been begun, the oldest first. */
    public void describeAlerts(MapWriter map) {
        AlertReport.alerts(state, map);
    }

    /** Writes the futures, their contracts and what is open in them into a map that has been begun. */
    public void describeRollovers(MapWriter map) {
        RolloverCommands.describe(state, map);
    }

    /** All that is remembered, piece by piece. */
    public StateView view() {
        return new StateView(state);
    }

    /** The whole state in canonical form: equal states give equal bytes. */
    public byte[] stateBytes() {
        return state.toBytes();
    }

    /**
     * A router in the state that {@link #stateBytes} gave.
     *
     * @throws IllegalArgumentException if the bytes are of another layout, or no state
     */
    public static Router ofState(byte[] state) {
        try {
            return new Router(RouterState.ofBytes(state));
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            // What the wire format makes of bytes that nobody wrote as a state: it may run out of them, or of types.
            throw new IllegalArgumentException("router state cannot be read: " + e, e);
        }
    }
}
