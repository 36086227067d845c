package nexus.adapters.companion;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.adapters.link.Fill;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.link.Side;
import nexus.adapters.link.Tick;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.OrderStore;
import nexus.adapters.orders.Steps;
import nexus.adapters.orders.StoredOrder;
import nexus.adapters.orders.Venue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said to the companion, and what it says. For the adapter's thread. */
final class CompanionVenue implements Venue, CompanionPort.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(CompanionVenue.class);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long OVERLAP_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private final CompanionSettings settings;
    private final OrderStore store;
    private final PlatformLink link;
    private final Consumer<String> say;
    private final Map<String, Steps> steps = new HashMap<>();
    /** Orders of which the companion knows executions that have not come yet. */
    private final Set<String> behind = new LinkedHashSet<>();

    private OrderDesk desk;
    private CompanionPort port;
    private boolean greeted;
    private boolean settled;
    private String whyClosed;
    private long ticksDropped;
    private long heardNanos;
    private long nextBeatNanos;
    private long nowNanos;

    CompanionVenue(CompanionSettings settings, OrderStore store, PlatformLink link, Consumer<String> say) {
        this.settings = settings;
        this.store = store;
        this.link = link;
        this.say = say;
        this.whyClosed = "no companion is connected: " + settings.startIt();
    }

    /** Once, before anything else. */
    void join(OrderDesk theDesk, CompanionPort thePort) {
        desk = theDesk;
        port = thePort;
    }

    /** Beats, and notices silence. Returns nanoseconds until it is to be called again at the latest. */
    long pass(long now) {
        nowNanos = now;
        if (!port.isConnected()) {
            return SILENCE_NANOS;
        }
        if (now - heardNanos > SILENCE_NANOS) {
            port.hangUp("nothing was heard of it for 5 s");
        } else if (now - nextBeatNanos >= 0) {
            port.send(Line.write("heartbeat"));
            nextBeatNanos = now + BEAT_NANOS;
        }
        return Math.max(1, nextBeatNanos - now);
    }

    @Override
    public String whyClosed() {
        return whyClosed;
    }

    @Override
    public Steps steps(String symbol) {
        return steps.get(symbol);
    }

    @Override
    public void send(OrderRequest order) {
        port.send(Line.write(
                "order",
                "ref",
                order.ref(),
                "symbol",
                order.symbol(),
                "side",
                order.side(),
                "quantity",
                order.quantity(),
                "order_type",
                order.type(),
                "limit_price",
                order.limitPrice(),
                "stop_price",
                order.stopPrice(),
                "time_in_force",
                order.timeInForce()));
    }

    @Override
    public void cancel(StoredOrder order) {
        port.send(Line.write("cancel", "ref", order.ref(), "platform_id", order.platformId()));
    }

    @Override
    public void ask(StoredOrder order) {
        port.send(Line.write("status", "ref", order.ref(), "platform_id", order.platformId()));
    }

    @Override
    public void connected() {
        heardNanos = nowNanos;
        nextBeatNanos = nowNanos;
        greeted = false;
        settled = false;
        behind.clear();
        whyClosed = "the companion has not said yet who it is";
    }

    @Override
    public void lost(String reason) {
        if (greeted) {
            say.accept("the companion is gone: " + reason);
        }
        greeted = false;
        settled = false;
        steps.clear();
        whyClosed = "no companion is connected: " + settings.startIt();
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
            case "ack" -> desk.acknowledged(line.text("ref"), line.name("platform_id"));
            case "reject" -> desk.rejected(line.text("ref"), line.text("reason"));
            case "execution" -> execution(line);
            case "canceled" -> desk.canceled(line.text("ref"), line.text("reason"));
            case "status" -> status(line);
            case "resynced" -> resynced();
            case "log" -> say.accept("companion: " + line.text("text"));
            case "heartbeat" -> heartbeat(line);
            default -> LOG.debug("a message of type {} ignored", line.type());
        }
    }

    private void hello(Line hello) {
        if (hello.whole("protocol", 0) != 1) {
            refuse("it speaks version " + hello.name("protocol") + " of the protocol, this adapter version 1: install"
                    + " the companion that came with this adapter");
            return;
        }
        String account = hello.name("account");
        if (!settings.account().isEmpty() && !settings.account().equals(account)) {
            refuse("it trades account " + account + ", configured is " + settings.account()
                    + ": log in to that one on the platform, or change account here");
            return;
        }
        greeted = true;
        say.accept("companion connected: " + hello.text("client") + " " + hello.name("version") + ", account " + account
                + " at " + hello.text("server"));
        closedBecause(hello);
        port.send(Line.write("subscribe", "symbols", settings.symbols()));
        resyncSince(lastExecutionMillis());
    }

    /** Who is not the one that is meant gets no order, however often it comes. */
    private void refuse(String reason) {
        say.accept("companion refused: " + reason);
        port.hangUp(reason);
        whyClosed = "the companion was refused: " + reason;
    }

    private void closedBecause(Line line) {
        String reason = line.text("why_closed");
        String before = whyClosed;
        if (reason != null && !reason.isEmpty()) {
            whyClosed = reason;
        } else {
            whyClosed = settled ? null : "the companion is being asked what happened meanwhile";
        }
        if (settled && whyClosed != null && !whyClosed.equals(before)) {
            say.accept("no orders now: " + whyClosed);
        }
    }

    private long lastExecutionMillis() {
        long last = 0;
        for (Fill fill : store.executionsSince(0)) {
            last = Math.max(last, fill.executedNanos());
        }
        long oldestOpen = store.open().stream()
                .mapToLong(StoredOrder::receivedNanos)
                .min()
                .orElse(Long.MAX_VALUE);
        return Math.min(last, oldestOpen) / NANOS_PER_MILLI;
    }

    private void resyncSince(long millis) {
        port.send(Line.write("resync", "since_ms", Math.max(0, millis - OVERLAP_MILLIS)));
    }

    private void resynced() {
        boolean first = !settled;
        settled = true;
        if (first) {
            whyClosed = null;
            store.open().stream().filter(StoredOrder::sent).forEach(this::ask);
        }
        for (String ref : behind) {
            desk.stands(ref);
        }
        behind.clear();
    }

    private void symbol(Line line) {
        String symbol = line.text("symbol");
        if (line.isTrue("known")) {
            steps.put(symbol, new Steps(positive(line, "price_step"), positive(line, "quantity_step")));
        } else {
            say.accept("the platform has no symbol " + symbol + ": show it there (Market Watch), or mend 'symbols'");
        }
    }

    private static BigDecimal positive(Line line, String key) {
        BigDecimal value = line.decimal(key);
        return value == null || value.signum() <= 0 ? null : value;
    }

    private void tick(Line line) {
        BigDecimal price = line.decimal("price");
        BigDecimal bid = line.decimal("bid");
        BigDecimal ask = line.decimal("ask");
        if (line.text("symbol") == null || (price == null && bid == null && ask == null)) {
            LOG.warn("a tick without symbol or price left out");
            return;
        }
        String aggressor = line.text("aggressor");
        link.marketData(new Tick(
                line.text("symbol"),
                price,
                line.decimal("volume"),
                line.whole("time_ms", 0) * NANOS_PER_MILLI,
                bid,
                ask,
                null,
                null,
                "BUY".equals(aggressor) ? Side.BUY : "SELL".equals(aggressor) ? Side.SELL : null));
    }

    private void execution(Line line) {
        String ref = line.text("ref");
        String execId = line.name("exec_id");
        BigDecimal quantity = line.decimal("quantity");
        BigDecimal price = line.decimal("price");
        if (ref == null || execId == null || quantity == null || quantity.signum() <= 0 || price == null) {
            say.accept(
                    "an execution that cannot be read (ref " + ref + ", exec_id " + execId + "): look on the platform");
            return;
        }
        if (store.find(ref) == null) {
            LOG.warn("execution {} is of {}, which is no order of ours", execId, ref);
            return;
        }
        desk.acknowledged(ref, line.name("platform_id"));
        desk.executed(ref, execId, quantity, price, line.whole("time_ms", 0) * NANOS_PER_MILLI);
    }

    private void status(Line line) {
        String ref = line.text("ref");
        StoredOrder order = store.find(ref);
        if (order == null) {
            return;
        }
        BigDecimal filled = line.decimal("filled");
        if (filled != null && filled.compareTo(order.filled()) > 0) {
            behind.add(ref);
            resyncSince(order.receivedNanos() / NANOS_PER_MILLI);
            return;
        }
        String status = line.text("status");
        switch (status == null ? "" : status) {
            case "WORKING", "PARTIALLY_FILLED" -> desk.acknowledged(ref, line.name("platform_id"));
            case "CANCELED" -> desk.canceled(ref, "as the platform says");
            case "REJECTED" -> desk.rejected(ref, "as the platform says");
            case "FILLED" -> {}
            default -> {
                // It was sent, so that the platform has never had it is not certain.
                say.accept("order " + ref + " is not found on the platform and stays in doubt: look there");
                return;
            }
        }
        desk.stands(ref);
    }

    private void heartbeat(Line line) {
        closedBecause(line);
        long dropped = line.whole("ticks_dropped", 0);
        if (dropped > ticksDropped) {
            say.accept("the companion has lost " + (dropped - ticksDropped) + " ticks: it is not read fast enough");
        }
        ticksDropped = dropped;
    }
}
