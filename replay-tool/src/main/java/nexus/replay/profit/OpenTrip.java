package nexus.replay.profit;

import java.math.BigDecimal;
import java.math.MathContext;

/** A round trip on its way. */
final class OpenTrip {
    private final Account account;
    private final boolean isLong;
    private final long openedNanos;
    private BigDecimal held;
    private BigDecimal cash;
    private BigDecimal commission;
    private BigDecimal maxQuantity;

    private OpenTrip(Account account, BigDecimal held, BigDecimal cash, BigDecimal commission, long openedNanos) {
        this.account = account;
        this.isLong = held.signum() > 0;
        this.openedNanos = openedNanos;
        this.held = held;
        this.cash = cash;
        this.commission = commission;
        this.maxQuantity = held.abs();
    }

    /**
     * An execution, or a part of one.
     *
     * @param signed positive is bought
     */
    record Step(BigDecimal signed, BigDecimal price, BigDecimal commission, long timeNanos) {
        /** So much of it, with its share of the commission. */
        Step part(BigDecimal quantity) {
            BigDecimal share = quantity.compareTo(signed) == 0
                    ? commission
                    : commission.multiply(quantity).divide(signed, MathContext.DECIMAL64);
            return new Step(quantity, price, share, timeNanos);
        }

        /** The rest of it. */
        Step without(Step part) {
            return new Step(signed.subtract(part.signed), price, commission.subtract(part.commission), timeNanos);
        }

        private BigDecimal cash() {
            return signed.multiply(price).negate();
        }
    }

    static OpenTrip begun(Account account, Step step) {
        return new OpenTrip(account, step.signed(), step.cash(), step.commission(), step.timeNanos());
    }

    /** Of a position that was held before the beginning, from its average price. */
    static OpenTrip carried(Account account, long timeNanos) {
        BigDecimal cost = account.quantity().multiply(account.averagePrice());
        return new OpenTrip(account, account.quantity(), cost.negate(), BigDecimal.ZERO, timeNanos);
    }

    void take(Step step) {
        held = held.add(step.signed());
        cash = cash.add(step.cash());
        commission = commission.add(step.commission());
        maxQuantity = maxQuantity.max(held.abs());
    }

    RoundTrip closed(Step step) {
        take(step);
        return new RoundTrip(
                account.platform(),
                account.symbol(),
                isLong,
                openedNanos,
                step.timeNanos(),
                maxQuantity,
                Decimals.normal(
                        account.inBase(cash.multiply(account.multiplier()).subtract(commission))));
    }
}
