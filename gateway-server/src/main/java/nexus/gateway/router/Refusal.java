package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Code;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/**
 * Why a message was refused.
 *
 * @param measured what was held against what; null where there is nothing to measure
 */
record Refusal(Code code, String reason, Measured measured) {
    Refusal(Code code, String reason) {
        this(code, reason, null);
    }

    /**
     * A limit and what was found.
     *
     * @param scope of the limit, as the configuration's path has it; null for one that is not configured by scope
     * @param limit a number or a text; may be null
     * @param observed likewise; null where it could not be worked out
     */
    record Measured(String scope, Object limit, Object observed) {}

    /** Adds scope, limit and observed value to a map, as far as there are any. */
    void putMeasured(MapWriter map) {
        if (measured != null) {
            if (measured.scope() != null) {
                map.put(Keys.SCOPE, measured.scope());
            }
            put(map, Keys.LIMIT, measured.limit());
            put(map, Keys.OBSERVED, measured.observed());
        }
    }

    private static void put(MapWriter map, Key key, Object value) {
        if (value instanceof BigDecimal number) {
            map.put(key, number);
        } else if (value != null) {
            map.put(key, value.toString());
        }
    }
}
