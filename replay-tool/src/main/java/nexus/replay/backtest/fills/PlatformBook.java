package nexus.replay.backtest.fills;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.replay.backtest.fills.FillRules.Basis;
import nexus.replay.backtest.fills.Market.Offer;

/** One simulated platform: the orders that are on the way to it or have reached it, and what fills them. */
final class PlatformBook {
    private final FillRules rules;
    private final Chance chance;
    private final EventQueue queue;
    private final Function<String, BigDecimal> lotStep;
    private final Line line;
    private final Answers answers;
    /** Orders that have reached the platform, in order of arrival, by their ref. */
    private final Map<String, OpenOrder> open = new LinkedHashMap<>();

    private final Map<String, Market> markets = new LinkedHashMap<>();
    private final MapReader message = new MapReader();
    private final MapReader data = new MapReader();
    private long now;
    private long arrivals;
    private long lastArrivalNanos;
    private long lastAnswerNanos;

    /** Brings an answer to the gateway. */
    @FunctionalInterface
    interface Line {
        void deliver(byte[] message);
    }

    /** @param lotStep the smallest step of a quantity of a symbol */
    PlatformBook(FillRules rules, Chance chance, EventQueue queue, Function<String, BigDecimal> lotStep, Line line) {
        this.rules = rules;
        this.chance = chance;
        this.queue = queue;
        this.lotStep = lotStep;
        this.line = line;
        this.answers = new Answers(rules);
    }

    /** The gateway sends an order. */
    void order(OpenOrder order, long timeNanos) {
        long arrival = arrivalOf(timeNanos);
        queue.add(arrival, () -> arrived(order, arrival));
    }

    /** The gateway sends a cancel. */
    void cancel(String ref, long timeNanos) {
        long arrival = arrivalOf(timeNanos);
        queue.add(arrival, () -> {
            OpenOrder order = open.remove(ref);
            // One that has ended has said so, and that is on its way or there.
            if (order != null) {
                now = arrival;
                answer(answers.canceled(order, "canceled on request", now));
            }
        });
    }

    /** The gateway asks how an order stands. */
    void statusRequest(String ref, long timeNanos) {
        long arrival = arrivalOf(timeNanos);
        queue.add(arrival, () -> {
            OpenOrder order = open.get(ref);
            if (order != null) {
                now = arrival;
                answer(answers.status(order, now));
            }
        });
    }

    private long arrivalOf(long timeNanos) {
        lastArrivalNanos =
                Math.max(lastArrivalNanos, timeNanos + rules.latencyNanos() + chance.upTo(rules.jitterNanos()));
        return lastArrivalNanos;
    }

    private void answer(MapWriter answer) {
        lastAnswerNanos = Math.max(lastAnswerNanos, now + rules.answerNanos() + chance.upTo(rules.jitterNanos()));
        byte[] bytes = answer.toBytes();
        queue.add(lastAnswerNanos, () -> line.deliver(bytes));
    }

    private void arrived(OpenOrder order, long arrival) {
        now = arrival;
        arrivals++;
        order.platformOrderId = "SIM-" + arrivals;
        if (chance.happens(rules.reject())) {
            answer(answers.rejected(order, "rejected at random, as the fill model says", now));
            return;
        }
        answer(answers.acknowledged(order, now));
        if (order.isForTheDay()) {
            long end = rules.dayEndAfter(now);
            queue.add(end, () -> expired(order, end));
        }
        open.put(order.ref, order);
        Market market = markets.get(order.symbol);
        if (rules.basis() == Basis.QUOTE && market != null && consider(order, market)) {
            open.remove(order.ref);
        }
    }

    private void expired(OpenOrder order, long end) {
        if (open.remove(order.ref) != null) {
            now = end;
            answer(answers.canceled(order, "the day has ended", now));
        }
    }

    /** A tick has come, a MARKET_DATA message. One that the router refuses does nothing. */
    void tick(byte[] buffer, int offset, int length, long timeNanos) {
        if (open.isEmpty() && rules.basis() == Basis.NEXT_TRADE) {
            return;
        }
        if (message.wrap(buffer, offset, length) != null || !isOf(message, Keys.DATA, ValueType.MAP)) {
            return;
        }
        data.wrapMap(message, message.find(Keys.DATA));
        if (!isOf(data, Keys.SYMBOL, ValueType.STRING)) {
            return;
        }
        Market market = markets.computeIfAbsent(data.textValue(data.find(Keys.SYMBOL)), symbol -> new Market());
        market.tick(data, buffer, offset, length);
        now = timeNanos;
        Iterator<Map.Entry<String, OpenOrder>> orders = open.entrySet().iterator();
        while (orders.hasNext()) {
            OpenOrder order = orders.next().getValue();
            if (markets.get(order.symbol) == market && consider(order, market)) {
                orders.remove();
            }
        }
        market.passed(rules.basis() == Basis.QUOTE);
    }

    private static boolean isOf(MapReader map, Key key, ValueType type) {
        int field = map.find(key);
        return field != MapReader.ABSENT && map.type(field) == type;
    }

    /** Lets an order take what the market offers it. Returns whether that was its end. */
    private boolean consider(OpenOrder order, Market market) {
        if (order.stop != null) {
            BigDecimal price = market.stopPrice(order.isBuy, rules);
            if (price == null || order.compare(price, order.stop) > 0) {
                return false;
            }
            order.stop = null;
            if (rules.basis() == Basis.NEXT_TRADE) {
                return false;
            }
        }
        Offer offer = rules.basis() == Basis.QUOTE ? market.quote(order.isBuy, rules) : market.trade(rules);
        return offer != null && (order.isImmediate() ? takeAtOnce(order, offer) : take(order, offer));
    }

    private boolean takeAtOnce(OpenOrder order, Offer offer) {
        boolean canAll = isWithinLimit(order, offer) && available(order, offer).compareTo(order.leaves) >= 0;
        boolean isEnd = (canAll || !order.isAllOrNothing()) && take(order, offer);
        if (!isEnd) {
            answer(answers.canceled(
                    order,
                    "not executable at once at "
                            + offer.price().stripTrailingZeros().toPlainString(),
                    now));
        }
        return true;
    }

    private boolean take(OpenOrder order, Offer offer) {
        if (!isWithinLimit(order, offer)) {
            order.rests = true;
            return false;
        }
        BigDecimal quantity = available(order, offer);
        if (quantity.signum() == 0) {
            return false;
        }
        offer.take(quantity);
        order.leaves = order.leaves.subtract(quantity);
        answer(answers.filled(order, quantity, price(order, offer), now));
        return order.leaves.signum() == 0;
    }

    private BigDecimal available(OpenOrder order, Offer offer) {
        return offer.available(order.leaves, lotStep.apply(order.symbol));
    }

    private boolean isWithinLimit(OpenOrder order, Offer offer) {
        if (order.limit == null) {
            return true;
        }
        int better = order.compare(offer.price(), order.limit);
        boolean mustBeBetter = order.rests && !rules.limitTouch();
        return mustBeBetter ? better > 0 : better >= 0;
    }

    private BigDecimal price(OpenOrder order, Offer offer) {
        if (order.rests) {
            return order.limit;
        }
        BigDecimal slipped = order.worse(offer.price(), rules.slippage());
        boolean isTooFar = order.limit != null && order.compare(slipped, order.limit) < 0;
        return isTooFar ? order.limit : slipped;
    }
}
