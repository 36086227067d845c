package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.config.MoneyConfig;
import nexus.gateway.router.money.Conversion;

/** What the positions have brought, and what the day has. */
final class Profits {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final RouterState state;
    private final Money money;

    /** Number of the day at work, by the configuration's start of day. */
    private long day = Long.MIN_VALUE;

    /** Whether something was traded today whose value, or side, nobody knows. */
    private boolean unknownToday;

    Profits(RouterState state, Money money) {
        this.state = state;
        this.money = money;
    }

    /** Counts an execution; to be called before the position does. {@code side} is null where nobody knows it. */
    void execute(Position position, Side side, BigDecimal executed, BigDecimal price) {
        if (!money.isConfigured()) {
            return;
        }
        Profit profit = following(position);
        if (profit == null || side == null) {
            unknownToday = true;
            return;
        }
        BigDecimal signed = side == Side.BUY ? executed : executed.negate();
        profit.execute(signed, price, money.instrument(position.symbol).multiplier());
        convert(profit);
    }

    /** Counts a commission, {@code currency} being null where the platform has not said one. */
    void charge(Position position, BigDecimal amount, String currency) {
        if (!money.isConfigured() || amount.signum() == 0) {
            return;
        }
        Profit profit = following(position);
        if (profit == null) {
            unknownToday = true;
            return;
        }
        profit.charge(amount, currency == null ? profit.currency : currency);
        convert(profit);
    }

    /** The position's profit, made if need be; null where nobody knows what the symbol is worth. */
    private Profit following(Position position) {
        turnDay(state.emitter.timeNanos());
        MoneyConfig.Instrument instrument = money.instrument(position.symbol);
        if (instrument == null) {
            return null;
        }
        if (position.profit == null || !position.profit.currency.equals(instrument.currency())) {
            position.profit = new Profit(instrument.currency());
            position.profit.follow(position);
            beginDay(position);
        }
        position.profit.follow(position);
        return position.profit;
    }

    private void convert(Profit profit) {
        String missing = profit.convert(money.rates(), state.emitter.timeNanos());
        if (missing != null) {
            money.rates().miss(missing, state.emitter.timeNanos());
        }
    }

    /** The configuration may have given the positions another value, or one at all. */
    void adopt(long timeNanos) {
        if (!money.isConfigured()) {
            return;
        }
        turnDay(timeNanos);
        for (Position position : state.book.positions()) {
            if (position.quantity.signum() != 0) {
                following(position);
            }
        }
    }

    /** A second has passed: a day may have, and what waits may be converted. */
    void clock(long timeNanos) {
        if (!money.isConfigured()) {
            return;
        }
        turnDay(timeNanos);
        for (Position position : state.book.positions()) {
            Profit profit = position.profit;
            if (profit != null && !profit.isConverted()) {
                convert(profit);
            }
            if (profit != null && position.quantity.signum() != 0 && !isUsable(profit, timeNanos)) {
                money.rates().miss(profit.currency, timeNanos);
            }
        }
    }

    private boolean isUsable(Profit profit, long timeNanos) {
        CurrencyRate rate = money.rates().of(profit.currency);
        return rate != null && rate.isUsable(timeNanos);
    }

    private void turnDay(long timeNanos) {
        long start = money.config().dayStartMillis() * NANOS_PER_MILLI;
        long now = Math.floorDiv(timeNanos - start, NANOS_PER_DAY);
        if (now != day) {
            day = now;
            unknownToday = false;
            state.book.positions().forEach(this::beginDay);
        }
    }

    /** Markets may be closed then, so the last price and the last rate count, however old: the next price is today's. */
    private void beginDay(Position position) {
        if (position.profit != null) {
            CurrencyRate rate = money.rates().of(position.profit.currency);
            BigDecimal unrealized = unrealized(position);
            position.profit.beginDay(
                    unrealized == null ? BigDecimal.ZERO : unrealized, rate == null ? null : rate.conversion());
        }
    }

    /** In the instrument's currency; null where the symbol has no value any more. */
    BigDecimal unrealized(Position position) {
        MoneyConfig.Instrument instrument = money.instrument(position.symbol);
        return instrument == null
                ? null
                : position.profit.unrealized(position, lastPrice(position), instrument.multiplier());
    }

    /** The platform's last price of the symbol; where none has come, that of the last execution. */
    BigDecimal lastPrice(Position position) {
        Platform platform = state.platforms.get(position.platform);
        Instrument newest = platform == null ? null : position.instruments.newestPriced(position, platform.instruments);
        if (newest != null) {
            return newest.exactPrice();
        }
        boolean executed = position.profit != null && position.profit.lastExecution != null;
        return executed ? position.profit.lastExecution : position.averagePrice;
    }

    /** See {@link Money#dayProfitBase}. */
    BigDecimal dayProfitBase(long timeNanos) {
        if (!money.isConfigured() || unknownToday) {
            return null;
        }
        BigDecimal sum = null;
        for (Position position : state.book.positions()) {
            BigDecimal part = dayProfitBase(position, timeNanos);
            if (part == null) {
                return null;
            }
            sum = sum == null ? part : sum.add(part);
        }
        return sum == null ? BigDecimal.ZERO : Units.normal(sum);
    }

    private BigDecimal dayProfitBase(Position position, long timeNanos) {
        Profit profit = position.profit;
        if (profit == null) {
            return position.quantity.signum() == 0 ? BigDecimal.ZERO : null;
        }
        if (!profit.isConverted()) {
            return null;
        }
        if (position.quantity.signum() == 0 && profit.dayUnrealizedBase != null) {
            return profit.doneToday().subtract(profit.dayUnrealizedBase);
        }
        BigDecimal unrealized = unrealized(position);
        CurrencyRate rate = money.rates().of(profit.currency);
        if (unrealized == null || rate == null || !rate.isUsable(timeNanos)) {
            return null;
        }
        Conversion conversion = rate.conversion();
        BigDecimal before =
                profit.dayUnrealizedBase == null ? conversion.amount(profit.dayUnrealized) : profit.dayUnrealizedBase;
        return profit.doneToday().add(conversion.amount(unrealized)).subtract(before);
    }

    void writeTo(StateWriter out) {
        out.put("day", day).put("unknownToday", unknownToday);
    }

    void readFrom(StateReader in) {
        day = in.integer("day");
        unknownToday = in.flag("unknownToday");
    }
}
