package nexus.replay.profit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import nexus.gateway.router.CountedExecution;
import nexus.gateway.router.PositionView;
import nexus.gateway.router.Router;

/**
 * All accounts. Feed it each price and each execution in the order of the journal; its memory grows with the symbols
 * that the platforms use, not with what they trade.
 */
public final class ProfitBook {
    private static final Comparator<Account> BY_SYMBOL =
            Comparator.comparing(Account::symbol).thenComparing(Account::platform);

    private final Values values;
    private final Consumer<RoundTrip> closedTrips;
    private final Map<String, Map<String, Account>> accounts = new LinkedHashMap<>();
    private final Map<Account, OpenTrip> trips = new LinkedHashMap<>();
    private BigDecimal equity = BigDecimal.ZERO;

    /**
     * An empty book.
     *
     * @param values what points are worth; an account keeps what it is told when it is first used
     * @param closedTrips hears of each round trip when it ends
     */
    public ProfitBook(Values values, Consumer<RoundTrip> closedTrips) {
        this.values = values;
        this.closedTrips = closedTrips;
    }

    /** Takes over the prices and positions of a router; what the positions have gained or lost by now does not count. */
    public void carry(Router router, long timeNanos) {
        router.prices()
                .sorted(Comparator.comparingLong(price -> price.timeNanos()))
                .forEach(price -> account(price.platform(), price.symbol()).mark(price.price()));
        router.positions().forEach(position -> carry(position, timeNanos));
    }

    private void carry(PositionView position, long timeNanos) {
        if (position.quantity().signum() != 0) {
            Account account = account(position.platform(), position.symbol());
            // A platform may hold several contracts of one symbol: here they are one, at what they cost together.
            BigDecimal held = account.quantity().add(position.quantity());
            BigDecimal cost = account.quantity()
                    .multiply(account.averagePrice())
                    .add(position.quantity().multiply(position.averagePrice()));
            account.carry(held, held.signum() == 0 ? BigDecimal.ZERO : cost.divide(held, MathContext.DECIMAL64));
            trips.put(account, OpenTrip.carried(account, timeNanos));
        }
    }

    /** Notes a tick. Returns whether the equity has changed. */
    public boolean price(String platform, String symbol, double price) {
        Account account = account(platform, symbol);
        BigDecimal before = account.value();
        boolean changed = account.mark(price);
        if (changed) {
            equity = equity.add(account.value()).subtract(before);
        }
        return changed;
    }

    /**
     * Counts an execution. Returns the account that it moved.
     *
     * @param commission what the platform charged for it; 0 if it did not say
     * @param currency that the commission is in; null for the symbol's
     */
    public Account execute(CountedExecution execution, BigDecimal commission, String currency, long timeNanos) {
        Account account = account(execution.platform(), execution.symbol());
        ExecutionSide side = ExecutionSide.of(execution.side());
        if (execution.kind() == CountedExecution.Kind.ADJUSTED) {
            adjust(account, side.signed(execution.counted()), execution.price(), timeNanos);
            return account;
        }
        BigDecimal before = account.value();
        BigDecimal held = account.quantity();
        account.execute(side, execution.counted(), execution.price());
        BigDecimal paid = account.pay(commission, currency);
        equity = equity.add(account.value()).subtract(before);
        if (side != null) {
            trip(
                    account,
                    held,
                    new OpenTrip.Step(side.signed(execution.counted()), execution.price(), paid, timeNanos));
        }
        return account;
    }

    /** A round trip that an operator has changed is none: the rest begins anew. */
    private void adjust(Account account, BigDecimal signed, BigDecimal price, long timeNanos) {
        account.adjust(signed, price);
        trips.remove(account);
        if (account.quantity().signum() != 0) {
            trips.put(account, OpenTrip.carried(account, timeNanos));
        }
    }

    private void trip(Account account, BigDecimal held, OpenTrip.Step step) {
        OpenTrip trip = trips.get(account);
        if (trip == null) {
            if (account.quantity().signum() != 0) {
                trips.put(account, OpenTrip.begun(account, step));
            }
            return;
        }
        boolean ends = account.quantity().signum() != held.signum();
        if (!ends) {
            trip.take(step);
            return;
        }
        OpenTrip.Step closing = step.part(held.negate());
        trips.remove(account);
        closedTrips.accept(trip.closed(closing));
        if (account.quantity().signum() != 0) {
            trips.put(account, OpenTrip.begun(account, step.without(closing)));
        }
    }

    private Account account(String platform, String symbol) {
        Map<String, Account> ofPlatform = accounts.get(platform);
        if (ofPlatform == null) {
            ofPlatform = new LinkedHashMap<>();
            accounts.put(platform, ofPlatform);
        }
        Account account = ofPlatform.get(symbol);
        if (account == null) {
            account = new Account(platform, symbol, values);
            ofPlatform.put(symbol, account);
        }
        return account;
    }

    /** What all accounts have brought since the beginning, at the last prices, net of commission. */
    public BigDecimal equity() {
        return equity;
    }

    /** Values all accounts anew, at the rates as they are now. */
    public void revalue() {
        for (Map<String, Account> ofPlatform : accounts.values()) {
            for (Account account : ofPlatform.values()) {
                BigDecimal before = account.value();
                account.revalue();
                equity = equity.add(account.value()).subtract(before);
            }
        }
    }

    /** Symbols of which something could never be converted, so that it is in no sum; in order. */
    public Set<String> unconverted() {
        Set<String> symbols = new TreeSet<>();
        for (Map<String, Account> ofPlatform : accounts.values()) {
            ofPlatform.values().stream()
                    .filter(Account::isUnconverted)
                    .map(Account::symbol)
                    .forEach(symbols::add);
        }
        return symbols;
    }

    /** Round trips that have not ended. */
    public int openTrips() {
        return trips.size();
    }

    /** The accounts in which anything was held or executed, by symbol, then platform. */
    public ProfitTable table() {
        List<ProfitRow> rows = accounts.values().stream()
                .flatMap(ofPlatform -> ofPlatform.values().stream())
                .filter(Account::isUsed)
                .sorted(BY_SYMBOL)
                .map(Account::row)
                .toList();
        return ProfitTable.of(rows);
    }
}
