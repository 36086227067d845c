package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.List;
import nexus.gateway.router.TradingState.Level;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.codec.ValueType;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;

/** Takes the operator's commands that change what the router does. Queries are answered outside, from its state. */
final class OperatorInputs {
    private final RouterState state;
    private final OrderEvents orderEvents;
    private final LimitInputs limits;
    private final PositionCorrections corrections;
    private final RolloverCommands rollovers;
    private final MapReader message = new MapReader();

    OperatorInputs(RouterState state, OrderEvents orderEvents, Rollover rollover) {
        this.state = state;
        this.limits = new LimitInputs(state);
        this.orderEvents = orderEvents;
        this.corrections = new PositionCorrections(state);
        this.rollovers = new RolloverCommands(state, rollover);
    }

    void take(JournalRecord record) {
        String problem = Frames.problem(record);
        if (problem == null) {
            problem = message.wrap(record.payload(), record.payloadOffset(), record.payloadLength());
        }
        if (problem != null) {
            state.offended = true;
            answer(record.source(), "MALFORMED: " + problem);
            return;
        }
        Fields fields = new Fields(message);
        String type = fields.requiredText(Keys.TYPE);
        if (type == null) {
            answer(record.source(), fields.refusal().reason());
            return;
        }
        String named = fields.text(Keys.WHO);
        String who = named == null ? "operator" : Printable.of(named);
        switch (type) {
            case Types.HALT -> stop(record.source(), Level.HALT, fields, who);
            case Types.REDUCE_ONLY -> stop(record.source(), Level.REDUCE_ONLY, fields, who);
            case Types.LIMIT -> answer(record.source(), limits.take(fields, who));
            case Types.RESUME_TRADING -> resume(record.source(), fields, who);
            case Types.RESOLVE -> answer(record.source(), resolve(fields));
            case Types.POSITION_SET -> answer(record.source(), corrections.set(fields, who));
            case Types.ROLLOVER -> answer(record.source(), rollovers.set(fields, who));
            case Types.ROLLOVERS,
                    Types.STATUS,
                    Types.ORDERS,
                    Types.POSITIONS,
                    Types.ALERTS,
                    Types.LIMITS,
                    Types.RELOAD,
                    Types.KEYS,
                    Types.STOP -> {
                // Answered by the gateway: they read, or concern the process.
            }
            default -> answer(record.source(), "type '" + Printable.of(type) + "' is not known");
        }
    }

    private void stop(int source, Level level, Fields fields, String who) {
        String reason = reason(fields);
        if (reason == null) {
            answer(source, fields.refusal().reason());
            return;
        }
        if (!state.trading.stop(level, who, reason)) {
            answer(source, "trading is halted, which is stricter: resume first");
            return;
        }
        state.alerts.raise(
                AlertCode.RISK, AlertConditions.TRADING, KillSwitch.words(level) + " by " + who + ": " + reason);
        answer(source, null);
    }

    private void resume(int source, Fields fields, String who) {
        String reason = reason(fields);
        if (reason == null) {
            answer(source, fields.refusal().reason());
            return;
        }
        if (state.trading.isRunning()) {
            answer(source, "trading is not halted");
            return;
        }
        state.emitter.warn("trading resumed by " + who + ": " + reason + " (it was "
                + (state.trading.isHalted() ? "halted" : "restricted") + ": " + state.trading.reason() + ")");
        state.trading.resume();
        state.alerts.clear(AlertCode.RISK, AlertConditions.TRADING, "trading resumed by " + who + ": " + reason);
        answer(source, null);
    }

    /** Why the operator does it; null if that is not said. */
    static String reason(Fields fields) {
        String reason = fields.requiredText(Keys.REASON);
        if (reason != null && reason.isBlank()) {
            fields.bad(Keys.REASON, "must say why");
            return null;
        }
        return reason == null ? null : Printable.of(reason);
    }

    /** Returns null, or why it cannot be. */
    private String resolve(Fields fields) {
        String orderId = fields.requiredId(Keys.ORDER_ID);
        String platform = fields.requiredText(Keys.PLATFORM);
        if (fields.refusal() != null) {
            return fields.refusal().reason();
        }
        List<Order> inDoubt = state.book.openOrders(platform).stream()
                .filter(order -> order.state == OrderState.IN_DOUBT)
                .filter(order -> order.ref.equals(orderId) || order.intent.orderId.equals(orderId))
                .toList();
        if (inDoubt.isEmpty()) {
            return "no order " + Printable.of(orderId) + " is in doubt on " + Printable.of(platform);
        }
        if (inDoubt.size() > 1) {
            return "several orders of this id are in doubt there, name one by its ref: "
                    + inDoubt.stream().map(order -> order.ref).toList();
        }
        return settle(inDoubt.get(0), fields);
    }

    private String settle(Order order, Fields fields) {
        state.changes.named(order);
        boolean notSent = fields.has(Keys.NOT_SENT)
                && message.type(message.find(Keys.NOT_SENT)) == ValueType.BOOLEAN
                && message.booleanValue(message.find(Keys.NOT_SENT));
        if (notSent) {
            return orderEvents.resolveNotSent(order);
        }
        boolean isList = fields.has(Keys.FILLED) && message.type(message.find(Keys.FILLED)) == ValueType.ARRAY;
        List<BigDecimal> filled = isList ? message.decimalValues(message.find(Keys.FILLED)) : List.of();
        boolean sensible = filled.size() == 2 && filled.stream().allMatch(Fields::isSensible);
        if (!sensible || filled.get(0).signum() <= 0) {
            return "say not_sent: true, or filled: [quantity in the platform's units, price]";
        }
        orderEvents.resolveFilled(order, Units.normal(filled.get(0)), Units.normal(filled.get(1)));
        return null;
    }

    private void answer(int source, String problem) {
        MapWriter answer = state.emitter.message(Types.ANSWER).put(Keys.OK, problem == null);
        if (problem != null) {
            answer.put(Keys.REASON, problem);
        }
        state.emitter.send(Output.Role.OPERATOR_ANSWER, source, null);
    }
}
