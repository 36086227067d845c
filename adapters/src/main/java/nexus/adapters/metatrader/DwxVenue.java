package nexus.adapters.metatrader;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.adapters.link.LinkTime;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.link.Side;
import nexus.adapters.link.TimeInForce;
import nexus.adapters.metatrader.DwxText.DwxObject;
import nexus.adapters.metatrader.OrderTurn.Command;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.Steps;
import nexus.adapters.orders.StoredOrder;
import nexus.adapters.orders.Venue;
import nexus.adapters.orders.VenueException;

/** The EA's folder as the order desk needs it. For the adapter's thread. */
final class DwxVenue implements Venue, OrderTurn.Listener {
    static final String NOT_TAKEN = "not sent: the EA did not take the command, which was withdrawn: is MetaTrader"
            + " running, with DWX_Server_MT5 on a chart?";

    /** The EA writes its list of orders at least once a second. */
    private static final long ALIVE_NANOS = TimeUnit.SECONDS.toNanos(4);
    /** How long after RESET_COMMAND_IDS nothing else is put. */
    private static final long RESET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Lots that close no position; see {@link #cancelTicket}. */
    private static final String NO_LOTS = "-1";

    private final MetaTraderSettings settings;
    private final LinkTime time;
    private final Consumer<String> say;
    private final SymbolNames names;
    private final CommandFiles commands;
    private final OrderTurn turn;
    private final OrderTracks tracks;
    private final History history;
    private final Quotes quotes;
    private final PositionReports positions;
    private final Messages messages;
    private final DwxFile ordersFile;
    private OrderDesk desk;
    private Phase phase = Phase.DOWN;
    private long phaseNanos;
    /** The account's; null while it is not known. */
    private String currency;

    private long historyNanos;
    private long nowNanos;

    /** Where the conversation with the EA stands. */
    private enum Phase {
        DOWN,
        RESETTING,
        UP
    }

    DwxVenue(MetaTraderSettings settings, CommandIds ids, PlatformLink link, Consumer<String> say, LinkTime time) {
        this.settings = settings;
        this.time = time;
        this.say = say;
        this.names = new SymbolNames(settings.symbols());
        this.commands = new CommandFiles(settings.filesFolder(), ids);
        this.turn = new OrderTurn(commands, settings.silenceMillis(), this);
        this.tracks = new OrderTracks(say);
        this.history = new History(commands, time.epochNanos());
        this.quotes = new Quotes(commands, names, link, time.epochNanos(), say);
        this.positions = new PositionReports(names, link);
        this.messages = new Messages(commands.folder());
        this.ordersFile = new DwxFile(commands.folder().resolve("DWX_Orders.txt"));
    }

    /** Takes up what an earlier life has left. */
    void begin(OrderDesk theDesk, long now) {
        desk = theDesk;
        nowNanos = now;
        tracks.begin(theDesk, names);
        for (String left : commands.withdrawAll()) {
            for (StoredOrder order : desk.store().open()) {
                if (left.contains("," + order.ref() + ",")) {
                    withdrawn(tracks.find(order.ref()));
                }
            }
        }
        messages.skip(now);
    }

    /** Looks at all files; whether there was news. */
    boolean pass(long now) {
        nowNanos = now;
        boolean news = false;
        DwxObject orders = ordersFile.news(now);
        List<Holding> holdings = orders == null ? null : Holding.all(orders);
        if (holdings != null) {
            DwxObject account = orders.object("account_info");
            currency = account == null || account.text("currency").isEmpty() ? null : account.text("currency");
            positions.holdings(holdings, now);
            if (tracks.holdings(holdings, now)) {
                history.want();
            }
            news = true;
        }
        lookAtPhase();
        for (DwxMessage message : messages.pass(now)) {
            take(message);
            news = true;
        }
        if (messages.wasRestarted()) {
            turn.restarted();
            history.restarted();
        }
        DwxObject deals = history.news(now);
        if (deals != null) {
            tracks.deals(Deal.all(deals, settings.brokerZone(), currency), history.answeredNanos());
            news = true;
        }
        tracks.pass(now, ordersFile.wholeNanos(), silenceNanos(), this::cancelTicket);
        turn.pass(now);
        commands.fillGap(now);
        if (phase == Phase.UP) {
            ask();
        }
        positions.pass(now);
        return quotes.pass(now) > 0 || news;
    }

    private long silenceNanos() {
        return TimeUnit.MILLISECONDS.toNanos(settings.silenceMillis());
    }

    private void lookAtPhase() {
        boolean alive = ordersFile.isPresent() && ordersFile.isWritten(nowNanos, ALIVE_NANOS);
        if (!alive && phase != Phase.DOWN) {
            enter(Phase.DOWN);
            say.accept(whyClosed());
        } else if (alive && phase == Phase.DOWN) {
            try {
                commands.put("RESET_COMMAND_IDS", "");
                enter(Phase.RESETTING);
            } catch (VenueException e) {
                phaseNanos = nowNanos;
            }
        } else if (phase == Phase.RESETTING && nowNanos - phaseNanos > RESET_NANOS) {
            enter(Phase.UP);
            say.accept("the EA is there");
            history.want();
            quotes.subscribe();
        }
    }

    private void enter(Phase next) {
        phase = next;
        phaseNanos = nowNanos;
    }

    private void ask() {
        long pause = tracks.historyNanos(TimeUnit.MILLISECONDS.toNanos(settings.historyMillis()), nowNanos);
        boolean isDue = pause != Long.MAX_VALUE && nowNanos - historyNanos > pause;
        // What became of a command that the EA took and does not answer shows in the answer to a question behind it.
        if (isDue || turn.isOverdue(nowNanos)) {
            historyNanos = nowNanos;
            history.want();
        }
        history.pass(nowNanos, tracks.oldestNanos(time.epochNanos().getAsLong()));
    }

    private void take(DwxMessage message) {
        if (turn.answered(message)) {
            return;
        }
        if (message.answersHistory()) {
            if (history.answered()) {
                turn.answeredBehind(history.answeredNanos());
            }
        } else if (message.errorType().equals("SUBSCRIBE_SYMBOL")
                || message.errorType().equals("GET_BID_ASK")) {
            quotes.refused(message);
        } else if (message.isError()) {
            say.accept("the EA says: " + message.errorType() + ": " + message.text());
        }
    }

    @Override
    public String whyClosed() {
        return switch (phase) {
            case UP -> null;
            case RESETTING -> "the EA is being greeted";
            case DOWN ->
                "nothing writes " + commands.folder().resolve("DWX_Orders.txt")
                        + ": start MetaTrader 5 with DWX_Server_MT5 on"
                        + " a chart and Algo Trading on; filesFolder must be MQL5\\Files below File > Open Data Folder";
        };
    }

    /** How many symbols have no price. */
    int symbolsWithoutPrice() {
        return quotes.missing();
    }

    @Override
    public Steps steps(String symbol) {
        return names.steps(symbol);
    }

    @Override
    public void send(OrderRequest order) throws VenueException {
        String type = type(order);
        BigDecimal price = order.type().hasLimit()
                ? order.limitPrice()
                : order.type().hasStop() ? order.stopPrice() : BigDecimal.ZERO;
        Track track = new Track(order, names.platformName(order.symbol()));
        String content = String.join(
                ",",
                track.symbol,
                type,
                order.quantity().stripTrailingZeros().toPlainString(),
                price.stripTrailingZeros().toPlainString(),
                "0",
                "0",
                Integer.toString(track.magic),
                order.ref(),
                "0");
        tracks.add(track);
        turn.add(new Command(order.ref(), true, content, nowNanos), nowNanos);
    }

    private String type(OrderRequest order) throws VenueException {
        TimeInForce timeInForce = order.timeInForce();
        if (timeInForce == TimeInForce.IOC || timeInForce == TimeInForce.FOK) {
            throw new VenueException("the EA has no time in force " + timeInForce);
        }
        String side = order.side() == Side.BUY ? "buy" : "sell";
        if (order.type().hasLimit() && order.type().hasStop()) {
            throw new VenueException("the EA has no stop-limit orders");
        }
        if (!order.type().hasLimit() && !order.type().hasStop()) {
            return side;
        }
        if (timeInForce == TimeInForce.DAY && !settings.dayIsGtc()) {
            throw new VenueException(
                    "the EA keeps orders until canceled, never for the day: send GTC, or set dayIsGtc");
        }
        return side + (order.type().hasLimit() ? "limit" : "stop");
    }

    @Override
    public void cancel(StoredOrder order) {
        Track track = tracks.find(order.ref());
        if (track == null || track.isMarket()) {
            say.accept("order " + order.ref() + " is a market order: MetaTrader cannot cancel it");
        } else if (track.pendingTicket != null) {
            cancelTicket(track);
        } else {
            track.cancelWanted = true;
        }
    }

    /**
     * A position has the ticket of the order that opened it, and CLOSE_ORDER closes either: if the order is executed
     * before the EA comes to it, that would close the position. Of a position the EA closes as many lots as are asked for,
     * and the terminal refuses less than none; an order it deletes whatever the lots.
     */
    private void cancelTicket(Track track) {
        turn.add(new Command(track.ref(), false, track.pendingTicket + "," + NO_LOTS, nowNanos), nowNanos);
    }

    @Override
    public void ask(StoredOrder order) {
        tracks.question(order.ref(), nowNanos);
    }

    @Override
    public void done(Command command) {
        Track track = tracks.find(command.ref());
        if (command.opens()) {
            track.accepted = true;
            track.ending(nowNanos);
            if (track.isMarket()) {
                // A pending order is acknowledged by its ticket, once it is in the list.
                desk.acknowledged(track.ref(), null);
            }
        }
        history.want();
    }

    @Override
    public void refused(Command command, DwxMessage why) {
        Track track = tracks.find(command.ref());
        if (!command.opens()) {
            say.accept("order " + command.ref() + " is not canceled: " + why.text());
            history.want();
        } else if (Refusal.isCertain(why)) {
            desk.rejected(command.ref(), Refusal.reason(why));
        } else {
            track.refusal = Refusal.reason(why);
            track.ending(nowNanos);
            history.want();
        }
    }

    @Override
    public void notPut(Command command, String why) {
        if (command.opens()) {
            desk.rejected(command.ref(), "not sent: " + why);
        } else {
            say.accept("order " + command.ref() + " is not canceled: " + why);
        }
    }

    @Override
    public void withdrawn(Command command) {
        if (command.opens()) {
            withdrawn(tracks.find(command.ref()));
        } else {
            say.accept("the EA did not take the cancel of order " + command.ref() + ", which is withdrawn");
        }
    }

    private void withdrawn(Track track) {
        track.withdrawn = true;
        track.ending(nowNanos);
    }

    @Override
    public void unanswered(Command command) {
        if (command.opens()) {
            tracks.inDoubt(command.ref());
        } else {
            say.accept("the EA did not answer the cancel of order " + command.ref());
        }
    }
}
