package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** Takes what platforms say of orders: executions, acknowledgements, rejects, cancels, answers. */
final class OrderEvents {
    private final RouterState state;
    private final NexusFeed feed;

    OrderEvents(RouterState state, NexusFeed feed) {
        this.state = state;
        this.feed = feed;
    }

    /** Executions as platforms report them, and the answer that a platform gives about an order. */
    enum PlatformStatus {
        WORKING,
        PARTIALLY_FILLED,
        FILLED,
        CANCELED,
        REJECTED,
        UNKNOWN
    }

    /** A readable execution is never dropped: money moved. Only an exact repeat is. */
    Refusal fill(Session session, MapReader message, Fields fields) {
        String orderId = fields.foreignId(Keys.ORDER_ID);
        String ref = fields.foreignId(Keys.REF);
        if (orderId == null && ref == null) {
            fields.missing(Keys.ORDER_ID);
        }
        BigDecimal platformQuantity = fields.requiredPositive(Keys.FILLED_QTY);
        BigDecimal price = fields.requiredDecimal(Keys.FILL_PRICE);
        String symbol = fields.text(Keys.SYMBOL);
        Order order = fields.refusal() == null ? findForFill(session, orderId, ref, symbol) : null;
        if (symbol == null && order == null) {
            fields.missing(Keys.SYMBOL);
        }
        if (fields.refusal() != null) {
            state.alerts.raise(
                    AlertCode.EXECUTION,
                    session.platform == null ? OrderBook.UNATTRIBUTED : session.platform.name,
                    "an execution that cannot be read: " + fields.refusal().reason());
            return fields.refusal();
        }
        String platform = session.platform != null ? session.platform.name : order != null ? order.platform : null;
        Fill fill = new Fill(platform, symbol == null ? order.platformSymbol : symbol, platformQuantity, price);
        String content =
                fill.content(order != null ? order.ref : NexusFeed.Id.of(fields).text());
        OrderBook.Execution before = seenBefore(fill, fields, content);
        if (before != null) {
            return repeated(fill, before, fields, order, content);
        }
        apply(fill, order, fields, message);
        return null;
    }

    /** One execution; {@code platform} is null when nobody knows whose it is. */
    private record Fill(String platform, String platformSymbol, BigDecimal platformQuantity, BigDecimal price) {
        String content(String orderId) {
            return orderId + " " + platformSymbol + " " + platformQuantity + " @ " + price;
        }
    }

    private Order findForFill(Session session, String orderId, String ref, String symbol) {
        Order order = session.platform != null
                ? state.book.find(session.platform.name, orderId, ref)
                : state.book.findAnywhere(orderId, ref, symbol);
        state.changes.named(order);
        return order;
    }

    private OrderBook.Execution seenBefore(Fill fill, Fields fields, String content) {
        String execId = fields.foreignId(Keys.EXEC_ID);
        if (execId == null || fill.platform() == null) {
            return null;
        }
        return state.book.seenBefore(
                new OrderBook.Execution(fill.platform(), execId, content, state.emitter.timeNanos()));
    }

    private Refusal repeated(Fill fill, OrderBook.Execution before, Fields fields, Order order, String content) {
        state.counters.fillsRepeated++;
        String execId = Printable.of(before.execId());
        if (content.equals(before.content())) {
            state.emitter.info(
                    "execution " + execId + " of " + fill.platform() + " came again, as it was: not counted twice");
        } else {
            String reason = "exec_id " + execId + " came before as " + Printable.of(before.content()) + ", now as "
                    + Printable.of(content) + ": not counted";
            state.alerts.raise(AlertCode.EXECUTION, fill.platform(), fill.platform() + ": " + reason);
            NexusFeed.Id id = order == null ? NexusFeed.Id.of(fields) : NexusFeed.Id.of(order);
            feed.reject(id, fill.platform(), Code.DUPLICATE_FILL, reason);
        }
        return new Refusal(Code.DUPLICATE_FILL, "exec_id " + execId + " has been reported before");
    }

    private void apply(Fill fill, Order order, Fields fields, MapReader message) {
        Instrument instrument = fill.platform() == null
                ? state.symbols.resolve("", fill.platformSymbol())
                : state.instrument(state.platforms.get(fill.platform()), fill.platformSymbol());
        List<Code> flags = new ArrayList<>();
        if (fill.platform() == null) {
            flags.add(Code.UNATTRIBUTED);
        }
        Order owner = order;
        boolean sameSymbol = order != null && isOf(fill, order, instrument);
        if (!sameSymbol) {
            owner = null;
            if (fill.platform() != null) {
                flags.add(Code.UNKNOWN_ORDER);
            }
        }
        Units units = owner != null ? owner.units : instrument.units();
        BigDecimal quantity = units.toUniversal(fill.platformQuantity());
        String symbol = owner != null ? owner.intent.symbol : instrument.universal();
        String contract = owner != null ? owner.contract : instrument.contract();
        Side side = owner != null ? owner.intent.side : Side.ofName(sideText(fields));
        if (order == null && side != null && fill.platform() != null && state.alerts.isOn()) {
            flags.add(Code.MANUAL);
        }
        BigDecimal counted = owner == null ? quantity : execute(owner, quantity, fill.price(), flags);
        String account = fill.platform() == null ? OrderBook.UNATTRIBUTED : fill.platform();
        FillValue value =
                state.money.isConfigured() ? FillValue.of(state.money, symbol, fill.price(), message, fields) : null;
        if (value != null && fill.platform() != null) {
            checkPrice(value, fill, instrument, symbol, flags);
        }
        if (counted.signum() > 0) {
            count(state.book.position(account, symbol, contract), side, counted, fill.price());
        }
        if (value != null && value.hasCommission()) {
            value.charge(state.book.position(account, symbol, contract));
        }
        state.counters.fills++;
        state.changes.executed(new CountedExecution(
                CountedExecution.Kind.REPORTED,
                account,
                symbol,
                fill.platformSymbol(),
                side == null ? null : side.name(),
                quantity,
                counted,
                fill.price(),
                owner != null ? owner.intent.orderId : NexusFeed.Id.of(fields).text(),
                owner == null ? null : owner.ref,
                flags,
                contract));
        if (!flags.isEmpty()) {
            state.counters.fillsFlagged++;
            state.alerts.raise(
                    AlertCode.EXECUTION,
                    account,
                    "execution with " + flags + ": "
                            + Printable.of(fill.content(NexusFeed.Id.of(fields).text())) + " on " + account
                            + ": counted and passed on" + advice(side));
        }
        state.emitter.info("order filled: " + Printable.of(symbol) + " @ "
                + MarketDataForwarder.priceText(fill.price().doubleValue()) + " × " + quantity.toPlainString() + " on "
                + account + (owner == null ? "" : " (" + owner.intent.orderId + ", " + owner.state + ")"));
        tell(fill, owner, quantity, symbol, contract, side, flags, fields, message, value);
    }

    /** Whether the fill names what was ordered: by the name that was, or another of the same contract. */
    private static boolean isOf(Fill fill, Order order, Instrument instrument) {
        boolean otherContract = order.contract != null
                && instrument.contract() != null
                && !order.contract.equals(instrument.contract());
        return order.platformSymbol.equals(fill.platformSymbol())
                || (order.intent.symbol.equals(instrument.universal()) && !otherContract);
    }

    private void count(Position position, Side side, BigDecimal counted, BigDecimal price) {
        state.money.profits().execute(position, side, counted, price);
        position.add(side, counted, price);
    }

    private void checkPrice(FillValue value, Fill fill, Instrument instrument, String symbol, List<Code> flags) {
        String fault = value.fault(state.platforms.get(fill.platform()), instrument, state.emitter.timeNanos());
        if (fault != null) {
            flags.add(Code.FILL_PRICE);
            state.alerts.raise(
                    AlertCode.FILL_PRICE,
                    fill.platform() + " " + symbol,
                    "an execution of " + Printable.of(symbol) + " on " + fill.platform() + " at "
                            + fill.price().toPlainString() + ": that price " + fault);
        }
    }

    /** What a person should do; the log of a gateway without alerts stays as it was. */
    private String advice(Side side) {
        return side == null && state.alerts.isOn()
                ? "; its side is unknown, so the position has not moved: look there, then use 'gateway position set'"
                : "";
    }

    private static String sideText(Fields fields) {
        return fields.has(Keys.SIDE) ? fields.text(Keys.SIDE) : null;
    }

    /** Counts an execution on its order; returns how much of it the position does not know of yet. */
    private BigDecimal execute(Order order, BigDecimal quantity, BigDecimal price, List<Code> flags) {
        BigDecimal before = order.cumulative();
        boolean wasEnded = order.state.isEnded();
        order.filled = Units.normal(order.filled.add(quantity));
        order.notional = Units.normal(order.notional.add(quantity.multiply(price)));
        if (order.cumulative().compareTo(order.quantity) > 0) {
            flags.add(Code.OVERFILL);
        }
        if (!wasEnded || order.stateByQuantity() == OrderState.FILLED) {
            order.state = order.stateByQuantity();
            order.reason = null;
        } else {
            state.alerts.raise(
                    AlertCode.EXECUTION,
                    order.platform,
                    "execution on an order that had ended: " + order.intent.orderId + " on " + order.platform + " was "
                            + order.state);
        }
        state.book.touch(order, state.emitter.timeNanos());
        return order.cumulative().subtract(before);
    }

    private void tell(
            Fill fill,
            Order order,
            BigDecimal quantity,
            String symbol,
            String contract,
            Side side,
            List<Code> flags,
            Fields fields,
            MapReader message,
            FillValue value) {
        MapWriter out = state.emitter.open();
        for (int i = 0; i < message.size(); i++) {
            boolean isReplaced = FillKeys.isReplaced(message, i)
                    || (value != null && FillValue.isReplaced(state.money, message, i))
                    || (contract != null && message.keyIs(i, Keys.CONTRACT));
            if (!isReplaced) {
                out.copyField(message, i);
            }
        }
        if (order != null) {
            NexusFeed.putOrderId(out, order.intent);
        } else {
            NexusFeed.Id.of(fields).put(out);
        }
        int rawQuantity = message.find(Keys.FILLED_QTY);
        int start = message.valueOffset(rawQuantity);
        int length = message.valueEnd(rawQuantity) - start;
        boolean sameUnits = quantity.compareTo(fill.platformQuantity()) == 0;
        out.put(Keys.SYMBOL, symbol);
        if (sameUnits) {
            out.putEncoded(Keys.FILLED_QTY, message.buffer(), start, length);
        } else {
            out.put(Keys.FILLED_QTY, quantity);
        }
        out.put(Keys.STATUS, statusText(order, fields));
        if (fill.platform() != null) {
            out.put(Keys.PLATFORM, fill.platform());
        }
        out.put(Keys.PLATFORM_SYMBOL, fill.platformSymbol());
        out.putEncoded(Keys.PLATFORM_QTY, message.buffer(), start, length);
        if (side != null) {
            out.put(Keys.SIDE, side.name());
        }
        if (order != null) {
            out.put(Keys.CUM_QTY, order.cumulative()).put(Keys.LEAVES_QTY, order.leaves());
        }
        if (!flags.isEmpty()) {
            out.beginArray(Keys.FLAGS, flags.size());
            flags.forEach(flag -> out.add(flag.name()));
        }
        if (value != null) {
            value.describe(out, message.find(Keys.CURRENCY) != MapReader.ABSENT, state.emitter.timeNanos());
        }
        if (contract != null) {
            out.put(Keys.CONTRACT, contract);
        }
        feed.publish(true);
    }

    /** The platform's own word if it is one of the two that v0 knows, else by the quantities. */
    private static String statusText(Order order, Fields fields) {
        String said = fields.text(Keys.STATUS);
        if ("FILLED".equals(said) || "PARTIALLY_FILLED".equals(said)) {
            return said;
        }
        return order == null || order.state == OrderState.FILLED ? "FILLED" : "PARTIALLY_FILLED";
    }

    Refusal acknowledged(Session session, Fields fields) {
        return change(session, fields, (order, reason) -> {
            if (order.state == OrderState.SENT || order.state == OrderState.IN_DOUBT) {
                enter(order, order.stateByQuantity(), null);
            }
        });
    }

    Refusal rejected(Session session, Fields fields) {
        return change(session, fields, (order, reason) -> end(order, OrderState.REJECTED, reason));
    }

    Refusal canceled(Session session, Fields fields) {
        return change(session, fields, (order, reason) -> end(order, OrderState.CANCELED, reason));
    }

    /** An answer to ORDER_STATUS_REQUEST: what it claims beyond the executions that came is counted, and said so. */
    Refusal status(Session session, Fields fields) {
        PlatformStatus status = fields.constant(Keys.STATUS, PlatformStatus.class);
        BigDecimal claimed = fields.decimal(Keys.CUM_QTY);
        BigDecimal price = fields.decimal(Keys.AVG_PRICE);
        if (status == null && fields.refusal() == null) {
            fields.missing(Keys.STATUS);
        }
        return change(session, fields, (order, reason) -> {
            boolean isMore = false;
            if (claimed != null) {
                isMore = claim(order, order.units.toUniversal(claimed), price);
            } else if (status == PlatformStatus.FILLED) {
                isMore = claim(order, order.quantity, price);
            }
            boolean told =
                    switch (status) {
                        case WORKING, PARTIALLY_FILLED ->
                            !order.state.isEnded() && enter(order, order.stateByQuantity(), null);
                        case FILLED -> end(order, OrderState.FILLED, reason);
                        case CANCELED -> end(order, OrderState.CANCELED, reason);
                        case REJECTED -> end(order, OrderState.REJECTED, reason);
                        case UNKNOWN -> !order.state.isEnded() && unknownThere(order);
                    };
            if (isMore && !told) {
                state.book.touch(order, state.emitter.timeNanos());
                feed.orderStatus(order);
            }
        });
    }

    private boolean unknownThere(Order order) {
        state.alerts.raise(
                AlertCode.IN_DOUBT,
                order.platform,
                "order " + order.intent.orderId + " (" + order.ref + "): " + order.platform
                        + " does not know it; look there and use 'gateway resolve'");
        return enter(order, OrderState.IN_DOUBT, "the platform does not know the order");
    }

    /** Returns whether that is more than was known. */
    private boolean claim(Order order, BigDecimal cumulative, BigDecimal price) {
        BigDecimal beyond = cumulative.subtract(order.cumulative());
        if (beyond.signum() <= 0) {
            return false;
        }
        order.claimed = Units.normal(cumulative);
        order.claimedPrice = price;
        Position position = state.book.position(order.platform, order.intent.symbol, order.contract);
        BigDecimal at = price != null ? price : position.averagePrice;
        count(position, order.intent.side, beyond, at);
        state.changes.executed(
                CountedExecution.ofOrder(CountedExecution.Kind.CLAIMED, order, beyond, beyond, at, List.of()));
        state.alerts.raise(
                AlertCode.EXECUTION,
                order.platform,
                "order " + order.intent.orderId + " on " + order.platform + ": the platform's status says "
                        + cumulative.toPlainString() + " are done, " + beyond.toPlainString()
                        + " more than the executions that arrived: counted in the position");
        return true;
    }

    private interface Change {
        void apply(Order order, String reason);
    }

    private Refusal change(Session session, Fields fields, Change change) {
        String orderId = fields.id(Keys.ORDER_ID);
        String ref = fields.id(Keys.REF);
        if (orderId == null && ref == null) {
            fields.missing(Keys.ORDER_ID);
        }
        String reason = fields.text(Keys.REASON);
        String platformOrderId = fields.id(Keys.PLATFORM_ORDER_ID);
        if (fields.refusal() != null) {
            return fields.refusal();
        }
        String symbol = fields.text(Keys.SYMBOL);
        Order order = findForFill(session, orderId, ref, symbol == null ? "" : symbol);
        if (order == null) {
            return new Refusal(
                    Code.UNKNOWN_ORDER,
                    "no order " + Printable.of(orderId != null ? orderId : ref) + " was sent to this platform");
        }
        if (platformOrderId != null) {
            order.platformOrderId = platformOrderId;
        }
        change.apply(order, reason == null ? null : Printable.of(reason));
        return null;
    }

    /** Returns whether NEXUS was told. */
    private boolean end(Order order, OrderState end, String reason) {
        if (order.state == end) {
            return false;
        }
        if (order.state.isEnded()) {
            state.emitter.warn("order " + order.intent.orderId + " on " + order.platform + " is " + order.state
                    + "; the platform now says " + end + ": left as it is");
            return false;
        }
        return enter(order, end, reason);
    }

    /** Returns whether this was news, of which NEXUS was told. */
    private boolean enter(Order order, OrderState next, String reason) {
        boolean same = order.state == next && Objects.equals(order.reason, reason);
        if (same) {
            return false;
        }
        order.state = next;
        order.reason = reason;
        state.book.touch(order, state.emitter.timeNanos());
        state.emitter.info("order " + next + ": " + order.intent.orderId + " (" + order.ref + ") on " + order.platform
                + (reason == null ? "" : ": " + reason));
        feed.orderStatus(order);
        return true;
    }

    /** An operator has found out what became of an order in doubt. */
    void resolveFilled(Order order, BigDecimal platformQuantity, BigDecimal price) {
        BigDecimal quantity = order.units.toUniversal(platformQuantity);
        List<Code> flags = new ArrayList<>();
        BigDecimal counted = execute(order, quantity, price, flags);
        if (counted.signum() > 0) {
            count(
                    state.book.position(order.platform, order.intent.symbol, order.contract),
                    order.intent.side,
                    counted,
                    price);
        }
        state.counters.fills++;
        state.changes.executed(
                CountedExecution.ofOrder(CountedExecution.Kind.RESOLVED, order, quantity, counted, price, flags));
        MapWriter out = state.emitter.message(Types.ORDER_FILL);
        NexusFeed.putOrderId(out, order.intent);
        out.put(Keys.SYMBOL, order.intent.symbol).put(Keys.FILLED_QTY, quantity).put(Keys.FILL_PRICE, price);
        out.put(Keys.STATUS, statusByQuantity(order)).put(Keys.PLATFORM, order.platform);
        out.put(Keys.PLATFORM_SYMBOL, order.platformSymbol).put(Keys.PLATFORM_QTY, platformQuantity);
        out.put(Keys.SIDE, order.intent.side.name());
        out.put(Keys.CUM_QTY, order.cumulative()).put(Keys.LEAVES_QTY, order.leaves());
        out.beginArray(Keys.FLAGS, 1).add("RESOLVED");
        if (state.money.isConfigured()) {
            FillValue.of(state.money, order.intent.symbol, price).describe(out, false, state.emitter.timeNanos());
        }
        feed.publish(true);
        if (!order.state.isEnded()) {
            enter(order, OrderState.CANCELED, "resolved by the operator: the rest was not filled");
        }
    }

    private static String statusByQuantity(Order order) {
        return order.state == OrderState.FILLED ? "FILLED" : "PARTIALLY_FILLED";
    }

    /** Returns null, or why the order must have been sent. */
    String resolveNotSent(Order order) {
        if (order.cumulative().signum() > 0) {
            return "the order was sent: " + order.cumulative().toPlainString() + " of it are filled";
        }
        enter(order, OrderState.ABANDONED, "resolved by the operator: never sent");
        return null;
    }
}
