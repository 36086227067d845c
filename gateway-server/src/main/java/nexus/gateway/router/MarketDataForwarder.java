package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.gateway.router.money.Conversion;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Code;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** Takes a tick: notes its price, and passes the platform's map on with the universal symbol in it. */
final class MarketDataForwarder {
    private static final double NANOS_PER_SECOND = 1e9;

    private final RouterState state;
    private final MapReader data = new MapReader();
    private Refusal refusal;
    private PriceKind priceKind;
    /** The field of the data that is the price; absent where it is made of others. */
    private int priceField;

    /** Of the currency that the last tick's price is in; null where that is not known. */
    private CurrencyRate priceRate;
    /** The instrument of the last tick, if it was dropped for want of a NEXUS; else null. */
    private Instrument dropped;

    private Platform droppedPlatform;
    private double droppedPrice;

    private enum PriceKind {
        TRADE,
        MID,
        BID,
        ASK
    }

    MarketDataForwarder(RouterState state) {
        this.state = state;
    }

    /** Another input begins. */
    void beginInput() {
        dropped = null;
    }

    /** Returns null, or why the tick was refused. */
    Refusal take(Platform platform, MapReader message) {
        refusal = null;
        int dataField = message.find(Keys.DATA);
        if (dataField == MapReader.ABSENT) {
            return new Refusal(Code.MISSING_FIELD, "MARKET_DATA needs the map data");
        }
        if (message.type(dataField) != ValueType.MAP) {
            return new Refusal(Code.BAD_VALUE, "data is " + Printable.of(message, dataField) + ", must be a map");
        }
        data.wrapMap(message, dataField);
        int symbol = data.find(Keys.SYMBOL);
        if (symbol == MapReader.ABSENT) {
            return new Refusal(Code.MISSING_FIELD, "MARKET_DATA needs data.symbol");
        }
        if (data.type(symbol) != ValueType.STRING || data.textLength(symbol) == 0) {
            return new Refusal(
                    Code.BAD_VALUE,
                    "data.symbol is " + Printable.of(data, symbol) + ", must be a text that is not empty");
        }
        double price = price();
        number(Keys.VOLUME);
        number(Keys.TIMESTAMP);
        if (refusal != null) {
            return refusal;
        }
        Instrument instrument =
                state.instrument(platform, data.buffer(), data.textOffset(symbol), data.textLength(symbol));
        note(platform, instrument, price);
        priceRate = state.money.isConfigured() ? state.money.tick(platform, instrument, data, priceField) : null;
        int target = state.nexus.marketDataTarget();
        if (target == 0) {
            state.nexus.dropTick();
            dropped = instrument;
            droppedPlatform = platform;
            droppedPrice = price;
        } else {
            state.counters.ticksForwarded++;
            render(state.emitter.open(), platform, instrument, message, price);
            state.emitter.send(Output.Role.MARKET_DATA, target, null);
        }
        return null;
    }

    private void note(Platform platform, Instrument instrument, double price) {
        state.counters.ticks++;
        platform.ticks++;
        if (!instrument.isKnown()) {
            state.counters.unknownSymbolTicks++;
        }
        instrument.lastPrice = price;
        instrument.lastPriceNanos = state.emitter.timeNanos();
        state.changes.tick(platform, instrument);
        if (!instrument.announced) {
            instrument.announced = true;
            state.emitter.info("market data received: " + Printable.of(instrument.symbol()) + " @ " + priceText(price)
                    + " from " + platform.name);
        }
    }

    /** A price as people write it: two decimals at least. */
    static String priceText(double price) {
        BigDecimal exact = BigDecimal.valueOf(price);
        return (exact.scale() < 2 ? exact.setScale(2) : exact).toPlainString();
    }

    private double price() {
        double price = number(Keys.PRICE);
        priceField = Double.isNaN(price) ? MapReader.ABSENT : data.find(Keys.PRICE);
        double bid = number(Keys.BID);
        double ask = number(Keys.ASK);
        if (!Double.isNaN(price)) {
            priceKind = PriceKind.TRADE;
            return price;
        }
        if (!Double.isNaN(bid) && !Double.isNaN(ask)) {
            priceKind = PriceKind.MID;
            return bid * 0.5 + ask * 0.5;
        }
        if (!Double.isNaN(bid)) {
            priceKind = PriceKind.BID;
            return bid;
        }
        if (Double.isNaN(ask) && refusal == null) {
            refusal = new Refusal(Code.MISSING_FIELD, "MARKET_DATA needs one of data.price, data.bid, data.ask");
        }
        priceKind = PriceKind.ASK;
        return ask;
    }

    /** A number of the tick; NaN where it is absent or nil. */
    private double number(Key key) {
        int field = data.find(key);
        if (field == MapReader.ABSENT || data.type(field) == ValueType.NIL) {
            return Double.NaN;
        }
        if (!data.isNumber(field)) {
            refusal = new Refusal(
                    Code.BAD_VALUE, "data." + key + " is " + Printable.of(data, field) + ", must be a number");
            return Double.NaN;
        }
        return data.doubleValue(field);
    }

    boolean hasDropped() {
        return dropped != null;
    }

    /** Writes the message that the last tick would have become into a map that has been begun, but for its end. */
    void renderDropped(MapWriter out, MapReader message) {
        render(out, droppedPlatform, dropped, message, droppedPrice);
    }

    private void render(MapWriter out, Platform platform, Instrument instrument, MapReader message, double price) {
        int copied = 0;
        for (int i = 0; i < message.size(); i++) {
            boolean ours = message.keyIs(i, Keys.DATA)
                    || message.keyIs(i, Keys.PLATFORM)
                    || message.keyIs(i, Keys.SEQ)
                    || message.keyIs(i, Keys.RECV_NS)
                    || message.keyIs(i, Keys.REPLAY);
            if (ours) {
                out.copyFields(message, copied, i);
                copied = i + 1;
            }
        }
        out.copyFields(message, copied, message.size());
        out.putUtf8(Keys.PLATFORM, platform.nameUtf8, 0, platform.nameUtf8.length);
        out.beginMap(Keys.DATA);
        putData(out, instrument, price);
        out.endMap();
    }

    /** Copies what the platform sent, neighbours at once, around what becomes another or goes. */
    private void putData(MapWriter out, Instrument instrument, double price) {
        byte[] symbol = instrument.symbolUtf8();
        out.putUtf8(Keys.SYMBOL, symbol, 0, symbol.length);
        boolean hasVolume = false;
        boolean hasTimestamp = false;
        Key basePrice = state.money.isConfigured() ? state.money.names().price() : Keys.PRICE_KIND;
        int copied = 0;
        for (int i = 0; i < data.size(); i++) {
            boolean isCopied;
            if (data.keyIs(i, Keys.PRICE)) {
                isCopied = priceKind == PriceKind.TRADE;
            } else if (data.keyIs(i, Keys.VOLUME)) {
                isCopied = data.type(i) != ValueType.NIL;
                hasVolume = isCopied;
            } else if (data.keyIs(i, Keys.TIMESTAMP)) {
                isCopied = data.type(i) != ValueType.NIL;
                hasTimestamp = isCopied;
            } else {
                isCopied = !data.keyIs(i, Keys.SYMBOL)
                        && !data.keyIs(i, Keys.PRICE_KIND)
                        && !data.keyIs(i, basePrice)
                        && (instrument.contractUtf8() == null || !data.keyIs(i, Keys.CONTRACT))
                        && !data.keyIs(i, Keys.PLATFORM_SYMBOL);
            }
            if (!isCopied) {
                out.copyFields(data, copied, i);
                copied = i + 1;
                if (data.keyIs(i, Keys.SYMBOL)) {
                    out.putUtf8(Keys.PLATFORM_SYMBOL, data.buffer(), data.textOffset(i), data.textLength(i));
                }
            }
        }
        out.copyFields(data, copied, data.size());
        if (priceKind != PriceKind.TRADE) {
            out.put(Keys.PRICE, price);
        }
        if (!hasVolume) {
            out.put(Keys.VOLUME, 0);
        }
        if (!hasTimestamp) {
            out.put(Keys.TIMESTAMP, state.emitter.timeNanos() / NANOS_PER_SECOND);
        }
        out.put(Keys.PRICE_KIND, priceKind.name());
        if (priceRate != null && priceRate.isUsable(state.emitter.timeNanos())) {
            putBasePrice(out, price);
        }
        byte[] contract = instrument.contractUtf8();
        if (contract != null) {
            out.putUtf8(Keys.CONTRACT, contract, 0, contract.length);
        }
    }

    private void putBasePrice(MapWriter out, double price) {
        double converted = price;
        if (!priceRate.isBase()) {
            Conversion conversion = priceRate.conversion();
            converted = priceField != MapReader.ABSENT && data.isShortFloat(priceField)
                    ? conversion.price(data.decimalValue(priceField)).doubleValue()
                    : conversion.price(price);
        }
        if (Double.isFinite(converted)) {
            out.put(state.money.names().price(), converted);
        }
    }
}
