package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.gateway.router.Refusal.Measured;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;

/** Whether a signal is young enough. */
final class SignalAge {
    private final RouterState state;

    SignalAge(RouterState state) {
        this.state = state;
    }

    /** Null if it is, or does not say when it was made. */
    Refusal check(Fields fields) {
        BigDecimal timestamp = fields.decimal(Keys.TIMESTAMP);
        BigDecimal ttl = fields.decimal(Keys.TTL_MS);
        if (fields.refusal() != null) {
            return fields.refusal();
        }
        if (timestamp == null) {
            return null;
        }
        BigDecimal now = BigDecimal.valueOf(state.emitter.timeNanos() + state.wallOffsetNanos, 9);
        BigDecimal ageMillis = now.subtract(timestamp).movePointRight(3);
        BigDecimal limit = ttl != null ? ttl : BigDecimal.valueOf(state.config().maxSignalAgeMillis());
        if (ageMillis.compareTo(limit) > 0) {
            return new Refusal(
                    Code.STALE_SIGNAL,
                    "the signal is " + ageMillis.toBigInteger() + " ms old by its timestamp, the limit is "
                            + limit.toPlainString() + " ms; or the clocks of NEXUS and gateway differ",
                    new Measured(null, limit, Units.normal(ageMillis)));
        }
        if (ageMillis.negate().compareTo(BigDecimal.valueOf(state.config().clockSkewAlarmMillis())) > 0) {
            state.alerts.raise(
                    AlertCode.CLOCK_SKEW,
                    AlertConditions.NEXUS,
                    "CLOCK_SKEW: a signal's timestamp lies "
                            + ageMillis.negate().toBigInteger() + " ms in the future");
        } else {
            state.alerts.clear(AlertCode.CLOCK_SKEW, AlertConditions.NEXUS, "a signal's timestamp is right again");
        }
        return null;
    }
}
