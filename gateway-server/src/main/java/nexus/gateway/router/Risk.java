package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.config.LimitKind;
import nexus.config.RiskConfig;
import nexus.config.RiskConfig.PartialPolicy;
import nexus.config.RiskConfig.Scope;
import nexus.config.RiskConfig.StopLevel;
import nexus.gateway.router.risk.RateWindow;
import nexus.gateway.router.risk.TradingHours;

/** The limits in force and what the pre-trade checks remember: counts, contents, what operators have tightened. */
final class Risk {
    private final RouterState state;
    private final LimitTable limits = new LimitTable();

    /** When each content was last accepted, the oldest first; as far as a limit asks for it. */
    private final Map<Signal.Content, Long> contents = new LinkedHashMap<>();

    private RiskConfig config = RiskConfig.NONE;
    private TradingHours hours = new TradingHours(List.of());
    private boolean isTightened;

    /** When NEXUS was last heard, ns since the epoch; 0 while its silence means nothing. */
    private long nexusHeardNanos;

    Risk(RouterState state) {
        this.state = state;
    }

    /** A configuration comes into force, and with it the file's limits. */
    void configure(RiskConfig other) {
        if (isTightened) {
            state.emitter.warn("limits that operators have tightened are the configuration's again");
        }
        config = other;
        hours = new TradingHours(other.sessions());
        limits.configure(other.limits());
        isTightened = false;
        if (longestDuplicateWindow() == 0) {
            contents.clear();
        }
        if (other.killSwitch().nexusSilenceMillis() == 0) {
            nexusHeardNanos = 0;
        }
        state.trading.forgetUnlessUsed();
    }

    /** Whether orders are checked against more than the rules of the protocol. */
    boolean isActive() {
        return config.isConfigured() || isTightened;
    }

    RiskConfig config() {
        return config;
    }

    TradingHours hours() {
        return hours;
    }

    LimitTable limits() {
        return limits;
    }

    boolean isTightened() {
        return isTightened;
    }

    boolean isAllOrNone() {
        return config.partialPolicy() == PartialPolicy.ALL_OR_NONE;
    }

    /** How much a broken limit of this kind stops; null for nothing. */
    StopLevel onBreach(LimitKind kind) {
        for (RiskConfig.OnBreach breach : config.onBreach()) {
            if (breach.kind() == kind) {
                return breach.level();
            }
        }
        return null;
    }

    /** An operator sets a limit, tighter than the one in force if there is one. */
    void tighten(Scope scope, LimitKind kind, BigDecimal value, String who, String reason) {
        Limit limit = limits.find(scope, kind);
        if (limit == null) {
            limit = limits.add(scope, kind, value);
        }
        limit.tighten(value, who, reason, state.emitter.timeNanos());
        isTightened = true;
    }

    /** Something came from NEXUS. */
    void heardNexus() {
        if (config.killSwitch().nexusSilenceMillis() > 0) {
            nexusHeardNanos = state.emitter.timeNanos();
        }
    }

    /** The gateway has started again: a NEXUS that was there has as long to come back as it may be silent. */
    void graceForNexus() {
        if (nexusHeardNanos != 0) {
            nexusHeardNanos = state.emitter.timeNanos();
        }
    }

    long nexusHeardNanos() {
        return nexusHeardNanos;
    }

    /** NEXUS's silence means nothing until it speaks again. */
    void forgetNexus() {
        nexusHeardNanos = 0;
    }

    /** When this content was last accepted, ns since the epoch; 0 if it was not, or is forgotten. */
    long lastAccepted(Signal.Content content) {
        Long timeNanos = contents.get(content);
        return timeNanos == null ? 0 : timeNanos;
    }

    /** A signal becomes orders. {@code content} may be null where no limit asks for it. */
    void accepted(Signal signal, Signal.Content content, List<Proposal> taken) {
        long now = state.emitter.timeNanos();
        LimitSet ofSignal = limits.concerning("", signal.symbol());
        count(ofSignal, LimitKind.MAX_SIGNALS_PER_SECOND, now);
        count(ofSignal, LimitKind.MAX_SIGNALS_PER_MINUTE, now);
        for (Proposal proposal : taken) {
            count(proposal.limits, LimitKind.MAX_ORDERS_PER_SECOND, now);
            count(proposal.limits, LimitKind.MAX_ORDERS_PER_MINUTE, now);
        }
        if (ofSignal.of(LimitKind.DUPLICATE_WINDOW).length > 0) {
            contents.remove(content);
            contents.put(content, now);
        }
    }

    private static void count(LimitSet concerning, LimitKind kind, long now) {
        for (Limit limit : concerning.of(kind)) {
            limit.window.passTo(now);
            limit.window.add(now);
        }
    }

    /** A second has passed: what no limit asks for any longer is forgotten. */
    void clock() {
        if (contents.isEmpty()) {
            return;
        }
        long limitNanos = state.emitter.timeNanos() - longestDuplicateWindow();
        Iterator<Long> oldest = contents.values().iterator();
        while (oldest.hasNext() && oldest.next() < limitNanos) {
            oldest.remove();
        }
    }

    private long longestDuplicateWindow() {
        long longest = 0;
        for (Limit limit : limits.all()) {
            if (limit.kind == LimitKind.DUPLICATE_WINDOW) {
                longest = Math.max(longest, limit.spanNanos());
            }
        }
        return longest;
    }

    /** Whether anything is remembered, so that the state has to hold it. */
    boolean isUsed() {
        return isActive() || state.trading.level() == TradingState.Level.REDUCE_ONLY;
    }

    void writeTo(StateWriter out) {
        state.trading.writeTo(out);
        out.put("nexusHeard", nexusHeardNanos);
        List<Limit> tightened = limits.all().stream().filter(Limit::isTightened).toList();
        out.put("tightened", tightened.size());
        for (Limit limit : tightened) {
            write(out, limit);
            out.put("value", limit.value).put("who", limit.who).put("reason", limit.reason);
            out.put("since", limit.sinceNanos);
        }
        List<Limit> broken = limits.all().stream().filter(limit -> limit.broken).toList();
        out.put("broken", broken.size());
        broken.forEach(limit -> write(out, limit));
        List<Limit> counting = limits.all().stream()
                .filter(limit -> limit.window != null && limit.window.count() > 0)
                .toList();
        out.put("counting", counting.size());
        for (Limit limit : counting) {
            write(out, limit);
            out.put("times", limit.window.count());
            limit.window.forEach(time -> out.put("time", time));
        }
        out.put("contents", contents.size());
        contents.forEach((content, time) -> {
            content.writeTo(out);
            out.put("time", time);
        });
    }

    private static void write(StateWriter out, Limit limit) {
        out.put("platform", limit.scope.platform()).put("symbol", limit.scope.symbol());
        out.put("kind", limit.kind.name());
    }

    /** Reads what {@link #writeTo} wrote, behind {@link #configure}. */
    void readFrom(StateReader in) {
        state.trading.readFrom(in);
        nexusHeardNanos = in.integer("nexusHeard");
        for (int left = in.small("tightened"); left > 0; left--) {
            Scope scope = new Scope(in.text("platform"), in.text("symbol"));
            LimitKind kind = LimitKind.valueOf(in.text("kind"));
            BigDecimal value = in.decimal("value");
            Limit known = limits.find(scope, kind);
            Limit limit = known != null ? known : limits.add(scope, kind, value);
            limit.tighten(value, in.text("who"), in.text("reason"), in.integer("since"));
            isTightened = true;
        }
        for (int left = in.small("broken"); left > 0; left--) {
            limit(in).broken = true;
        }
        for (int left = in.small("counting"); left > 0; left--) {
            RateWindow window = limit(in).window;
            for (int times = in.small("times"); times > 0; times--) {
                window.add(in.integer("time"));
            }
        }
        for (int left = in.small("contents"); left > 0; left--) {
            Signal.Content content = Signal.Content.readFrom(in);
            contents.put(content, in.integer("time"));
        }
    }

    private Limit limit(StateReader in) {
        return limits.find(new Scope(in.text("platform"), in.text("symbol")), LimitKind.valueOf(in.text("kind")));
    }
}
