package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import nexus.config.LimitKind;
import nexus.config.RiskConfig;
import nexus.config.RiskConfig.Scope;
import nexus.config.RiskConfig.StopLevel;
import nexus.gateway.router.TradingState.Level;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;

/** What stops trading besides operators and the gateway itself, and what a stop brings about, within the same input. */
final class KillSwitch {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MAX_NAMED = 20;

    private final RouterState state;
    private final NexusFeed feed;
    private final Agenda agenda;

    KillSwitch(RouterState state, NexusFeed feed, Agenda agenda) {
        this.state = state;
        this.feed = feed;
        this.agenda = agenda;
    }

    /** Whether NEXUS may stop trading. */
    boolean listensToNexus() {
        return state.risk.config().killSwitch().fromNexus();
    }

    /** NEXUS asks for a stop; it gets TRADING_STATUS as the answer, or a refusal. */
    void fromNexus(Level level, Fields fields) {
        String reason = fields.requiredText(Keys.REASON);
        if (reason != null && reason.isBlank()) {
            fields.bad(Keys.REASON, "must say why");
        }
        if (fields.refusal() != null) {
            feed.reject(null, null, fields.refusal().code(), fields.refusal().reason());
            return;
        }
        String why = Printable.of(reason);
        if (!state.trading.stop(level, "NEXUS", why)) {
            feed.reject(null, null, Code.HALTED, "trading is halted already: " + state.trading.reason());
            return;
        }
        alert(words(level) + " by NEXUS: " + why);
        state.trading.tellAnyway();
    }

    /** A limit is broken that stops trading. */
    void broken(LimitKind kind, StopLevel stop, String text) {
        if (state.trading.level().compareTo(Level.of(stop)) < 0) {
            state.trading.stop(Level.of(stop), "limit " + kind.key(), text);
            alert(words(Level.of(stop)) + ": " + text);
        }
    }

    /** A second has passed: NEXUS may have been silent for too long, or the day's loss have become too large. */
    void clock() {
        if (!state.risk.isActive()) {
            return;
        }
        state.risk.clock();
        watchLoss();
        watchNexus();
    }

    /** A loss grows by ticks alone, so it is looked at without an order too. */
    private void watchLoss() {
        Limit limit = state.risk.limits().find(Scope.GLOBAL, LimitKind.MAX_DAILY_LOSS);
        BigDecimal profit = limit == null ? null : state.money.dayProfitBase(state.emitter.timeNanos());
        boolean isBroken = profit != null && profit.negate().compareTo(limit.value) > 0;
        if (isBroken && !limit.broken) {
            String text = limit.code + ": " + limit.label + ": the day's loss in "
                    + state.config().money().base() + " is " + profit.negate().toPlainString() + ", the limit is "
                    + limit.text();
            limit.broken = true;
            state.alerts.raise(AlertCode.RISK, limit.label, text);
            StopLevel stop = state.risk.onBreach(limit.kind);
            if (stop != null) {
                broken(limit.kind, stop, text);
            }
        } else if (profit != null && !isBroken && limit.broken) {
            limit.broken = false;
            state.alerts.clear(AlertCode.RISK, limit.label, limit.label + " is held again");
        }
    }

    private void watchNexus() {
        RiskConfig.KillSwitch config = state.risk.config().killSwitch();
        long silentNanos = state.emitter.timeNanos() - state.risk.nexusHeardNanos();
        if (state.risk.nexusHeardNanos() == 0 || silentNanos <= config.nexusSilenceMillis() * NANOS_PER_MILLI) {
            return;
        }
        state.risk.forgetNexus();
        Level level = Level.of(config.silenceLevel());
        String why = "nothing came from NEXUS for more than " + config.nexusSilenceMillis() + " ms";
        if (state.trading.level().compareTo(level) < 0) {
            state.trading.stop(level, "gateway", why);
            alert(words(level) + ": " + why);
        }
    }

    /** At the end of each input: a change of the level is told, and a halt cancels if it is to. */
    void settle() {
        if (!state.trading.takeUntold()) {
            return;
        }
        feed.tradingStatus();
        if (state.trading.isHalted() && state.risk.config().killSwitch().cancelOnHalt()) {
            cancelAll();
        }
    }

    private void cancelAll() {
        List<String> stay = new ArrayList<>();
        int left = 0;
        for (Order order : state.book.openOrders()) {
            Platform platform = state.platforms.get(order.platform);
            if (platform.isUp() && platform.session.can("cancel")) {
                if (!order.cancelRequested) {
                    agenda.cancel(order);
                }
            } else {
                left++;
                if (left <= MAX_NAMED) {
                    stay.add(order.ref + " on " + order.platform);
                }
            }
        }
        if (left > 0) {
            alert("the halt cannot cancel " + left + " orders, whose platforms are down or cannot cancel: "
                    + String.join(", ", stay) + (left > MAX_NAMED ? ", …" : ""));
        }
    }

    private void alert(String text) {
        state.alerts.raise(AlertCode.RISK, AlertConditions.TRADING, text);
    }

    /** What was done, for people. */
    static String words(Level level) {
        return level == Level.HALT ? "trading halted" : "trading restricted to what shrinks positions";
    }

    /** How things stand, for people; not for trading that runs. */
    static String words(TradingState trading) {
        return trading.isHalted() ? "trading is halted" : "trading is restricted to what shrinks positions";
    }
}
