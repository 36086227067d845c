package nexus.config;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the router decides by. The ranges below are those of a configuration that {@link ConfigLoader} has accepted; the
 * record itself holds any value, so that tests can go beyond.
 *
 * @param platforms the platforms that may get orders, in the order of the file; 1–64, names unique
 * @param mappings universal symbols and what each dialect calls them, in the order of the file; 1–4,096, one per
 *     universal symbol and dialect; no two of one dialect have the same platform symbol
 * @param unknownPlatforms what happens to a platform that is not listed
 * @param maxSignalAgeMillis a signal whose timestamp is older is refused, unless it brings {@code ttl_ms}; 1 ms–1 d
 * @param clockSkewAlarmMillis a signal whose timestamp is further in the future raises an alarm; 1 ms–1 d
 * @param heartbeatMillis what REGISTERED asks of clients; 100 ms–1 min
 * @param heartbeatTimeoutMillis a session that has sent HEARTBEAT and falls silent for longer is down; 200 ms–1 h, at
 *     least twice {@code heartbeatMillis}
 * @param maxHeldEvents order events waiting for NEXUS; when reached, trading halts; 1–1,000,000
 * @param maxResumeEvents how many delivered order events are kept for {@code resume_from}; 0–1,000,000
 * @param forgetIdsAfterMillis how long after an order's end its id is remembered; 1 min–365 d
 * @param futures what rolls; {@link FuturesConfig#NONE} where the file has none, and so with the next three
 * @param money what prices are worth
 * @param risk what orders must pass
 * @param alerts how people and NEXUS are told that something is wrong
 */
public record RouterConfig(
        List<Platform> platforms,
        List<Mapping> mappings,
        UnknownPlatforms unknownPlatforms,
        long maxSignalAgeMillis,
        long clockSkewAlarmMillis,
        long heartbeatMillis,
        long heartbeatTimeoutMillis,
        int maxHeldEvents,
        int maxResumeEvents,
        long forgetIdsAfterMillis,
        FuturesConfig futures,
        MoneyConfig money,
        RiskConfig risk,
        AlertsConfig alerts) {

    public RouterConfig {
        platforms = List.copyOf(platforms);
        mappings = List.copyOf(mappings);
    }

    /** A configuration that knows of no futures, money, risk or alerts: what a file means that lacks all these keys. */
    public RouterConfig(
            List<Platform> platforms,
            List<Mapping> mappings,
            UnknownPlatforms unknownPlatforms,
            long maxSignalAgeMillis,
            long clockSkewAlarmMillis,
            long heartbeatMillis,
            long heartbeatTimeoutMillis,
            int maxHeldEvents,
            int maxResumeEvents,
            long forgetIdsAfterMillis) {
        this(
                platforms,
                mappings,
                unknownPlatforms,
                maxSignalAgeMillis,
                clockSkewAlarmMillis,
                heartbeatMillis,
                heartbeatTimeoutMillis,
                maxHeldEvents,
                maxResumeEvents,
                forgetIdsAfterMillis,
                FuturesConfig.NONE,
                MoneyConfig.NONE,
                RiskConfig.NONE,
                AlertsConfig.NONE);
    }

    /** The same with other futures. */
    public RouterConfig with(FuturesConfig other) {
        return with(other, money, risk, alerts);
    }

    /** The same with other values. */
    public RouterConfig with(MoneyConfig other) {
        return with(futures, other, risk, alerts);
    }

    /** The same with other limits. */
    public RouterConfig with(RiskConfig other) {
        return with(futures, money, other, alerts);
    }

    /** The same with other alerts. */
    public RouterConfig with(AlertsConfig other) {
        return with(futures, money, risk, other);
    }

    private RouterConfig with(FuturesConfig rolling, MoneyConfig values, RiskConfig checks, AlertsConfig alarms) {
        return new RouterConfig(
                platforms,
                mappings,
                unknownPlatforms,
                maxSignalAgeMillis,
                clockSkewAlarmMillis,
                heartbeatMillis,
                heartbeatTimeoutMillis,
                maxHeldEvents,
                maxResumeEvents,
                forgetIdsAfterMillis,
                rolling,
                values,
                checks,
                alarms);
    }

    /** These platforms and mappings, and the default of everything else. */
    public static RouterConfig of(List<Platform> platforms, List<Mapping> mappings) {
        return new RouterConfig(
                platforms,
                mappings,
                Settings.UNKNOWN_PLATFORMS,
                Settings.MAX_SIGNAL_AGE.standard(),
                Settings.CLOCK_SKEW_ALARM.standard(),
                Settings.HEARTBEAT_INTERVAL.standard(),
                Settings.HEARTBEAT_TIMEOUT.standard(),
                (int) Settings.MAX_HELD_EVENTS.standard(),
                (int) Settings.MAX_RESUME_EVENTS.standard(),
                Settings.FORGET_IDS_AFTER.standard());
    }

    /** What happens to a platform that the configuration does not list. */
    public enum UnknownPlatforms {
        /** Its market data is taken; it gets no orders. */
        DATA_ONLY,
        /** It is refused. */
        REFUSE
    }

    /**
     * A platform and the dialect of symbols that it speaks.
     *
     * @param name as in REGISTER; 1–32 of {@code a-z 0-9 _}
     * @param dialect 1–32 of {@code a-z 0-9 _}; several platforms may share one
     */
    public record Platform(String name, String dialect) {}

    /**
     * One universal symbol in one dialect.
     *
     * @param universal NEXUS's name for it; 1–32 of {@code A-Z 0-9 . _ -}
     * @param dialect who calls it so
     * @param platformSymbol the dialect's name for it; 1–64 printable characters, no space at either end
     * @param quantityFactor platform units per universal unit, a plain decimal greater than 0; trailing zeros are dropped
     * @param lotStep smallest step of a quantity in platform units, likewise
     * @param samePrice whether its prices are those of the universal symbol, so that limits and stops carry over
     */
    public record Mapping(
            String universal,
            String dialect,
            String platformSymbol,
            BigDecimal quantityFactor,
            BigDecimal lotStep,
            boolean samePrice) {

        public Mapping {
            quantityFactor = stripped(quantityFactor);
            lotStep = stripped(lotStep);
        }

        /** 1.50 and 1.5 are one value; {@code BigDecimal.equals} would tell them apart. */
        private static BigDecimal stripped(BigDecimal decimal) {
            BigDecimal bare = decimal.stripTrailingZeros();
            return bare.scale() < 0 ? bare.setScale(0) : bare;
        }
    }
}
