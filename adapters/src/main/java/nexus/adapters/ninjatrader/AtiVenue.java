package nexus.adapters.ninjatrader;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.Steps;
import nexus.adapters.orders.StoredOrder;
import nexus.adapters.orders.Venue;
import nexus.adapters.orders.VenueException;

/** Both folders of the interface, as the order desk needs them. For the adapter's thread. */
final class AtiVenue implements Venue {
    /** How often the folder is listed: for files in unexpected case, positions, and a restart of NinjaTrader. */
    private static final long LIST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final NinjaTraderSettings settings;
    private final Consumer<String> say;
    private final Map<String, NinjaTraderSymbol> symbols = new HashMap<>();
    private final Outgoing outgoing;
    private final InstructionFiles instructions;
    private final OpenOrders orders;
    private final Positions positions;
    private WatchedFile connectionFile;
    private String connectionState = "";
    private OrderDesk desk;
    private long cancelCount;
    private long nowNanos;
    private long listedNanos;
    private String problem;

    AtiVenue(NinjaTraderSettings settings, PlatformLink link, Consumer<String> say) {
        this.settings = settings;
        this.say = say;
        settings.symbols().forEach(symbol -> symbols.put(symbol.name(), symbol));
        this.outgoing = new Outgoing(settings.platformFolder());
        Incoming incoming = new Incoming(settings.platformFolder());
        this.instructions = new InstructionFiles(incoming, settings.silenceMillis(), say, this::withdrawn);
        this.orders = new OpenOrders(settings, outgoing, say);
        this.positions = new Positions(settings, link);
    }

    /** Takes up what an earlier life has left. */
    void begin(OrderDesk theDesk, long epochNanos, long now) {
        desk = theDesk;
        orders.join(theDesk);
        nowNanos = now;
        // Names of cancels are never used again.
        cancelCount = TimeUnit.NANOSECONDS.toMillis(epochNanos);
        list();
        for (StoredOrder order : desk.store().open()) {
            orders.watch(order.ref(), stepsOrAny(order.request().symbol()), now);
        }
        instructions.probe(now);
    }

    private Steps stepsOrAny(String symbol) {
        Steps steps = steps(symbol);
        return steps == null ? Steps.ANY : steps;
    }

    private void withdrawn(String name) {
        int cancel = name.indexOf('-');
        if (cancel < 0) {
            orders.withdrawn(name);
        } else {
            say.accept("NinjaTrader did not take the cancel of order " + name.substring(0, cancel)
                    + ", which is withdrawn");
        }
    }

    /**
     * Looks at both folders.
     *
     * @return nanoseconds until it is to be called again at the latest; 0 if there was news
     */
    long pass(long now) {
        nowNanos = now;
        if (now - listedNanos >= LIST_NANOS) {
            list();
        }
        boolean news = instructions.pass(now);
        news |= orders.pass(now, this::putCancel) > 0;
        if (news) {
            return 0;
        }
        long due = Math.max(1, listedNanos + LIST_NANOS - now);
        if (!orders.isEmpty() || instructions.isBusy()) {
            due = Math.min(due, TimeUnit.MILLISECONDS.toNanos(settings.pollMillis()));
        }
        return orders.isUnconfirmed() ? Math.min(due, WatchedFile.CONFIRM_NANOS) : due;
    }

    private void list() {
        listedNanos = nowNanos;
        boolean restarted;
        try {
            restarted = outgoing.list();
            problem = null;
        } catch (IOException e) {
            problem = "NinjaTrader's outgoing folder cannot be read (" + e + "): platformFolder must be NinjaTrader 8's"
                    + " folder in Documents";
            return;
        }
        orders.listed();
        positions.listed(outgoing);
        positions.pass(nowNanos);
        lookAtConnection();
        if (restarted) {
            say.accept("NinjaTrader has emptied its outgoing folder: it was started again");
            orders.restarted();
            instructions.probe(nowNanos);
        }
    }

    private void lookAtConnection() {
        if (settings.connection().isEmpty()) {
            return;
        }
        if (connectionFile == null || !connectionFile.isPresent()) {
            connectionFile = new WatchedFile(outgoing.find(settings.connection() + ".txt"));
        }
        String text = connectionFile.news(nowNanos);
        String state =
                text != null ? text.trim().toUpperCase(Locale.ROOT) : connectionFile.isPresent() ? connectionState : "";
        if (!state.equals(connectionState)) {
            connectionState = state;
            say.accept("connection " + settings.connection() + " of NinjaTrader: "
                    + (state.isEmpty() ? "not reported" : state));
        }
    }

    @Override
    public String whyClosed() {
        String closed = problem == null ? instructions.whyClosed() : problem;
        if (closed == null && !settings.connection().isEmpty() && !connectionState.equals("CONNECTED")) {
            return "NinjaTrader's connection " + settings.connection()
                    + " is not reported as connected: connect it under" + " Connections in the Control Center";
        }
        return closed;
    }

    @Override
    public Steps steps(String symbol) {
        NinjaTraderSymbol known = symbols.get(symbol);
        return known == null ? null : new Steps(known.priceStep(), known.quantityStep());
    }

    @Override
    public void send(OrderRequest order) throws VenueException {
        NinjaTraderSymbol symbol = symbols.get(order.symbol());
        String line = Instruction.place(order, settings.account(), symbol.instrument(), settings.timeInForce());
        instructions.put(order.ref(), line, nowNanos);
        orders.watch(order.ref(), steps(order.symbol()), nowNanos);
    }

    @Override
    public void cancel(StoredOrder order) {
        if (orders.canBeCanceled(order.ref())) {
            putCancel(order.ref());
        }
    }

    private void putCancel(String ref) {
        cancelCount++;
        try {
            instructions.put(ref + "-" + cancelCount, Instruction.cancel(ref), nowNanos);
        } catch (VenueException e) {
            say.accept("order " + ref + " is not canceled: " + e.getMessage());
        }
    }

    @Override
    public void ask(StoredOrder order) {
        if (orders.isKnown(order.ref(), nowNanos)) {
            desk.stands(order.ref());
        } else {
            say.accept("order " + order.ref()
                    + " stays in doubt: NinjaTrader has no file about it: look in its Orders tab,"
                    + " and settle it with bin/gateway resolve");
        }
    }
}
