package nexus.config;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.List;

/**
 * What an order must pass, and what stops trading.
 *
 * @param limits global ones first, then those of platforms, then those of symbols, each in the order of {@link LimitKind};
 *     several may concern one order: all apply
 * @param onBreach the limits that stop trading when they are broken; in the order of {@link LimitKind}
 * @param partialPolicy what happens where not every platform can take a signal
 * @param sessions when symbols are traded, in the order of the file; a symbol in none is traded at any time
 * @param killSwitch what may stop trading besides operators
 */
public record RiskConfig(
        List<Limit> limits,
        List<OnBreach> onBreach,
        PartialPolicy partialPolicy,
        List<Session> sessions,
        KillSwitch killSwitch) {
    /** No limit: whatever is well formed goes out. */
    public static final RiskConfig NONE =
            new RiskConfig(List.of(), List.of(), PartialPolicy.BEST_EFFORT, List.of(), KillSwitch.NONE);

    public RiskConfig {
        limits = List.copyOf(limits);
        onBreach = List.copyOf(onBreach);
        sessions = List.copyOf(sessions);
    }

    /** Whether anything is checked. */
    public boolean isConfigured() {
        return !equals(NONE);
    }

    /**
     * What a limit concerns.
     *
     * @param platform a platform's name, or empty for all
     * @param symbol a universal symbol, or empty for all
     */
    public record Scope(String platform, String symbol) {
        /** Everything. */
        public static final Scope GLOBAL = new Scope("", "");

        private static final String GLOBAL_TEXT = "global";
        private static final String PLATFORMS = "platforms.";
        private static final String SYMBOLS = "symbols.";
        private static final String BOTH = ".symbols.";

        /** Whether it is everything. */
        public boolean isGlobal() {
            return platform.isEmpty() && symbol.isEmpty();
        }

        /** The scope as the file's path has it: {@code global}, {@code platforms.nt8.symbols.NQ}. */
        public String text() {
            if (isGlobal()) {
                return GLOBAL_TEXT;
            }
            return platform.isEmpty()
                    ? SYMBOLS + symbol
                    : PLATFORMS + platform + (symbol.isEmpty() ? "" : BOTH + symbol);
        }

        /** The scope that {@link #text} writes so; null if there is none. */
        public static Scope ofText(String text) {
            if (text.equals(GLOBAL_TEXT)) {
                return GLOBAL;
            }
            if (text.startsWith(SYMBOLS)) {
                return named("", text.substring(SYMBOLS.length()));
            }
            if (!text.startsWith(PLATFORMS)) {
                return null;
            }
            String platform = text.substring(PLATFORMS.length());
            int both = platform.indexOf(BOTH);
            return both < 0
                    ? NameRule.PLATFORM.accepts(platform) ? new Scope(platform, "") : null
                    : named(platform.substring(0, both), platform.substring(both + BOTH.length()));
        }

        private static Scope named(String platform, String symbol) {
            boolean sound = (platform.isEmpty() || NameRule.PLATFORM.accepts(platform))
                    && NameRule.UNIVERSAL_SYMBOL.accepts(symbol);
            return sound ? new Scope(platform, symbol) : null;
        }
    }

    /**
     * One limit.
     *
     * @param value in the kind's unit; a plain decimal of 0 or more, trailing zeros are dropped
     */
    public record Limit(Scope scope, LimitKind kind, BigDecimal value) {
        public Limit {
            value = plain(value);
        }
    }

    /** How much is stopped. */
    public enum StopLevel {
        /** Only what shrinks a position passes. */
        REDUCE_ONLY,
        /** No order passes. */
        HALT
    }

    /** A limit that stops trading when it is broken, in whatever scope it stands. */
    public record OnBreach(LimitKind kind, StopLevel level) {}

    /** What happens where not every platform that is asked for can take a signal. */
    public enum PartialPolicy {
        /** Those that can get their order. */
        BEST_EFFORT,
        /** None gets one. */
        ALL_OR_NONE
    }

    /**
     * When some symbols are traded.
     *
     * @param timeZone of the times, as in the IANA database
     * @param days the days on which it opens
     * @param openMinute after midnight, 0–1,439
     * @param closeMinute after midnight, 0–1,439; not later than {@code openMinute}: of the day after
     * @param symbols universal ones; one that several sessions have is traded while any of them is open
     * @param holidays days on which it does not open, as {@code 2026-12-25}
     */
    public record Session(
            String name,
            String timeZone,
            List<DayOfWeek> days,
            int openMinute,
            int closeMinute,
            List<String> symbols,
            List<String> holidays) {
        public Session {
            days = List.copyOf(days);
            symbols = List.copyOf(symbols);
            holidays = List.copyOf(holidays);
        }
    }

    /**
     * What may stop trading besides operators, limits and the gateway itself.
     *
     * @param fromNexus whether NEXUS may halt trading or restrict it; it can never resume
     * @param nexusSilenceMillis NEXUS's silence that stops trading, 0 for none
     * @param silenceLevel how much it stops
     * @param cancelOnHalt whether a halt cancels the orders that work on platforms that can cancel
     */
    public record KillSwitch(boolean fromNexus, long nexusSilenceMillis, StopLevel silenceLevel, boolean cancelOnHalt) {
        /** As long as the file has no {@code killSwitch}. */
        public static final KillSwitch NONE = new KillSwitch(false, 0, StopLevel.HALT, false);
    }

    /** 1.50 and 1.5 are one value; {@code BigDecimal.equals} would tell them apart. */
    static BigDecimal plain(BigDecimal decimal) {
        BigDecimal bare = decimal.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }
}
