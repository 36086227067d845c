package nexus.adapters.link;

import java.math.BigDecimal;

/**
 * What an execution cost.
 *
 * @param amount positive if it was paid, negative if it was received
 * @param currency by ISO 4217; null if the platform does not say: the instrument's then
 */
public record Commission(BigDecimal amount, String currency) {
    /** Null where there is no amount, or none but zero: platforms that know no commission say zero. */
    public static Commission of(BigDecimal amount, String currency) {
        return amount == null || amount.signum() == 0 ? null : new Commission(amount, currency);
    }
}
