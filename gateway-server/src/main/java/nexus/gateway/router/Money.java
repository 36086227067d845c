package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import nexus.config.MoneyConfig;
import nexus.config.RouterConfig.Mapping;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ShortestDecimal;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** What prices are worth: values of the symbols, and the rates that turn a currency into the base. */
final class Money {
    private final RouterState state;
    private final Rates rates;
    private final Profits profits;

    /** By universal symbol. */
    private final Map<String, Valued> values = new LinkedHashMap<>();

    private MoneyConfig config = MoneyConfig.NONE;
    /** Kept, since each tick asks twice: the comparison behind it allocates. */
    private boolean configured;

    private Names names = Names.in(MoneyConfig.NONE.base());

    /** Whether there ever was a configuration: what came of it has to be remembered. */
    private boolean used;

    Money(RouterState state) {
        this.state = state;
        this.rates = new Rates(state);
        this.profits = new Profits(state, this);
    }

    /**
     * What the configuration says of a symbol, found together.
     *
     * @param rate of the instrument's currency; null where the configuration has none
     */
    private record Valued(MoneyConfig.Instrument instrument, CurrencyRate rate) {}

    /** Keys that name the base, as in {@code price_usd}. */
    record Names(Key price, Key fillPrice, Key commission, Key realized, Key unrealized, Key net, Key dayProfit) {
        static Names in(String base) {
            String suffix = "_" + base.toLowerCase(Locale.ROOT);
            return new Names(
                    Key.of("price" + suffix),
                    Key.of("fill_price" + suffix),
                    Key.of("commission" + suffix),
                    Key.of("realized" + suffix),
                    Key.of("unrealized" + suffix),
                    Key.of("net" + suffix),
                    Key.of("day_profit" + suffix));
        }
    }

    void configure(MoneyConfig other) {
        config = other;
        configured = other.isConfigured();
        used |= configured;
        names = Names.in(other.base());
        rates.configure(other);
        values.clear();
        other.instruments()
                .forEach(instrument ->
                        values.put(instrument.symbol(), new Valued(instrument, rates.of(instrument.currency()))));
    }

    /** The positions that are held meanwhile have what they are worth from now on. To be called behind a configuration. */
    void adopt(long timeNanos) {
        if (used) {
            rates.clearFound(timeNanos);
            profits.adopt(timeNanos);
        }
    }

    boolean isConfigured() {
        return configured;
    }

    MoneyConfig config() {
        return config;
    }

    Names names() {
        return names;
    }

    Rates rates() {
        return rates;
    }

    Profits profits() {
        return profits;
    }

    /** What a universal symbol is worth; null where the configuration does not say. */
    MoneyConfig.Instrument instrument(String symbol) {
        Valued valued = values.get(symbol);
        return valued == null ? null : valued.instrument();
    }

    /** An amount in the base currency; null if there is no rate, or none that is young enough at this time. */
    BigDecimal toBase(BigDecimal amount, String currency, long timeNanos) {
        CurrencyRate rate = rates.of(currency);
        return rate != null && rate.isUsable(timeNanos) ? rate.conversion().amount(amount) : null;
    }

    /** Quantity × price × multiplier in the base currency, never negative; null where that cannot be worked out. */
    BigDecimal notional(String symbol, BigDecimal quantity, BigDecimal price, long timeNanos) {
        Valued valued = values.get(symbol);
        if (valued == null || valued.rate() == null || !valued.rate().isUsable(timeNanos)) {
            return null;
        }
        BigDecimal amount =
                quantity.multiply(price).multiply(valued.instrument().multiplier());
        return valued.rate().conversion().amount(amount.abs());
    }

    /**
     * What the day has brought so far in the base currency: realized less commissions, and by how much the open positions
     * are worth more than when it began. Null where that cannot be worked out: a rate is missing or too old, or something
     * was traded whose value or side nobody knows.
     */
    BigDecimal dayProfitBase(long timeNanos) {
        return profits.dayProfitBase(timeNanos);
    }

    /** What a platform's symbol means for money; remembered at the symbol. */
    Worth worth(Platform platform, Instrument instrument) {
        if (instrument.worth == null) {
            Mapping mapping = state.symbols.toPlatform(platform.name, instrument.universal());
            boolean samePrice = mapping != null && mapping.samePrice();
            MoneyConfig.Instrument values = instrument.isKnown() ? instrument(instrument.universal()) : null;
            instrument.worth = new Worth(
                    values,
                    values == null ? null : rates.of(values.currency()),
                    instrument.isKnown() && state.contracts.isActive(instrument)
                            ? rates.quotedBy(platform.name, instrument.symbol(), samePrice)
                            : null,
                    samePrice);
        }
        return instrument.worth;
    }

    /**
     * A tick has come. Returns the rate of the currency that its price is in, or null where that is not known.
     *
     * @param data what the platform sent of it
     * @param priceField the field of {@code data} that is the price; {@link MapReader#ABSENT} where it is made of others
     */
    CurrencyRate tick(Platform platform, Instrument instrument, MapReader data, int priceField) {
        Worth worth = worth(platform, instrument);
        long timeNanos = state.emitter.timeNanos();
        if (worth.quotes() != null) {
            BigDecimal quote = priceField == MapReader.ABSENT
                    ? ShortestDecimal.of(instrument.lastPrice)
                    : data.decimalValue(priceField);
            rates.quoted(worth.quotes(), quote, timeNanos);
        }
        CurrencyRate rate = named(data, worth.rate());
        if (rate != null && !rate.isUsable(timeNanos)) {
            rates.miss(rate.currency, timeNanos);
        }
        return rate;
    }

    /** The rate of the currency that a message names, if it names one in earnest; else this one. */
    CurrencyRate named(MapReader message, CurrencyRate otherwise) {
        int field = message.find(Keys.CURRENCY);
        if (field == MapReader.ABSENT || message.type(field) != ValueType.STRING) {
            return otherwise;
        }
        if (otherwise != null && message.textEquals(field, otherwise.currencyUtf8)) {
            return otherwise;
        }
        int offset = message.textOffset(field);
        int length = message.textLength(field);
        CurrencyRate known = rates.of(message.buffer(), offset, length);
        if (known != null || !isCurrency(message.buffer(), offset, length)) {
            return known == null ? otherwise : known;
        }
        rates.miss(message.textValue(field), state.emitter.timeNanos());
        return null;
    }

    /** Whether a message names a currency in earnest, be it one that the configuration lacks. */
    boolean isNamed(MapReader message) {
        int field = message.find(Keys.CURRENCY);
        return field != MapReader.ABSENT
                && message.type(field) == ValueType.STRING
                && isCurrency(message.buffer(), message.textOffset(field), message.textLength(field));
    }

    /** As in the configuration: 3 to 8 of A-Z and 0-9, a letter first. */
    private static boolean isCurrency(byte[] buffer, int offset, int length) {
        if (length < 3 || length > 8) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte character = buffer[offset + i];
            boolean letter = character >= 'A' && character <= 'Z';
            boolean digit = character >= '0' && character <= '9' && i > 0;
            if (!letter && !digit) {
                return false;
            }
        }
        return true;
    }

    /** A second has passed. */
    void clock(long timeNanos) {
        if (used) {
            profits.clock(timeNanos);
        }
    }

    /** Whether anything is remembered, so that the state has to hold it. */
    boolean isUsed() {
        return used;
    }

    void writeTo(StateWriter out) {
        out.put("money", used);
        if (used) {
            rates.writeTo(out);
            profits.writeTo(out);
        }
    }

    void readFrom(StateReader in) {
        used = in.flag("money");
        if (used) {
            rates.readFrom(in);
            profits.readFrom(in);
        }
    }
}
