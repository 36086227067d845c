package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** Builds the messages for NEXUS that must arrive, and puts them in its queue. */
final class NexusFeed {
    private final RouterState state;

    NexusFeed(RouterState state) {
        this.state = state;
    }

    /** Where an order stands, all executions counted. */
    void orderStatus(Order order) {
        MapWriter message = state.emitter.message(Types.ORDER_STATUS);
        putOrderId(message, order.intent);
        message.put(Keys.PLATFORM, order.platform).put(Keys.STATUS, order.state.name());
        message.put(Keys.SYMBOL, order.intent.symbol).put(Keys.SIDE, order.intent.side.name());
        message.put(Keys.CUM_QTY, order.cumulative()).put(Keys.LEAVES_QTY, order.leaves());
        if (order.averagePrice() != null) {
            message.put(Keys.AVG_PRICE, order.averagePrice());
        }
        if (order.reason != null) {
            message.put(Keys.REASON, order.reason);
        }
        if (order.contract != null) {
            message.put(Keys.CONTRACT, order.contract);
        }
        publish(true);
    }

    /** A refusal that concerns a signal or cancel; {@code orderId} as it came, may be null. */
    void reject(Id orderId, String platform, Code code, String reason) {
        reject(orderId, platform, new Refusal(code, reason), Map.of());
    }

    /** As above, with what was measured and what each platform had against it. */
    void reject(Id orderId, String platform, Refusal refusal, Map<String, Refusal> skipped) {
        MapWriter message = state.emitter.message(Types.REJECT);
        if (orderId != null) {
            orderId.put(message);
        }
        if (platform != null) {
            message.put(Keys.PLATFORM, platform);
        }
        message.put(Keys.CODE, refusal.code().name()).put(Keys.REASON, refusal.reason());
        refusal.putMeasured(message);
        if (!skipped.isEmpty()) {
            putSkipped(message, skipped);
        }
        publish(orderId != null);
        state.changes.refused(orderId == null ? null : orderId.text(), platform, refusal.code(), refusal.reason());
        state.changes.skipped(Refusals.codes(skipped));
        state.emitter.warn("rejected " + (orderId == null ? "a message from NEXUS" : "order_id " + orderId.text())
                + (platform == null ? "" : " on " + platform) + ": " + refusal.code() + ": " + refusal.reason());
    }

    void signalAck(Intent intent, List<Proposal> orders, Map<String, Refusal> skipped) {
        putAck(intent, orders, skipped);
        publish(true);
        state.changes.skipped(Refusals.codes(skipped));
    }

    /** As above, with the limits that were held. */
    void signalAck(Intent intent, PreTradeChecks.Verdict verdict) {
        MapWriter message = putAck(intent, verdict.taken(), verdict.skipped());
        message.beginArray(Keys.CHECKS, verdict.taken().size() + 1);
        message.beginMap();
        verdict.passed().putTo(message);
        message.endMap();
        for (Proposal order : verdict.taken()) {
            message.beginMap().put(Keys.PLATFORM, order.name);
            order.passed.putTo(message);
            message.endMap();
        }
        publish(true);
        state.changes.skipped(Refusals.codes(verdict.skipped()));
    }

    private MapWriter putAck(Intent intent, List<Proposal> orders, Map<String, Refusal> skipped) {
        MapWriter message = state.emitter.message(Types.SIGNAL_ACK);
        putOrderId(message, intent);
        message.beginArray(Keys.PLATFORMS, orders.size());
        orders.forEach(order -> message.add(order.name));
        putSkipped(message, skipped);
        return message;
    }

    private static void putSkipped(MapWriter message, Map<String, Refusal> skipped) {
        message.beginArray(Keys.SKIPPED, skipped.size());
        skipped.forEach((platform, refusal) -> {
            message.beginMap()
                    .put(Keys.PLATFORM, platform)
                    .put(Keys.CODE, refusal.code().name());
            refusal.putMeasured(message);
            message.endMap();
        });
    }

    /** Whether trading is stopped, why and by whom. */
    void tradingStatus() {
        TradingState trading = state.trading;
        MapWriter message = state.emitter.message(Types.TRADING_STATUS);
        message.put(Keys.LEVEL, trading.level().name());
        if (trading.reason() != null) {
            message.put(Keys.REASON, trading.reason());
        }
        if (trading.who() != null) {
            message.put(Keys.WHO, trading.who()).put(Keys.SINCE_NS, trading.sinceNanos());
        }
        publish(false);
    }

    void platformStatus(Platform platform, String reason) {
        MapWriter message = state.emitter.message(Types.PLATFORM_STATUS);
        message.put(Keys.PLATFORM, platform.name).put(Keys.STATUS, platform.isUp() ? "UP" : "DOWN");
        if (reason != null) {
            message.put(Keys.REASON, reason);
        }
        publish(false);
    }

    /** An operator has corrected a position. */
    void positionSet(Position position, BigDecimal previous, String reason) {
        MapWriter message = state.emitter.message(Types.POSITION);
        message.put(Keys.PLATFORM, position.platform).put(Keys.SYMBOL, position.symbol);
        message.put(Keys.QUANTITY, position.quantity).put(Keys.AVG_PRICE, position.averagePrice);
        message.put(Keys.CAUSE, "OPERATOR").put(Keys.PREVIOUS, previous).put(Keys.REASON, reason);
        if (position.contract != null) {
            message.put(Keys.CONTRACT, position.contract);
        }
        publish(true);
    }

    void resumed(long fromSeq) {
        MapWriter message = state.emitter.message(Types.RESUMED);
        message.put(Keys.FROM_SEQ, fromSeq);
        message.put(Keys.TO_SEQ, state.emitter.sequence() * Emitter.SEQ_PER_INPUT);
        queue(false);
    }

    /**
     * Ends the message that was begun at the emitter and queues it. One that is no order event is dropped, before it
     * gets a number, when nobody listens.
     */
    void publish(boolean resumable) {
        NexusChannel nexus = state.nexus;
        boolean listening =
                nexus.isStarted() && nexus.events().held() < state.config().maxHeldEvents();
        if (resumable || listening) {
            queue(resumable);
        }
    }

    private void queue(boolean resumable) {
        NexusChannel nexus = state.nexus;
        nexus.events().add(state.emitter.endEvent(resumable));
        nexus.deliver(state.emitter);
        if (nexus.events().held() >= state.config().maxHeldEvents() && !state.trading.isHalted()) {
            String reason = nexus.events().held() + " order events wait for NEXUS, the limit is "
                    + state.config().maxHeldEvents();
            state.trading.stop(TradingState.Level.HALT, "gateway", reason);
            state.alerts.raise(AlertCode.RISK, AlertConditions.TRADING, "trading halted: " + reason);
        }
    }

    static void putOrderId(MapWriter message, Intent intent) {
        new Id(intent.orderId, intent.numericId).put(message);
    }

    /** An {@code order_id} in the form in which NEXUS sent it. */
    record Id(String text, boolean numeric) {
        static Id of(Order order) {
            return new Id(order.intent.orderId, order.intent.numericId);
        }

        /** What an order's platform calls it: the signal's id in its form, or the ref. */
        static Id onWire(Order order) {
            return new Id(order.wireId, order.intent.numericId && order.wireId.equals(order.intent.orderId));
        }

        /** The {@code order_id} of a message from outside, else its {@code ref}; null where neither can be read. */
        static Id of(Fields fields) {
            String orderId = fields.foreignId(Keys.ORDER_ID);
            if (orderId != null) {
                return new Id(orderId, fields.isWhole(Keys.ORDER_ID));
            }
            String ref = fields.foreignId(Keys.REF);
            return ref == null ? null : new Id(ref, fields.isWhole(Keys.REF));
        }

        void put(MapWriter message) {
            if (numeric) {
                message.put(Keys.ORDER_ID, new BigDecimal(text));
            } else {
                message.put(Keys.ORDER_ID, text);
            }
        }
    }
}
