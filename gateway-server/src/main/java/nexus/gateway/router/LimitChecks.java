package nexus.gateway.router;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import nexus.config.LimitKind;
import nexus.gateway.router.Refusal.Measured;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;

/** The pre-trade checks that hold a signal, or its order for one platform, against limits. Null: all of them are held. */
final class LimitChecks {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int NANO_DIGITS_OF_MILLI = 6;

    /** Behind the point of a percentage that is told. */
    private static final int PERCENT_DIGITS = 4;

    private final RouterState state;
    private final Exposure exposure;

    /** The signal at work. */
    private Signal signal;

    private Fields fields;

    /** The limits of the signal as a whole; null until they are asked for. */
    private LimitSet ofSignal;

    private Signal.Content content;
    private List<Proposal> taken;
    private final PassedLimits passed = new PassedLimits();

    /** What the signal's orders passed, one after another; the first {@link #begun} are in use. */
    private final List<PassedLimits> passedByOrders = new ArrayList<>();

    private int begun;

    /** The limit that the last refusal is about; null for none. */
    private Limit broken;

    LimitChecks(RouterState state, Exposure exposure) {
        this.state = state;
        this.exposure = exposure;
    }

    /**
     * The next signal.
     *
     * @param proposals those that have been taken, as far as it has come
     */
    void begin(Signal asked, Fields read, List<Proposal> proposals) {
        signal = asked;
        fields = read;
        ofSignal = null;
        content = null;
        taken = proposals;
        passed.clear();
        begun = 0;
    }

    /** The next order of the signal, with nothing passed yet. */
    void begin(Proposal order) {
        if (begun == passedByOrders.size()) {
            passedByOrders.add(new PassedLimits());
        }
        order.passed = passedByOrders.get(begun++);
        order.passed.clear();
    }

    /** The limits of the signal as a whole that it passed; borrowed until the next signal. */
    PassedLimits passed() {
        return passed;
    }

    /** The signal's content; null where no limit has asked for it. */
    Signal.Content content() {
        return content;
    }

    /** The limit that the last refusal was about, once; null if it was about none. */
    Limit takeBroken() {
        Limit limit = broken;
        broken = null;
        return limit;
    }

    Refusal orderQuantity(Proposal order) {
        for (Limit limit : order.limits.of(LimitKind.MAX_ORDER_QUANTITY)) {
            if (order.quantity.compareTo(limit.value) > 0) {
                return refuse(limit, order.quantity, "the order's quantity");
            }
            pass(order, limit, order.quantity);
        }
        return null;
    }

    Refusal orderNotional(Proposal order) {
        Limit[] limits = order.limits.of(LimitKind.MAX_ORDER_NOTIONAL);
        if (limits.length == 0) {
            return null;
        }
        BigDecimal worth = exposure.ofOrder(order);
        for (Limit limit : limits) {
            if (worth == null) {
                return noValue(limit, "the order's worth");
            }
            if (worth.compareTo(limit.value) > 0) {
                return refuse(limit, worth, "the order's worth in " + exposure.base());
            }
            pass(order, limit, worth);
        }
        return null;
    }

    Refusal priceAge(Proposal order) {
        for (Limit limit : order.limits.of(LimitKind.MAX_PRICE_AGE)) {
            Instrument priced = exposure.priced(order.holding);
            if (priced == null) {
                return noPrice(limit, order);
            }
            long ageNanos = state.emitter.timeNanos() - priced.lastPriceNanos;
            BigDecimal ageMillis = BigDecimal.valueOf(ageNanos, NANO_DIGITS_OF_MILLI);
            if (ageNanos > limit.spanNanos()) {
                return refuse(limit, Units.normal(ageMillis), "the age of the last price on " + order.name + " in ms");
            }
            pass(order, limit, ageMillis);
        }
        return null;
    }

    Refusal priceCollar(Proposal order) {
        if (!signal.isPriced()) {
            return null;
        }
        for (Limit limit : order.limits.of(LimitKind.PRICE_COLLAR)) {
            Instrument priced = exposure.priced(order.holding);
            BigDecimal last = priced == null ? null : priced.exactPrice();
            if (last == null || last.signum() == 0) {
                return noPrice(limit, order);
            }
            BigDecimal away = distance(signal.limitPrice(), last).max(distance(signal.stopPrice(), last));
            BigDecimal hundredfold = away.multiply(HUNDRED);
            BigDecimal percent = hundredfold.divide(last.abs(), PERCENT_DIGITS, RoundingMode.UP);
            // It is rounded up: one that seems too much may not be.
            boolean isTooFar = percent.compareTo(limit.value) > 0
                    && hundredfold.compareTo(last.abs().multiply(limit.value)) > 0;
            if (isTooFar) {
                return refuse(
                        limit,
                        Units.normal(percent),
                        "the percentage between its price and the last, " + last.toPlainString());
            }
            pass(order, limit, percent);
        }
        return null;
    }

    private static BigDecimal distance(BigDecimal price, BigDecimal last) {
        return price == null ? BigDecimal.ZERO : price.subtract(last).abs();
    }

    Refusal position(Proposal order) {
        for (Limit limit : order.limits.of(LimitKind.MAX_POSITION)) {
            BigDecimal after = exposure.position(limit.scope, order);
            if (after.compareTo(limit.value) > 0 && isMore(after, limit, order)) {
                return refuse(
                        limit, Units.normal(after), "the position, if all working orders of that side are filled,");
            }
            pass(order, limit, after);
        }
        return null;
    }

    private boolean isMore(BigDecimal after, Limit limit, Proposal order) {
        BigDecimal before = exposure.positionBefore(limit.scope, order);
        return after.compareTo(before) > 0;
    }

    Refusal grossExposure(Proposal order) {
        for (Limit limit : order.limits.of(LimitKind.MAX_GROSS_EXPOSURE)) {
            if (!exposure.isEnlarging(order)) {
                continue;
            }
            BigDecimal worth = exposure.gross(limit.scope, order);
            if (worth == null) {
                return noValue(limit, "the worth of what is held");
            }
            if (worth.compareTo(limit.value) > 0) {
                return refuse(limit, Units.normal(worth), "the worth of all that may be held in " + exposure.base());
            }
            pass(order, limit, worth);
        }
        return null;
    }

    Refusal dailyLoss(Proposal order) {
        for (Limit limit : order.limits.of(LimitKind.MAX_DAILY_LOSS)) {
            BigDecimal profit = state.money.dayProfitBase(state.emitter.timeNanos());
            if (profit == null && !exposure.shrinks(order)) {
                return noValue(limit, "the day's loss");
            }
            BigDecimal loss = profit == null || profit.signum() >= 0 ? BigDecimal.ZERO : profit.negate();
            if (loss.compareTo(limit.value) > 0 && !exposure.shrinks(order)) {
                return refuse(limit, Units.normal(loss), "the day's loss in " + exposure.base());
            }
            pass(order, limit, loss);
        }
        return null;
    }

    Refusal signalRate() {
        Refusal refusal = rate(LimitKind.MAX_SIGNALS_PER_SECOND, ofSignal(), null);
        return refusal != null ? refusal : rate(LimitKind.MAX_SIGNALS_PER_MINUTE, ofSignal(), null);
    }

    Refusal orderRate(Proposal order) {
        Refusal refusal = rate(LimitKind.MAX_ORDERS_PER_SECOND, order.limits, order);
        return refusal != null ? refusal : rate(LimitKind.MAX_ORDERS_PER_MINUTE, order.limits, order);
    }

    /** @param order null for the signal as a whole */
    private Refusal rate(LimitKind kind, LimitSet concerning, Proposal order) {
        for (Limit limit : concerning.of(kind)) {
            limit.window.passTo(state.emitter.timeNanos());
            int others = order != null && limit.scope.platform().isEmpty() ? taken.size() : 0;
            long count = limit.window.count() + others + 1L;
            if (count > limit.wholeValue()) {
                return refuse(limit, BigDecimal.valueOf(count), "with this one, the count");
            }
            passedOf(order).add(limit, count);
            held(limit);
        }
        return null;
    }

    Refusal duplicateContent() {
        for (Limit limit : ofSignal().of(LimitKind.DUPLICATE_WINDOW)) {
            content = content == null ? signal.content() : content;
            long before = state.risk.lastAccepted(content);
            long agoNanos = state.emitter.timeNanos() - before;
            BigDecimal agoMillis = BigDecimal.valueOf(agoNanos, NANO_DIGITS_OF_MILLI);
            if (before != 0 && agoNanos < limit.spanNanos()) {
                return refuse(limit, Units.normal(agoMillis), "the same content came before; the time since in ms");
            }
            pass(null, limit, before == 0 ? null : agoMillis);
        }
        return null;
    }

    Refusal confidence() {
        for (Limit limit : ofSignal().of(LimitKind.MIN_CONFIDENCE)) {
            BigDecimal confidence = fields.decimal(Keys.CONFIDENCE);
            if (fields.refusal() != null) {
                return fields.refusal();
            }
            if (confidence == null || confidence.compareTo(limit.value) < 0) {
                return refuse(limit, confidence, "the signal's confidence");
            }
            pass(null, limit, confidence);
        }
        return null;
    }

    /** Found only for a symbol that is known, since what was found is kept. */
    private LimitSet ofSignal() {
        if (ofSignal == null) {
            ofSignal = state.risk.limits().concerning("", signal.symbol());
        }
        return ofSignal;
    }

    /** A limit was held; one that was broken before is no longer. */
    private void pass(Proposal order, Limit limit, BigDecimal observed) {
        passedOf(order).add(limit, observed);
        held(limit);
    }

    private PassedLimits passedOf(Proposal order) {
        return order == null ? passed : order.passed;
    }

    private void held(Limit limit) {
        if (limit.broken) {
            limit.broken = false;
            state.alerts.clear(AlertCode.RISK, limit.label, limit.label + " is held again");
        }
    }

    private Refusal refuse(Limit limit, BigDecimal observed, String what) {
        return refuse(
                limit,
                limit.code,
                observed,
                what + " is " + (observed == null ? "not known" : observed.toPlainString()));
    }

    private Refusal noValue(Limit limit, String what) {
        return refuse(limit, Code.RISK_NO_VALUE, null, what + " cannot be worked out: no price, value or fresh rate");
    }

    private Refusal noPrice(Limit limit, Proposal order) {
        return refuse(
                limit, Code.RISK_NO_PRICE, null, "no price of " + signal.symbol() + " has come from " + order.name);
    }

    private Refusal refuse(Limit limit, Code code, BigDecimal observed, String finding) {
        broken = limit;
        return new Refusal(
                code,
                limit.label + (limit.isTightened() ? " (set by " + limit.who + ")" : "") + ": " + finding
                        + ", the limit is " + limit.text(),
                new Measured(limit.scopeText, limit.value, observed));
    }
}
