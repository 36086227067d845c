package nexus.gateway.router;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.config.LimitKind;
import nexus.config.MoneyConfig;
import nexus.config.RiskConfig.StopLevel;
import nexus.config.RouterConfig.Mapping;
import nexus.gateway.router.Refusal.Measured;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;

/**
 * What an order must pass where risk is configured, in fixed order: {@link #CHECKS} is that order. Some checks concern the
 * signal as a whole: they are made once, and refuse it. The others concern the order of one platform: that platform is
 * skipped, or nobody gets an order, as the policy says.
 */
final class PreTradeChecks {
    /**
     * Behind the fields' own rules: side and quantity are read, and refused where they are none, before anything else is
     * looked at.
     */
    private static final List<Check> CHECKS = List.of(
            Check.ofSignal(PreTradeChecks::halted),
            Check.ofOrder(PreTradeChecks::platformUp),
            Check.ofSignal(PreTradeChecks::knownSymbol),
            Check.ofOrder(PreTradeChecks::tradedThere),
            Check.ofSignal(PreTradeChecks::openSession),
            Check.ofOrder(PreTradeChecks::reducesOnly),
            Check.ofOrder(PreTradeChecks::quantityLeft),
            Check.ofSignal(PreTradeChecks::onTick),
            Check.ofOrder(PreTradeChecks::orderQuantity),
            Check.ofOrder(PreTradeChecks::orderNotional),
            Check.ofOrder(PreTradeChecks::priceAge),
            Check.ofOrder(PreTradeChecks::priceCollar),
            Check.ofOrder(PreTradeChecks::position),
            Check.ofOrder(PreTradeChecks::grossExposure),
            Check.ofOrder(PreTradeChecks::dailyLoss),
            Check.ofSignal(PreTradeChecks::signalRate),
            Check.ofOrder(PreTradeChecks::orderRate),
            Check.ofSignal(PreTradeChecks::duplicateContent),
            Check.ofSignal(PreTradeChecks::confidence),
            Check.ofSignal(PreTradeChecks::age));

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int NANO_DIGITS_OF_MILLI = 6;

    /** Behind the point of a percentage that is told. */
    private static final int PERCENT_DIGITS = 4;

    private final RouterState state;
    private final SignalAge signalAge;
    private final SignalContracts contracts;
    private final KillSwitch killSwitch;
    private final Exposure exposure;

    /** The signal at work. */
    private Signal signal;

    private Fields fields;
    private Map<LimitKind, List<Limit>> ofSignal;
    private Signal.Content content;
    private List<Proposal> taken;
    private List<Proposal.Passed> passed;

    /** The limit that the last refusal is about; null for none. */
    private Limit broken;

    private boolean tripped;

    PreTradeChecks(RouterState state, SignalAge signalAge, KillSwitch killSwitch) {
        this.state = state;
        this.signalAge = signalAge;
        this.contracts = new SignalContracts(state);
        this.killSwitch = killSwitch;
        this.exposure = new Exposure(state);
    }

    /** One check: null if it is passed. {@code order} is null for a signal that no platform could take. */
    private interface Rule {
        Refusal judge(PreTradeChecks checks, Proposal order);
    }

    private record Check(boolean isOfSignal, Rule rule) {
        static Check ofSignal(Rule rule) {
            return new Check(true, rule);
        }

        static Check ofOrder(Rule rule) {
            return new Check(false, rule);
        }
    }

    /**
     * What came of a signal.
     *
     * @param taken the orders to send; empty if {@code refusal} is not null
     * @param skipped the platforms that cannot take it, and why
     * @param refusal why nobody gets an order, or null
     * @param passed the limits of the signal as a whole that it passed
     */
    record Verdict(List<Proposal> taken, Map<String, Refusal> skipped, Refusal refusal, List<Proposal.Passed> passed) {}

    /** Judges a signal for these platforms. What is taken counts as sent from here on. */
    Verdict judge(Signal asked, Fields read, List<String> platforms) {
        signal = asked;
        fields = read;
        ofSignal = null;
        content = null;
        taken = new ArrayList<>(platforms.size());
        passed = new ArrayList<>();
        tripped = false;
        Map<String, Refusal> skipped = new LinkedHashMap<>();
        Refusal whole = platforms.isEmpty() ? judgeAlone() : null;
        int made = 0;
        for (int i = 0; i < platforms.size() && whole == null; i++) {
            Proposal order = propose(platforms.get(i));
            Refusal refusal = null;
            for (int at = 0; at < CHECKS.size() && refusal == null; at++) {
                Check check = CHECKS.get(at);
                if (!check.isOfSignal() || at >= made) {
                    refusal = check.rule().judge(this, order);
                    if (check.isOfSignal()) {
                        made = at + 1;
                        whole = refusal;
                    }
                }
            }
            if (refusal == null) {
                taken.add(order);
                order.holding.addLeaves(signal.side(), order.quantity);
            } else {
                note(refusal);
                whole = tripped ? refusal : whole;
                skipped.put(order.name, refusal);
            }
        }
        for (Proposal order : taken) {
            order.holding.addLeaves(signal.side(), order.quantity.negate());
        }
        return verdict(whole, skipped);
    }

    private Refusal judgeAlone() {
        for (Check check : CHECKS) {
            Refusal refusal = check.isOfSignal() ? check.rule().judge(this, null) : null;
            if (refusal != null) {
                note(refusal);
                return refusal;
            }
        }
        return null;
    }

    private Verdict verdict(Refusal whole, Map<String, Refusal> skipped) {
        if (whole != null) {
            return new Verdict(List.of(), Map.of(), whole, passed);
        }
        boolean none = taken.isEmpty();
        if (!none && (skipped.isEmpty() || !state.risk.isAllOrNone())) {
            state.risk.accepted(signal, content, taken);
            return new Verdict(taken, skipped, null, passed);
        }
        Refusal first = skipped.values().stream()
                .filter(refusal -> refusal.measured() != null)
                .findFirst()
                .orElse(null);
        Measured measured = first == null ? null : first.measured();
        String list = Printable.of(Refusals.codes(skipped).toString());
        if (!none) {
            return new Verdict(
                    List.of(),
                    skipped,
                    new Refusal(
                            Code.RISK_ALL_OR_NONE,
                            "the policy is all-or-none, and not every platform can take it: " + list,
                            measured),
                    passed);
        }
        Refusal refusal = first == null
                ? new Refusal(Code.NO_PLATFORM, "no platform can take it: " + list)
                : skipped.size() == 1
                        ? first
                        : new Refusal(first.code(), first.reason() + "; in all: " + list, measured);
        return new Verdict(List.of(), skipped, refusal, passed);
    }

    private Proposal propose(String platform) {
        boolean isConfigured = state.symbols.isConfigured(platform);
        Mapping mapping = isConfigured ? state.symbols.toPlatform(platform, signal.symbol()) : null;
        Proposal order = new Proposal(signal, platform, mapping);
        if (mapping != null) {
            order.holding = state.book.holdings().of(platform, signal.symbol());
            order.limits = state.risk.limits().concerning(platform, signal.symbol());
        }
        return order;
    }

    /** A limit was broken: people are told, and trading stops if it is to. */
    private void note(Refusal refusal) {
        Limit limit = broken;
        broken = null;
        if (limit == null) {
            return;
        }
        String text = refusal.code() + ": " + refusal.reason();
        if (limit.kind.windowNanos() == 0 && limit.kind != LimitKind.DUPLICATE_WINDOW) {
            limit.broken = true;
            state.alerts.raise(AlertCode.RISK, limit.label, text);
        }
        StopLevel stop = state.risk.onBreach(limit.kind);
        if (stop != null) {
            killSwitch.broken(limit.kind, stop, text);
            tripped = true;
        }
    }

    // Each check, in the order above.

    private Refusal halted(Proposal order) {
        return state.trading.isHalted()
                ? new Refusal(Code.HALTED, "trading is halted: " + state.trading.reason())
                : null;
    }

    private Refusal platformUp(Proposal order) {
        if (!state.symbols.isConfigured(order.name)) {
            return new Refusal(Code.UNKNOWN_PLATFORM, "the configuration has no platform " + Printable.of(order.name));
        }
        return state.platforms.get(order.name).isUp() ? null : new Refusal(Code.PLATFORM_DOWN, order.name + " is down");
    }

    private Refusal knownSymbol(Proposal order) {
        return state.symbols.isUniversal(signal.symbol())
                ? contracts.check(signal)
                : new Refusal(
                        Code.UNKNOWN_SYMBOL, "the configuration has no symbol '" + Printable.of(signal.symbol()) + "'");
    }

    private Refusal tradedThere(Proposal order) {
        if (order.mapping == null) {
            return new Refusal(Code.UNKNOWN_SYMBOL, order.name + " has no name for " + signal.symbol());
        }
        if (!contracts.isTradable(signal, order.mapping)) {
            return new Refusal(
                    Code.NO_CONTRACT,
                    order.name + " knows no contracts of " + signal.symbol() + ", only "
                            + order.mapping.platformSymbol());
        }
        return signal.isPriced() && !order.mapping.samePrice()
                ? new Refusal(Code.PRICE_NOT_COMPARABLE, "prices on " + order.name + " are of another instrument")
                : null;
    }

    private Refusal openSession(Proposal order) {
        long now = state.emitter.timeNanos();
        if (state.risk.hours().isOpen(signal.symbol(), now)) {
            return null;
        }
        String hours = state.risk.hours().describe(signal.symbol());
        String local = state.risk.hours().localTime(signal.symbol(), now);
        return new Refusal(
                Code.RISK_SESSION_CLOSED,
                signal.symbol() + " is not traded now: it is " + local + " there, the hours are " + hours,
                new Measured("symbols." + signal.symbol(), hours, local));
    }

    private Refusal reducesOnly(Proposal order) {
        if (state.trading.isRunning()) {
            return null;
        }
        BigDecimal room = room(order);
        if (order.quantity.compareTo(room) <= 0) {
            return null;
        }
        return new Refusal(
                Code.RISK_REDUCE_ONLY,
                "trading is restricted to what shrinks positions (" + state.trading.reason() + "): on " + order.name
                        + " that is " + room.toPlainString() + " at the most, working orders counted",
                new Measured(null, room, order.quantity));
    }

    private boolean shrinks(Proposal order) {
        return order.quantity.compareTo(room(order)) <= 0;
    }

    /** How much shrinks what is held, whatever else is filled: of a future, in the one contract that the order is for. */
    private BigDecimal room(Proposal order) {
        String contract = contracts.name(signal, order.mapping);
        BigDecimal worst = contract == null
                ? order.holding.worst(signal.side())
                : ContractHoldings.of(state, signal.symbol(), contract).worst(order.name, signal.side());
        return Units.normal(worst.negate().max(BigDecimal.ZERO));
    }

    private Refusal quantityLeft(Proposal order) {
        return order.platformQuantity.signum() == 0
                ? new Refusal(Code.QUANTITY_TOO_SMALL, "nothing is left of it in lots of " + order.name)
                : null;
    }

    private Refusal onTick(Proposal order) {
        MoneyConfig.Instrument instrument = signal.isPriced() ? state.money.instrument(signal.symbol()) : null;
        if (instrument == null) {
            return null;
        }
        Refusal refusal = onTick(signal.limitPrice(), instrument.tickSize(), Keys.LIMIT_PRICE.toString());
        return refusal != null
                ? refusal
                : onTick(signal.stopPrice(), instrument.tickSize(), Keys.STOP_PRICE.toString());
    }

    private Refusal onTick(BigDecimal price, BigDecimal tick, String field) {
        return price == null || isMultiple(price, tick)
                ? null
                : new Refusal(
                        Code.RISK_PRICE_TICK,
                        field + " " + price.toPlainString() + " is no multiple of " + signal.symbol() + "'s tick "
                                + tick.toPlainString(),
                        new Measured("symbols." + signal.symbol(), tick, price));
    }

    private static boolean isMultiple(BigDecimal price, BigDecimal tick) {
        int scale = Math.max(price.scale(), tick.scale());
        BigInteger steps = price.setScale(scale).unscaledValue();
        BigInteger step = tick.setScale(scale).unscaledValue();
        boolean areLongs = steps.bitLength() < Long.SIZE && step.bitLength() < Long.SIZE;
        return areLongs
                ? steps.longValue() % step.longValue() == 0
                : steps.mod(step).signum() == 0;
    }

    private Refusal orderQuantity(Proposal order) {
        for (Limit limit : order.limits.get(LimitKind.MAX_ORDER_QUANTITY)) {
            if (order.quantity.compareTo(limit.value) > 0) {
                return refuse(limit, order.quantity, "the order's quantity");
            }
            pass(order, limit, order.quantity);
        }
        return null;
    }

    private Refusal orderNotional(Proposal order) {
        List<Limit> limits = order.limits.get(LimitKind.MAX_ORDER_NOTIONAL);
        if (limits.isEmpty()) {
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

    private Refusal priceAge(Proposal order) {
        for (Limit limit : order.limits.get(LimitKind.MAX_PRICE_AGE)) {
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

    private Refusal priceCollar(Proposal order) {
        List<Limit> limits = order.limits.get(LimitKind.PRICE_COLLAR);
        if (!signal.isPriced()) {
            return null;
        }
        for (Limit limit : limits) {
            Instrument priced = exposure.priced(order.holding);
            BigDecimal last = priced == null ? null : priced.exactPrice();
            if (last == null || last.signum() == 0) {
                return noPrice(limit, order);
            }
            BigDecimal away = distance(signal.limitPrice(), last).max(distance(signal.stopPrice(), last));
            BigDecimal room = last.abs().multiply(limit.value);
            BigDecimal hundredfold = away.multiply(HUNDRED);
            BigDecimal percent = hundredfold.divide(last.abs(), PERCENT_DIGITS, RoundingMode.UP);
            if (hundredfold.compareTo(room) > 0) {
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

    private Refusal position(Proposal order) {
        for (Limit limit : order.limits.get(LimitKind.MAX_POSITION)) {
            BigDecimal after = exposure.position(limit.scope, order.holding, signal.side(), order.quantity);
            if (after.compareTo(limit.value) > 0 && isMore(after, limit, order)) {
                return refuse(
                        limit, Units.normal(after), "the position, if all working orders of that side are filled,");
            }
            pass(order, limit, after);
        }
        return null;
    }

    private boolean isMore(BigDecimal after, Limit limit, Proposal order) {
        BigDecimal before = exposure.position(limit.scope, order.holding, signal.side(), BigDecimal.ZERO);
        return after.compareTo(before) > 0;
    }

    private Refusal grossExposure(Proposal order) {
        for (Limit limit : order.limits.get(LimitKind.MAX_GROSS_EXPOSURE)) {
            BigDecimal enlarged = exposure.enlargedBy(order);
            if (enlarged.signum() == 0) {
                continue;
            }
            BigDecimal worth = exposure.gross(limit.scope, order.holding, enlarged);
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

    private Refusal dailyLoss(Proposal order) {
        for (Limit limit : order.limits.get(LimitKind.MAX_DAILY_LOSS)) {
            BigDecimal profit = state.money.dayProfitBase(state.emitter.timeNanos());
            if (profit == null && !shrinks(order)) {
                return noValue(limit, "the day's loss");
            }
            BigDecimal loss = profit == null ? BigDecimal.ZERO : profit.negate().max(BigDecimal.ZERO);
            if (loss.compareTo(limit.value) > 0 && !shrinks(order)) {
                return refuse(limit, Units.normal(loss), "the day's loss in " + exposure.base());
            }
            pass(order, limit, loss);
        }
        return null;
    }

    private Refusal signalRate(Proposal order) {
        Refusal refusal = rate(LimitKind.MAX_SIGNALS_PER_SECOND, concerningSignal(), null);
        return refusal != null ? refusal : rate(LimitKind.MAX_SIGNALS_PER_MINUTE, concerningSignal(), null);
    }

    private Refusal orderRate(Proposal order) {
        Refusal refusal = rate(LimitKind.MAX_ORDERS_PER_SECOND, order.limits, order);
        return refusal != null ? refusal : rate(LimitKind.MAX_ORDERS_PER_MINUTE, order.limits, order);
    }

    private Refusal rate(LimitKind kind, Map<LimitKind, List<Limit>> concerning, Proposal order) {
        for (Limit limit : concerning.get(kind)) {
            limit.window.passTo(state.emitter.timeNanos());
            int others = order != null && limit.scope.platform().isEmpty() ? taken.size() : 0;
            BigDecimal count = BigDecimal.valueOf(limit.window.count() + others + 1L);
            if (count.compareTo(limit.value) > 0) {
                return refuse(limit, count, "with this one, the count");
            }
            pass(order, limit, count);
        }
        return null;
    }

    private Refusal duplicateContent(Proposal order) {
        for (Limit limit : concerningSignal().get(LimitKind.DUPLICATE_WINDOW)) {
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

    private Refusal confidence(Proposal order) {
        for (Limit limit : concerningSignal().get(LimitKind.MIN_CONFIDENCE)) {
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

    private Refusal age(Proposal order) {
        return signalAge.check(fields);
    }

    private Map<LimitKind, List<Limit>> concerningSignal() {
        if (ofSignal == null) {
            ofSignal = state.risk.limits().concerning("", signal.symbol());
        }
        return ofSignal;
    }

    /** A limit was held; one that was broken before is no longer. */
    private void pass(Proposal order, Limit limit, BigDecimal observed) {
        (order == null ? passed : order.passed).add(new Proposal.Passed(limit, observed));
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
