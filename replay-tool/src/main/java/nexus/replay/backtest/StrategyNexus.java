package nexus.replay.backtest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import nexus.gateway.router.Output;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.replay.backtest.strategy.OrderEvent;
import nexus.replay.backtest.strategy.Orders;
import nexus.replay.backtest.strategy.Signal;
import nexus.replay.backtest.strategy.Strategy;
import nexus.replay.command.Times;

/** A strategy in NEXUS's place: reads the gateway's messages for it, and writes its signals as messages. */
final class StrategyNexus implements Nexus, Orders {
    private final Strategy strategy;
    private final Messages messages;
    private final MapReader reader = new MapReader();
    private final TickView tick = new TickView();
    private final MapWriter map = new MapWriter(256);
    private long timeNanos;
    private long signals;
    private BacktestException failure;

    StrategyNexus(Strategy strategy, Messages messages) {
        this.strategy = strategy;
        this.messages = messages;
    }

    @Override
    public void take(Output output, long now) {
        if (failure != null) {
            return;
        }
        timeNanos = now;
        reader.wrapMade(output.buffer(), output.offset());
        try {
            if (output.role() == Output.Role.MARKET_DATA) {
                strategy.onMarketData(tick.of(reader), this);
            } else {
                strategy.onOrderEvent(event(), this);
            }
            // What a strategy throws is not foreseeable; it ends the backtest in an orderly way.
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            failure = new BacktestException(
                    "the strategy " + strategy.getClass().getName() + " failed at " + Times.iso(now)
                            + ", at the output of record " + output.cause() + ": " + e,
                    e);
        }
    }

    private OrderEvent event() {
        return new OrderEvent(
                type(),
                reader.longValue(reader.find(Keys.RECV_NS)),
                id(),
                text(Keys.PLATFORM),
                text(Keys.SYMBOL),
                text(Keys.SIDE),
                text(Keys.STATUS),
                decimal(Keys.FILLED_QTY),
                decimal(Keys.FILL_PRICE),
                decimal(Keys.CUM_QTY),
                decimal(Keys.LEAVES_QTY),
                decimal(Keys.AVG_PRICE),
                decimal(Keys.COMMISSION),
                text(Keys.CODE),
                text(Keys.REASON),
                platforms());
    }

    private OrderEvent.Type type() {
        String type = text(Keys.TYPE);
        return switch (type == null ? "" : type) {
            case Types.SIGNAL_ACK -> OrderEvent.Type.SIGNAL_ACK;
            case Types.ORDER_FILL -> OrderEvent.Type.ORDER_FILL;
            case Types.ORDER_STATUS -> OrderEvent.Type.ORDER_STATUS;
            case Types.REJECT -> OrderEvent.Type.REJECT;
            case Types.PLATFORM_STATUS -> OrderEvent.Type.PLATFORM_STATUS;
            default -> OrderEvent.Type.OTHER;
        };
    }

    private String id() {
        int field = reader.find(Keys.ORDER_ID);
        if (field == MapReader.ABSENT) {
            return null;
        }
        return reader.isNumber(field) ? reader.decimalValue(field).toPlainString() : text(Keys.ORDER_ID);
    }

    private String text(Key key) {
        int field = reader.find(key);
        return field == MapReader.ABSENT || reader.type(field) != ValueType.STRING ? null : reader.textValue(field);
    }

    private BigDecimal decimal(Key key) {
        int field = reader.find(key);
        return field == MapReader.ABSENT || !reader.isNumber(field) ? null : reader.decimalValue(field);
    }

    private List<String> platforms() {
        int field = reader.find(Keys.PLATFORMS);
        return field == MapReader.ABSENT || reader.type(field) != ValueType.ARRAY
                ? List.of()
                : reader.textValues(field);
    }

    @Override
    public String send(Signal signal) {
        signals++;
        String orderId = signal.orderId() == null ? "BT-" + signals : signal.orderId();
        map.reset().beginMap().put(Keys.TYPE, Types.SIGNAL).put(Keys.SYMBOL, signal.symbol());
        map.put(Keys.SIDE, signal.side().name()).put(Keys.QUANTITY, signal.quantity());
        map.put(Keys.ORDER_ID, orderId).put(Keys.TIMESTAMP, Times.seconds(timeNanos));
        if (signal.type() != Signal.Type.MARKET) {
            map.put(Keys.ORDER_TYPE, signal.type().name());
        }
        put(Keys.LIMIT_PRICE, signal.limitPrice());
        put(Keys.STOP_PRICE, signal.stopPrice());
        if (signal.timeInForce() != null) {
            map.put(Keys.TIME_IN_FORCE, signal.timeInForce().name());
        }
        if (signal.platforms() != null) {
            map.beginArray(Keys.PLATFORMS, signal.platforms().size());
            signal.platforms().forEach(map::add);
        }
        messages.add(map.endMap().toBytes());
        return orderId;
    }

    private void put(Key key, BigDecimal value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    @Override
    public void cancel(String orderId) {
        map.reset().beginMap().put(Keys.TYPE, Types.CANCEL).put(Keys.ORDER_ID, orderId);
        messages.add(map.endMap().toBytes());
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public Optional<BacktestException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void finish() {
        // It has heard all as it came.
    }

    @Override
    public void close() {
        // A strategy holds nothing that would have to be released.
    }
}
