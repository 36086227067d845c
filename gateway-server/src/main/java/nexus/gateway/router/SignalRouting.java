package nexus.gateway.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** Turns a SIGNAL into one order on every platform that can take it, or says why not. */
final class SignalRouting {
    private final RouterState state;
    private final NexusFeed feed;
    private final SignalAge signalAge;
    private final SignalContracts contracts;
    private final PreTradeChecks checks;

    SignalRouting(RouterState state, NexusFeed feed, KillSwitch killSwitch) {
        this.state = state;
        this.feed = feed;
        this.signalAge = new SignalAge(state);
        this.contracts = new SignalContracts(state);
        this.checks = new PreTradeChecks(state, signalAge, killSwitch);
    }

    void take(MapReader message, Fields fields) {
        state.counters.signals++;
        Signal signal = Signal.read(fields, state.contracts);
        Refusal refusal = fields.refusal();
        if (refusal == null) {
            state.emitter.info("signal received from NEXUS: " + signal.side() + " " + Printable.of(signal.symbol())
                    + " × " + signal.quantity().toPlainString() + " ("
                    + signal.id().text() + ")");
            refusal = checkIdentity(signal);
        }
        if (refusal == null && state.risk.isUsed()) {
            routeChecked(signal, fields);
            return;
        }
        if (refusal == null) {
            refusal = check(signal, fields);
        }
        if (refusal != null) {
            state.counters.signalsRefused++;
            feed.reject(NexusInputs.idOf(fields), null, refusal.code(), refusal.reason());
            return;
        }
        route(signal);
    }

    /** Whether it is one signal of one NEXUS. */
    private Refusal checkIdentity(Signal signal) {
        Intent same = state.book.intent(signal.id().text(), signal.symbol(), signal.side());
        if (same != null) {
            return new Refusal(
                    Code.DUPLICATE_ORDER_ID,
                    "order_id, symbol and side equal those of the signal with sequence " + same.signalSequence);
        }
        if (state.nexus.isAmbiguous()) {
            return new Refusal(Code.AMBIGUOUS_NEXUS, "more than one NEXUS is connected");
        }
        return null;
    }

    /** The checks that concern the signal as a whole where no risk is configured, in fixed order. */
    private Refusal check(Signal signal, Fields fields) {
        if (state.trading.isHalted()) {
            return new Refusal(Code.HALTED, "trading is halted: " + state.trading.reason());
        }
        Refusal stale = signalAge.check(fields);
        if (stale != null) {
            return stale;
        }
        if (!state.symbols.isUniversal(signal.symbol())) {
            return new Refusal(
                    Code.UNKNOWN_SYMBOL, "the configuration has no symbol '" + Printable.of(signal.symbol()) + "'");
        }
        return contracts.check(signal);
    }

    /** Where no risk is configured: every platform that can take it gets its order. */
    private void route(Signal signal) {
        List<String> candidates = candidates(signal);
        List<Proposal> taken = new ArrayList<>(candidates.size());
        Map<String, Refusal> skipped = new LinkedHashMap<>();
        for (String name : candidates) {
            boolean isConfigured = state.symbols.isConfigured(name);
            Proposal order =
                    new Proposal(signal, name, isConfigured ? state.symbols.toPlatform(name, signal.symbol()) : null);
            Code problem = problem(order, isConfigured);
            if (problem != null) {
                skipped.put(name, new Refusal(problem, name));
            } else {
                taken.add(order);
            }
        }
        if (taken.isEmpty()) {
            state.counters.signalsRefused++;
            String reason = "no platform can take it: "
                    + Printable.of(Refusals.codes(skipped).toString());
            feed.reject(signal.id(), null, new Refusal(Code.NO_PLATFORM, reason), skipped);
        } else {
            feed.signalAck(send(signal, taken), taken, skipped);
        }
    }

    /** Where risk is configured. */
    private void routeChecked(Signal signal, Fields fields) {
        PreTradeChecks.Verdict verdict = checks.judge(signal, fields, candidates(signal));
        if (verdict.refusal() != null) {
            state.counters.signalsRefused++;
            feed.reject(signal.id(), null, verdict.refusal(), verdict.skipped());
        } else {
            feed.signalAck(send(signal, verdict.taken()), verdict);
        }
    }

    private Intent send(Signal signal, List<Proposal> orders) {
        Intent intent = new Intent(
                signal.id().text(),
                signal.id().numeric(),
                signal.symbol(),
                signal.side(),
                signal.quantity(),
                state.emitter.sequence(),
                orders.size());
        state.book.add(intent);
        orders.forEach(order -> send(intent, order));
        return intent;
    }

    /** The platforms that the signal names; else those with a mapping for the symbol, in the configuration's order. */
    private List<String> candidates(Signal signal) {
        if (signal.platforms() != null) {
            return signal.platforms().stream().distinct().limit(64).toList();
        }
        return state.symbols.tradersOf(signal.symbol());
    }

    /** Null, or why this platform gets no order. */
    private Code problem(Proposal order, boolean isConfigured) {
        if (!isConfigured) {
            return Code.UNKNOWN_PLATFORM;
        }
        if (order.mapping == null) {
            return Code.UNKNOWN_SYMBOL;
        }
        if (!contracts.isTradable(order.signal, order.mapping)) {
            return Code.NO_CONTRACT;
        }
        if (!state.platforms.get(order.name).isUp()) {
            return Code.PLATFORM_DOWN;
        }
        if (order.signal.isPriced() && !order.mapping.samePrice()) {
            return Code.PRICE_NOT_COMPARABLE;
        }
        return order.platformQuantity.signum() == 0 ? Code.QUANTITY_TOO_SMALL : null;
    }

    private void send(Intent intent, Proposal proposal) {
        Signal signal = proposal.signal;
        String name = proposal.name;
        String ref = state.book.nextRef(state.journalId);
        boolean idUsed = state.book.isWireIdUsed(name, intent.orderId);
        Order order = new Order(
                intent,
                ref,
                name,
                contracts.platformSymbol(signal, proposal.mapping),
                proposal.units,
                proposal.platformQuantity,
                idUsed ? ref : intent.orderId);
        order.contract = contracts.name(signal, proposal.mapping);
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
