package nexus.config;

import java.util.Optional;

/** Reads what the router decides by. */
final class RouterReader {
    private RouterReader() {}

    /** Where the file has a problem, the default stands in; the caller throws the result away. */
    static RouterConfig read(Section top, Problems problems) {
        PlatformsReader platforms = new PlatformsReader(top, problems);
        MappingsReader mappings = new MappingsReader(top, platforms);
        int before = problems.count();
        Section signals = top.section("signals");
        Section heartbeat = top.section("heartbeat");
        Section nexus = top.section("nexus");
        MoneyConfig money = MoneyReader.read(top, mappings);
        RouterConfig config = new RouterConfig(
                platforms.platforms(),
                mappings.mappings(),
                top.choice("unknownPlatforms", Settings.UNKNOWN_PLATFORMS),
                signals.number("maxAge", Settings.MAX_SIGNAL_AGE),
                signals.number("clockSkewAlarm", Settings.CLOCK_SKEW_ALARM),
                heartbeat.number("interval", Settings.HEARTBEAT_INTERVAL),
                heartbeat.number("timeout", Settings.HEARTBEAT_TIMEOUT),
                (int) nexus.number("maxHeldEvents", Settings.MAX_HELD_EVENTS),
                (int) nexus.number("maxResumeEvents", Settings.MAX_RESUME_EVENTS),
                signals.number("forgetIdsAfter", Settings.FORGET_IDS_AFTER),
                FuturesReader.read(top, mappings),
                money,
                RiskReader.read(top, mappings, money),
                AlertsReader.read(top));
        if (problems.count() == before) {
            checkHeartbeat(heartbeat, config);
        }
        return config;
    }

    /** One lost beat must not take a session down. */
    private static void checkHeartbeat(Section heartbeat, RouterConfig config) {
        Optional<Setting> culprit = heartbeat.find("timeout").or(() -> heartbeat.find("interval"));
        if (culprit.isPresent() && config.heartbeatTimeoutMillis() < 2 * config.heartbeatMillis()) {
            culprit.get()
                    .refuse("the timeout (" + Measure.DURATION.format(config.heartbeatTimeoutMillis())
                            + ") must be at least twice the interval ("
                            + Measure.DURATION.format(config.heartbeatMillis()) + ")");
        }
    }
}
