package nexus.gateway.router;

import java.math.BigDecimal;
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
            Check.ofOrder((checks, order) -> checks.limits.orderQuantity(order)),
            Check.ofOrder((checks, order) -> checks.limits.orderNotional(order)),
            Check.ofOrder((checks, order) -> checks.limits.priceAge(order)),
            Check.ofOrder((checks, order) -> checks.limits.priceCollar(order)),
            Check.ofOrder((checks, order) -> checks.limits.position(order)),
            Check.ofOrder((checks, order) -> checks.limits.grossExposure(order)),
            Check.ofOrder((checks, order) -> checks.limits.dailyLoss(order)),
            Check.ofSignal((checks, order) -> checks.limits.signalRate()),
            Check.ofOrder((checks, order) -> checks.limits.orderRate(order)),
            Check.ofSignal((checks, order) -> checks.limits.duplicateContent()),
            Check.ofSignal((checks, order) -> checks.limits.confidence()),
            Check.ofSignal(PreTradeChecks::age));

    /** So many digits fit a long. */
    private static final int LONG_DIGITS = 18;

    private final RouterState state;
    private final SignalAge signalAge;
    private final SignalContracts contracts;
    private final KillSwitch killSwitch;
    private final Exposure exposure;
    private final LimitChecks limits;

    /** The signal at work. */
    private Signal signal;

    private Fields fields;
    private List<Proposal> taken;
    private boolean tripped;

    PreTradeChecks(RouterState state, SignalAge signalAge, KillSwitch killSwitch) {
        this.state = state;
        this.signalAge = signalAge;
        this.contracts = new SignalContracts(state);
        this.killSwitch = killSwitch;
        this.exposure = new Exposure(state);
        this.limits = new LimitChecks(state, exposure);
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
     * @param passed the limits of the signal as a whole that it passed; borrowed until the next signal
     */
    record Verdict(List<Proposal> taken, Map<String, Refusal> skipped, Refusal refusal, PassedLimits passed) {}

    /** Judges a signal for these platforms. What is taken counts as sent from here on. */
    Verdict judge(Signal asked, Fields read, List<String> platforms) {
        signal = asked;
        fields = read;
        taken = new ArrayList<>(platforms.size());
        limits.begin(asked, read, taken);
        tripped = false;
        Map<String, Refusal> skipped = Map.of();
        Refusal whole = platforms.isEmpty() ? judgeAlone() : null;
        int made = 0;
        int counted = 0;
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
                if (i + 1 < platforms.size()) {
                    // The next platform's order is held against what this one may become.
                    order.holding.addLeaves(signal.side(), order.quantity);
                    counted++;
                }
            } else {
                note(refusal);
                whole = tripped ? refusal : whole;
                skipped = skipped.isEmpty() ? new LinkedHashMap<>() : skipped;
                skipped.put(order.name, refusal);
            }
        }
        for (Proposal order : taken.subList(0, counted)) {
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
            return new Verdict(List.of(), Map.of(), whole, limits.passed());
        }
        boolean none = taken.isEmpty();
        if (!none && (skipped.isEmpty() || !state.risk.isAllOrNone())) {
            state.risk.accepted(signal, limits.content(), taken);
            return new Verdict(taken, skipped, null, limits.passed());
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
                    limits.passed());
        }
        Refusal refusal = first == null
                ? new Refusal(Code.NO_PLATFORM, "no platform can take it: " + list)
                : skipped.size() == 1
                        ? first
                        : new Refusal(first.code(), first.reason() + "; in all: " + list, measured);
        return new Verdict(List.of(), skipped, refusal, limits.passed());
    }

    private Proposal propose(String platform) {
        boolean isConfigured = state.symbols.isConfigured(platform);
        Mapping mapping = isConfigured ? state.symbols.toPlatform(platform, signal.symbol()) : null;
        Proposal order = new Proposal(signal, platform, mapping);
        order.platform = isConfigured ? state.platforms.get(platform) : null;
        if (mapping != null) {
            order.holding = state.book.holdings().of(platform, signal.symbol());
            limits.begin(order);
            order.limits = state.risk.limits().concerning(platform, signal.symbol());
        }
        return order;
    }

    /** A limit was broken: people are told, and trading stops if it is to. */
    private void note(Refusal refusal) {
        Limit limit = limits.takeBroken();
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
        if (order.platform == null) {
            return new Refusal(Code.UNKNOWN_PLATFORM, "the configuration has no platform " + Printable.of(order.name));
        }
        return order.platform.isUp() ? null : new Refusal(Code.PLATFORM_DOWN, order.name + " is down");
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
        BigDecimal room = exposure.room(order);
        if (order.quantity.compareTo(room) <= 0) {
            return null;
        }
        return new Refusal(
                Code.RISK_REDUCE_ONLY,
                "trading is restricted to what shrinks positions (" + state.trading.reason() + "): on " + order.name
                        + " that is " + room.toPlainString() + " at the most, working orders counted",
                new Measured(null, room, order.quantity));
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
        BigDecimal steps = price.movePointRight(scale);
        BigDecimal step = tick.movePointRight(scale);
        boolean areLongs = isLong(steps) && isLong(step);
        return areLongs
                ? steps.longValue() % step.longValue() == 0
                : price.remainder(tick).signum() == 0;
    }

    /** Whether a whole number certainly is one. */
    private static boolean isLong(BigDecimal whole) {
        return whole.precision() - whole.scale() <= LONG_DIGITS;
    }

    private Refusal age(Proposal order) {
        return signalAge.check(fields);
    }
}
