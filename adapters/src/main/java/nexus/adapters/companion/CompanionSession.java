package nexus.adapters.companion;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import nexus.adapters.link.Fill;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.link.Tick;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.OrderStore;
import nexus.adapters.orders.Steps;
import nexus.adapters.orders.StoredOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The talk with a companion: who it is, whether it takes orders, what it says. For the adapter's thread. */
final class CompanionSession implements CompanionPort.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(CompanionSession.class);
    private static final int PROTOCOL = 1;
    private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long OVERLAP_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final CompanionSettings settings;
    private final OrderStore store;
    private final PlatformLink link;
    private final Consumer<String> say;
    private final LongSupplier epochNanos;
    private final HeldPositions positions;
    private final Map<String, Steps> steps = new HashMap<>();

    private OrderReports reports;
    private CompanionVenue venue;
    private CompanionPort port;
    private boolean greeted;
    private boolean settled;
    /** Why nobody is greeted. */
    private String whyAbsent;
    /** What the companion says; empty if it takes orders. */
    private String platformClosed = "";

    private String refusal;
    private long ticksDropped;
    private long heardNanos;
    private long nextBeatNanos;
    private long nowNanos;

    CompanionSession(
            CompanionSettings settings,
            OrderStore store,
            PlatformLink link,
            Consumer<String> say,
            LongSupplier epochNanos) {
        this.settings = settings;
        this.store = store;
        this.link = link;
        this.say = say;
        this.epochNanos = epochNanos;
        this.positions = new HeldPositions(settings.symbols(), link);
        this.whyAbsent = "no companion is connected: " + settings.startIt();
    }

    /** Once, before anything else. */
    void join(OrderDesk desk, CompanionVenue theVenue, CompanionPort thePort) {
        reports = new OrderReports(desk, say, this::resyncSince);
        venue = theVenue;
        port = thePort;
    }

    /** Beats, and notices silence. Returns nanoseconds until it is to be called again at the latest. */
    long pass(long now) {
        nowNanos = now;
        positions.pass(now);
        if (!port.isConnected()) {
            return SILENCE_NANOS;
        }
        if (now - heardNanos > SILENCE_NANOS) {
            port.hangUp("nothing was heard of it for 5 s");
        } else if (now - nextBeatNanos >= 0) {
            port.send(Line.write("heartbeat"));
            nextBeatNanos = now + BEAT_NANOS;
        }
        return Math.max(1, Math.min(nextBeatNanos - now, positions.dueNanos(now) - now));
    }

    /** Why no order can be sent now, and what to do; null if one can. */
    String whyClosed() {
        if (!greeted) {
            return whyAbsent;
        }
        if (!platformClosed.isEmpty()) {
            return platformClosed;
        }
        return settled ? null : "the companion is being asked what happened meanwhile";
    }

    /** What the platform takes of a symbol; null if it has none of that name. */
    Steps steps(String symbol) {
        return steps.get(symbol);
    }

    @Override
    public void connected() {
        heardNanos = nowNanos;
        nextBeatNanos = nowNanos;
        greeted = false;
        settled = false;
        reports.begin();
        whyAbsent = "the companion has not said yet who it is";
    }

    @Override
    public void lost(String reason) {
        if (greeted) {
            say.accept("the companion is gone: " + reason);
        }
        greeted = false;
        settled = false;
        steps.clear();
        positions.clear();
        whyAbsent = "no companion is connected: " + settings.startIt();
    }

    @Override
    public void line(Line line) {
        heardNanos = nowNanos;
        if (!greeted && !line.type().equals("hello")) {
            return;
        }
        switch (line.type()) {
            case "hello" -> hello(line);
            case "symbol" -> symbol(line);
            case "tick" -> tick(line);
            case "ack" -> reports.ack(line);
            case "reject" -> reports.reject(line);
            case "execution" -> reports.execution(line);
            case "canceled" -> reports.canceled(line);
            case "status" -> reports.status(line);
            case "resynced" -> resynced();
            case "position" -> positions.take(line, nowNanos);
            case "log" -> say.accept("companion: " + line.text("text"));
            case "heartbeat" -> heartbeat(line);
            default -> LOG.debug("a message of type {} ignored", line.type());
        }
    }

    private void hello(Line hello) {
        if (hello.whole("protocol", 0) != PROTOCOL) {
            refuse("it speaks version " + hello.name("protocol") + " of the protocol, this adapter version " + PROTOCOL
                    + ": install the companion that came with this adapter");
            return;
        }
        String account = hello.name("account");
        if (!settings.account().isEmpty() && !settings.account().equals(account)) {
            refuse("it trades account " + account + ", configured is " + settings.account()
                    + ": log in to that one on the platform, or change account here");
            return;
        }
        greeted = true;
        refusal = null;
        ticksDropped = 0;
        platformClosed = whyClosed(hello);
        say.accept("companion connected: " + hello.text("client") + " " + hello.name("version") + ", account " + account
                + " at " + hello.text("server")
                + (platformClosed.isEmpty() ? "" : "; it takes no orders now: " + platformClosed));
        port.send(Line.write("subscribe", "symbols", settings.symbols()));
        resync();
    }

    /** Who is not the one that is meant gets no order, however often it comes. */
    private void refuse(String reason) {
        if (!reason.equals(refusal)) {
            say.accept("companion refused: " + reason);
        }
        refusal = reason;
        port.hangUp(reason);
        whyAbsent = "the companion was refused: " + reason;
    }

    private static String whyClosed(Line line) {
        String reason = line.text("why_closed");
        return reason == null ? "" : reason;
    }

    private void heartbeat(Line line) {
        String before = platformClosed;
        platformClosed = whyClosed(line);
        if (!platformClosed.equals(before)) {
            say.accept(
                    platformClosed.isEmpty() ? "the platform takes orders again" : "no orders now: " + platformClosed);
        }
        if (platformClosed.isEmpty() && !before.isEmpty()) {
            // What the platform knows of before may have come only with its own connection.
            settled = false;
            resync();
        }
        long dropped = line.whole("ticks_dropped", 0);
        if (dropped > ticksDropped) {
            say.accept("the companion has lost " + (dropped - ticksDropped) + " ticks: it is not read fast enough");
        }
        ticksDropped = dropped;
    }

    /** Asks for everything since the last execution, or since the oldest order of which something may still come. */
    private void resync() {
        long since = epochNanos.getAsLong();
        for (StoredOrder order : store.open()) {
            since = Math.min(since, order.receivedNanos());
        }
        long lastExecution = 0;
        for (Fill fill : store.executionsSince(0)) {
            lastExecution = Math.max(lastExecution, fill.executedNanos());
        }
        resyncSince(lastExecution == 0 ? since : Math.min(since, lastExecution));
    }

    private void resyncSince(long sinceNanos) {
        port.send(Line.write(
                "resync", "since_ms", TimeUnit.NANOSECONDS.toMillis(Math.max(0, sinceNanos - OVERLAP_NANOS))));
    }

    private void resynced() {
        boolean first = !settled;
        settled = true;
        if (first) {
            store.open().stream().filter(StoredOrder::sent).forEach(venue::ask);
        }
        reports.resynced();
    }

    private void symbol(Line line) {
        String symbol = line.text("symbol");
        if (line.isTrue("known")) {
            steps.put(symbol, new Steps(line.positive("price_step"), line.positive("quantity_step")));
        } else {
            say.accept("the platform has no symbol " + symbol + ": show it there, or mend 'symbols'");
        }
    }

    private void tick(Line line) {
        Tick tick = TickLine.read(line, epochNanos.getAsLong());
        if (tick == null) {
            LOG.debug("a tick without symbol or price left out");
        } else {
            link.marketData(tick);
        }
    }
}
