package nexus.config;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the router decides by.
 *
 * @param platforms the platforms that may get orders, in the order of the file
 * @param mappings universal symbols and what each dialect calls them, in the order of the file
 * @param unknownPlatforms what happens to a platform that is not listed
 * @param maxSignalAgeMillis a signal whose timestamp is older is refused, unless it brings {@code ttl_ms}
 * @param clockSkewAlarmMillis a signal whose timestamp is further in the future raises an alarm
 * @param heartbeatMillis what REGISTERED asks of clients
 * @param heartbeatTimeoutMillis a session that has sent HEARTBEAT and falls silent for longer is down
 * @param maxHeldEvents order events waiting for NEXUS; when reached, trading halts
 * @param maxResumeEvents how many delivered order events are kept for {@code resume_from}
 * @param forgetIdsAfterMillis how long after an order's end its id is remembered
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
        long forgetIdsAfterMillis) {

    public RouterConfig {
        platforms = List.copyOf(platforms);
        mappings = List.copyOf(mappings);
    }

    /** What happens to a platform that the configuration does not list. */
    public enum UnknownPlatforms {
        /** Its market data is taken; it gets no orders. */
        DATA_ONLY,
        /** It is refused. */
        REFUSE
    }

    /** A platform and the dialect of symbols that it speaks. */
    public record Platform(String name, String dialect) {}

    /**
     * One universal symbol in one dialect.
     *
     * @param universal NEXUS's name for it
     * @param dialect who calls it so
     * @param platformSymbol the dialect's name for it
     * @param quantityFactor platform units per universal unit, a plain decimal greater than 0
     * @param lotStep smallest step of a quantity in platform units, a plain decimal greater than 0
     * @param samePrice whether its prices are those of the universal symbol, so that limits and stops carry over
     */
    public record Mapping(
            String universal,
            String dialect,
            String platformSymbol,
            BigDecimal quantityFactor,
            BigDecimal lotStep,
            boolean samePrice) {}
}
