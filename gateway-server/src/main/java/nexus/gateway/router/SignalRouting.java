package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nexus.config.ContractMonth;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** Turns a SIGNAL into one order on every platform that can take it, or says why not. */
final class SignalRouting {
    private final RouterState state;
    private final NexusFeed feed;

    SignalRouting(RouterState state, NexusFeed feed) {
        this.state = state;
        this.feed = feed;
    }

    enum OrderType {
        MARKET,
        LIMIT,
        STOP,
        STOP_LIMIT
    }

    enum TimeInForce {
        DAY,
        GTC,
        IOC,
        FOK
    }

    /** What a SIGNAL asks for, checked field by field. */
    private record Signal(
            NexusFeed.Id id,
            String symbol,
            Side side,
            BigDecimal quantity,
            OrderType type,
            BigDecimal limitPrice,
            BigDecimal stopPrice,
            TimeInForce timeInForce,
            List<String> platforms,
            String contract) {
        boolean isPriced() {
            return limitPrice != null || stopPrice != null;
        }
    }

    void take(MapReader message, Fields fields) {
        state.counters.signals++;
        Signal signal = read(fields);
        Refusal refusal = fields.refusal();
        if (refusal == null) {
            state.emitter.info("signal received from NEXUS: " + signal.side() + " " + Printable.of(signal.symbol())
                    + " × " + signal.quantity().toPlainString() + " ("
                    + signal.id().text() + ")");
            refusal = check(signal, fields);
        }
        if (refusal != null) {
            state.counters.signalsRefused++;
            feed.reject(NexusInputs.idOf(fields), null, refusal.code(), refusal.reason());
            return;
        }
        route(signal);
    }

    private Signal read(Fields fields) {
        String id = fields.requiredId(Keys.ORDER_ID);
        String symbol = fields.requiredText(Keys.SYMBOL);
        Side side = fields.constant(Keys.SIDE, Side.class);
        if (side == null) {
            fields.missing(Keys.SIDE);
        }
        BigDecimal quantity = fields.requiredPositive(Keys.QUANTITY);
        OrderType type = fields.constant(Keys.ORDER_TYPE, OrderType.class);
        type = type == null ? OrderType.MARKET : type;
        BigDecimal limit = fields.decimal(Keys.LIMIT_PRICE);
        BigDecimal stop = fields.decimal(Keys.STOP_PRICE);
        TimeInForce timeInForce = fields.constant(Keys.TIME_IN_FORCE, TimeInForce.class);
        List<String> platforms = fields.texts(Keys.PLATFORMS);
        boolean needsLimit = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT;
        boolean needsStop = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        if (needsLimit && limit == null) {
            fields.refuse(Code.MISSING_FIELD, "limit_price is required for " + type);
        }
        if (needsStop && stop == null) {
            fields.refuse(Code.MISSING_FIELD, "stop_price is required for " + type);
        }
        return new Signal(
                new NexusFeed.Id(id, fields.isWhole(Keys.ORDER_ID)),
                symbol,
                side,
                quantity,
                type,
                needsLimit ? limit : null,
                needsStop ? stop : null,
                timeInForce,
                platforms,
                state.contracts.isFuture(symbol) ? fields.text(Keys.CONTRACT) : null);
    }

    /** The checks that concern the signal as a whole, in fixed order. */
    private Refusal check(Signal signal, Fields fields) {
        Intent same = state.book.intent(signal.id().text(), signal.symbol(), signal.side());
        if (same != null) {
            return new Refusal(
                    Code.DUPLICATE_ORDER_ID,
                    "order_id, symbol and side equal those of the signal with sequence " + same.signalSequence);
        }
        if (state.nexus.isAmbiguous()) {
            return new Refusal(Code.AMBIGUOUS_NEXUS, "more than one NEXUS is connected");
        }
        if (state.haltReason != null) {
            return new Refusal(Code.HALTED, "trading is halted: " + state.haltReason);
        }
        Refusal stale = checkAge(fields);
        if (stale != null) {
            return stale;
        }
        if (!state.symbols.isUniversal(signal.symbol())) {
            return new Refusal(
                    Code.UNKNOWN_SYMBOL, "the configuration has no symbol '" + Printable.of(signal.symbol()) + "'");
        }
        return checkContract(signal);
    }

    /** Null, or why the contract that the signal names cannot be traded. */
    private Refusal checkContract(Signal signal) {
        if (signal.contract() == null) {
            return null;
        }
        Contracts.Rolling future = state.contracts.future(signal.symbol());
        Optional<ContractMonth> month = state.contracts.parse(signal.symbol(), signal.contract());
        if (month.isEmpty()) {
            return new Refusal(
                    Code.UNKNOWN_CONTRACT,
                    "contract is '" + Printable.of(signal.contract()) + "', must be one of " + signal.symbol()
                            + ", such as " + future.activeName());
        }
        boolean isOver = state.emitter.timeNanos() >= future.calendar.expiredNanos(month.get());
        return isOver && !month.get().equals(future.active)
                ? new Refusal(
                        Code.UNKNOWN_CONTRACT, signal.contract() + " expired on " + future.calendar.expiry(month.get()))
                : null;
    }

    private Refusal checkAge(Fields fields) {
        BigDecimal timestamp = fields.decimal(Keys.TIMESTAMP);
        BigDecimal ttl = fields.decimal(Keys.TTL_MS);
        if (fields.refusal() != null) {
            return fields.refusal();
        }
        if (timestamp == null) {
            return null;
        }
        BigDecimal now = BigDecimal.valueOf(state.emitter.timeNanos() + state.wallOffsetNanos, 9);
        BigDecimal ageMillis = now.subtract(timestamp).movePointRight(3);
        BigDecimal limit = ttl != null ? ttl : BigDecimal.valueOf(state.config().maxSignalAgeMillis());
        if (ageMillis.compareTo(limit) > 0) {
            return new Refusal(
                    Code.STALE_SIGNAL,
                    "the signal is " + ageMillis.toBigInteger() + " ms old by its timestamp, the limit is "
                            + limit.toPlainString() + " ms; or the clocks of NEXUS and gateway differ");
        }
        if (ageMillis.negate().compareTo(BigDecimal.valueOf(state.config().clockSkewAlarmMillis())) > 0) {
            state.alerts.raise(
                    AlertCode.CLOCK_SKEW,
                    AlertConditions.NEXUS,
                    "CLOCK_SKEW: a signal's timestamp lies "
                            + ageMillis.negate().toBigInteger() + " ms in the future");
        } else {
            state.alerts.clear(AlertCode.CLOCK_SKEW, AlertConditions.NEXUS, "a signal's timestamp is right again");
        }
        return null;
    }

    private void route(Signal signal) {
        Intent intent = new Intent(
                signal.id().text(),
                signal.id().numeric(),
                signal.symbol(),
                signal.side(),
                signal.quantity(),
                state.emitter.sequence());
        List<String> taken = new ArrayList<>();
        Map<String, Code> skipped = new LinkedHashMap<>();
        for (String name : candidates(signal)) {
            Code problem = problem(name, signal);
            if (problem != null) {
                skipped.put(name, problem);
            } else {
                if (taken.isEmpty()) {
                    state.book.add(intent);
                }
                send(intent, signal, name);
                taken.add(name);
            }
        }
        if (taken.isEmpty()) {
            state.counters.signalsRefused++;
            String reason = "no platform can take it: " + Printable.of(skipped.toString());
            feed.reject(signal.id(), null, Code.NO_PLATFORM, reason, skipped);
        } else {
            feed.signalAck(intent, taken, skipped);
        }
    }

    /** The platforms that the signal names; else those with a mapping for the symbol, in the configuration's order. */
    private List<String> candidates(Signal signal) {
        if (signal.platforms() != null) {
            return signal.platforms().stream().distinct().limit(64).toList();
        }
        return state.config().platforms().stream()
                .map(RouterConfig.Platform::name)
                .filter(name -> state.symbols.toPlatform(name, signal.symbol()) != null)
                .toList();
    }

    /** Null, or why this platform gets no order. */
    private Code problem(String name, Signal signal) {
        if (!state.symbols.isConfigured(name)) {
            return Code.UNKNOWN_PLATFORM;
        }
        Mapping mapping = state.symbols.toPlatform(name, signal.symbol());
        if (mapping == null) {
            return Code.UNKNOWN_SYMBOL;
        }
        if (signal.contract() != null && !state.contracts.symbols().isPattern(mapping)) {
            return Code.NO_CONTRACT;
        }
        if (!state.platforms.get(name).isUp()) {
            return Code.PLATFORM_DOWN;
        }
        if (signal.isPriced() && !mapping.samePrice()) {
            return Code.PRICE_NOT_COMPARABLE;
        }
        return units(mapping).toPlatform(signal.quantity()).signum() == 0 ? Code.QUANTITY_TOO_SMALL : null;
    }

    private static Units units(Mapping mapping) {
        return new Units(mapping.quantityFactor(), mapping.lotStep());
    }

    /** The contract that the signal names, else the active one. */
    private ContractMonth contract(Signal signal) {
        return signal.contract() == null
                ? state.contracts.future(signal.symbol()).active
                : state.contracts.parse(signal.symbol(), signal.contract()).orElseThrow();
    }

    private void send(Intent intent, Signal signal, String name) {
        Mapping mapping = state.symbols.toPlatform(name, signal.symbol());
        Units units = units(mapping);
        String ref = state.book.nextRef(state.journalId);
        boolean isContract = state.contracts.symbols().isPattern(mapping);
        ContractMonth contract = isContract ? contract(signal) : null;
        boolean idUsed = state.book.isWireIdUsed(name, intent.orderId);
        Order order = new Order(
                intent,
                ref,
                name,
                isContract ? state.contracts.symbols().name(mapping, contract) : mapping.platformSymbol(),
                units,
                units.toPlatform(signal.quantity()),
                idUsed ? ref : intent.orderId);
        order.contract = isContract ? state.contracts.name(signal.symbol(), contract) : null;
        state.book.add(order);
        state.book.touch(order, state.emitter.timeNanos());
        state.counters.orders++;
        MapWriter message = state.emitter.message(Types.ORDER);
        message.put(Keys.SYMBOL, order.platformSymbol).put(Keys.SIDE, intent.side.name());
        message.put(Keys.QUANTITY, order.platformQuantity);
        NexusFeed.Id.onWire(order).put(message);
        message.put(Keys.REF, ref).put(Keys.ORDER_TYPE, signal.type().name());
        if (signal.limitPrice() != null) {
            message.put(Keys.LIMIT_PRICE, signal.limitPrice());
        }
        if (signal.stopPrice() != null) {
            message.put(Keys.STOP_PRICE, signal.stopPrice());
        }
        if (signal.timeInForce() != null) {
            message.put(Keys.TIME_IN_FORCE, signal.timeInForce().name());
        }
        message.put(Keys.UNIVERSAL_SYMBOL, intent.symbol);
        if (order.contract != null) {
            message.put(Keys.CONTRACT, order.contract);
        }
        state.emitter.send(Output.Role.ORDER, state.platforms.get(name).session.source, ref);
        state.emitter.info("order routed to " + name + ": " + intent.side + " " + order.platformSymbol + " × "
                + order.platformQuantity.toPlainString() + " (" + intent.orderId + ", ref " + ref + ")");
    }

    /** The socket refused an ORDER: it is certainly unsent. */
    void refusedBySocket(Order order, String reason) {
        state.counters.ordersRefusedBySocket++;
        order.state = OrderState.REJECTED;
        order.reason = "never sent: " + reason;
        state.book.touch(order, state.emitter.timeNanos());
        feed.reject(NexusFeed.Id.of(order), order.platform, Code.PLATFORM_DOWN, order.reason);
    }
}
